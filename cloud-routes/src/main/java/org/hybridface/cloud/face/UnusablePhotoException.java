// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import org.hybridface.messages.RejectionReason;

/** The photo cannot be used, now or later. The routes turn it into an answer; it never leaves the function. */
public final class UnusablePhotoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason a word of {@link RejectionReason}
     * @param detail what exactly was wrong and what would be better, in words; nothing personal: it is logged
     */
    public UnusablePhotoException(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** A word of {@link RejectionReason}. */
    public String reason() {
        return reason;
    }
}
