// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.eraser;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The Ed25519 key that signs receipts (RFC 8032); whoever has its public half can check them without asking anybody. Thread safe. */
final class ReceiptKey {

    static final String NONE = "none";
    static final String ALGORITHM = "Ed25519";

    private final PrivateKey key;

    private ReceiptKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * @param text PKCS #8 in base64, as {@code openssl genpkey -algorithm ed25519 -outform DER | base64} writes it, or {@code none}
     * @throws IllegalArgumentException for anything else; what was given is a secret, and no part of the text
     */
    static Optional<ReceiptKey> parse(String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ReceiptKey(KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("RECEIPT_KEY is not an Ed25519 key: make one with: openssl genpkey -algorithm ed25519 -outform DER | base64");
        }
    }

    /** In base64. */
    String sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(bytes);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs whatever it is given", e);
        }
    }
}
