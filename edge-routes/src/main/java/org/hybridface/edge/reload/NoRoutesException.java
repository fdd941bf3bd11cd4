// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import java.io.IOException;

/** Not one route file of the folder can run. */
public final class NoRoutesException extends IOException {

    private static final long serialVersionUID = 1L;

    NoRoutesException(String message) {
        super(message);
    }
}
