// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts and authenticates bytes with AES-GCM (NIST SP 800-38D). Sealed bytes are: format (1 byte), nonce (12), cipher text
 * with tag (16). The nonce is random: far below the 2^32 messages a key may seal that way. Thread safe.
 */
public final class Sealer {

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    public Sealer(SecretKey key) {
        this.key = key;
    }

    /** @param place what these bytes are, for example a file name; they open under that place only */
    public byte[] seal(byte[] plain, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, 0, place).doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length).put(FORMAT).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** @throws UnsealException when one bit differs from what was sealed, or key or place do */
    public byte[] open(byte[] sealed, String place) throws UnsealException {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / 8 || sealed[0] != FORMAT) {
            throw new UnsealException("not sealed by this program");
        }
        try {
            int start = 1 + NONCE_BYTES;
            return cipher(Cipher.DECRYPT_MODE, sealed, 1, place).doFinal(sealed, start, sealed.length - start);
        } catch (GeneralSecurityException e) {
            throw new UnsealException("damaged, or sealed with another key");
        }
    }

    private Cipher cipher(int mode, byte[] nonce, int offset, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
