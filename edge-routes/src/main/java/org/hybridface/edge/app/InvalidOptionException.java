// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

/** An option cannot be used. The text says which, what is wrong and what to give. */
public final class InvalidOptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidOptionException(String message) {
        super(message);
    }
}
