// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.util.Base64;

/**
 * The Ed25519 key that signs the receipts of erasures: PKCS #8 in base64, or none. Not KMS: a receipt is checked years later, without an account, by whoever
 * has the public half; and a key in KMS costs a dollar a month for a signature now and then.
 *
 * @param text as the function reads it, {@code none} for none
 */
record ReceiptKey(String text) {

    /** Of PKCS #8 with an Ed25519 key in it (RFC 8410, section 7). */
    private static final int KEY_BYTES = 48;

    private static final String NONE = "none";

    /** @throws BadSettingException for anything else; what was given is a secret, and no part of the text */
    static ReceiptKey parse(String text) {
        if (text.isBlank()) {
            return new ReceiptKey(NONE);
        }
        try {
            if (Base64.getDecoder().decode(text.strip()).length == KEY_BYTES) {
                return new ReceiptKey(text.strip());
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw BadSettingException.of("receipt-key", "it is not an Ed25519 key, PKCS #8 in base64",
                "make one with: pulumi config set --secret receipt-key \"$(openssl genpkey -algorithm ed25519 -outform DER | openssl base64 -A)\"");
    }

    boolean isNone() {
        return text.equals(NONE);
    }

    /** Says nothing of it. */
    @Override
    public String toString() {
        return "ReceiptKey[" + (isNone() ? NONE : "given") + "]";
    }
}
