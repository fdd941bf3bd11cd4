// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/** These bytes are no picture that can be decoded. */
public final class UnreadableImageException extends VisionException {

    public UnreadableImageException(String message) {
        super(message);
    }
}
