// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/** The library, a model file or a setting is unusable; the message says which, where, and what to do. */
public class VisionException extends RuntimeException {

    public VisionException(String message) {
        super(message);
    }

    public VisionException(String message, Throwable cause) {
        super(message, cause);
    }
}
