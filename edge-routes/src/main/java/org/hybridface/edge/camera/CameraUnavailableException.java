// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.IOException;

/** A source cannot be opened or stopped giving pictures. The message says what, where and what to do; trying again may help. */
public class CameraUnavailableException extends IOException {

    public CameraUnavailableException(String message) {
        super(message);
    }

    public CameraUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
