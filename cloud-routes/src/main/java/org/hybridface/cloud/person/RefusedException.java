// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.person;

/** What was asked for cannot be done as things are; sending it again changes nothing. */
public class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String reason;

    /**
     * @param reason one word, such as {@code unknown-face}
     * @param advice what to do, without names
     */
    public RefusedException(String reason, String advice) {
        super(advice, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
