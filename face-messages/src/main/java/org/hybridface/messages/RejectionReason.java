// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

/** The reasons the cloud gives when it cannot use a photo. */
public final class RejectionReason {

    /** No face was found in the photo. */
    public static final String NO_FACE = "no-face";

    /** A face was found, but too small, blurred or turned to be enrolled. */
    public static final String LOW_QUALITY = "low-quality";

    /** The bytes are no readable image. */
    public static final String UNREADABLE = "unreadable";

    private RejectionReason() {
    }
}
