// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.eraser;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The Ed25519 key that signs receipts (RFC 8032); whoever has its public half can check them without asking anybody. Thread safe. */
final class ReceiptKey {

    static final String NONE = "none";
    static final String ALGORITHM = "Ed25519";

    /** The algorithm's object identifier 1.3.101.112 in DER (RFC 8410, section 3). */
    private static final String OBJECT_IDENTIFIER = "06032b6570";
    private static final int SEQUENCE = 0x30;
    /** Of a sequence's tag and length, where that is below 128. */
    private static final int HEAD = 2;

    private final byte[] der;

    private ReceiptKey(byte[] der) {
        this.der = der;
    }

    /**
     * Looks at the form only: the JDK's classes for keys would cost each start of the function a third of a second, and it signs rarely.
     *
     * @param text PKCS #8 in base64, as {@code openssl genpkey -algorithm ed25519 -outform DER | base64} writes it, or {@code none}
     * @throws IllegalArgumentException for anything else; what was given is a secret, and no part of the text
     */
    static Optional<ReceiptKey> parse(String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        }
        return Optional.of(decoded(text).filter(ReceiptKey::hasForm).map(ReceiptKey::new).orElseThrow(() -> new IllegalArgumentException(
                "RECEIPT_KEY is not an Ed25519 key: make one with: openssl genpkey -algorithm ed25519 -outform DER | base64")));
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean hasForm(byte[] der) {
        return der.length > HEAD && der[0] == SEQUENCE && der[1] == der.length - HEAD && HexFormat.of().formatHex(der).contains(OBJECT_IDENTIFIER);
    }

    /** In base64. */
    String sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der)));
            signature.update(bytes);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RECEIPT_KEY has the form of an Ed25519 key and is none: make another, see docs/deploy.md", e);
        }
    }
}
