// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.erasure;

/** An erasure that cannot be begun or told of; sending it again changes nothing. */
public final class ErasureRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String reason;

    /**
     * @param reason one word, such as {@code unknown-person}
     * @param advice what to do, without names
     */
    public ErasureRefusedException(String reason, String advice) {
        super(advice, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
