// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

/** An object that cannot be read by the caller; the message is for the log, callers are told AWS's own sentence. */
public final class PhotoUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public PhotoUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
