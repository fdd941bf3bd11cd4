// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-GCM (NIST SP 800-38D) as everything of this project is sealed. Sealed bytes are: a header of the caller's, the nonce (12), the cipher text with its
 * tag (16). The nonce is random: far below the 2^32 messages that a key may seal that way.
 */
public final class AesGcm {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    /** So many bytes more than the plain ones and the header. */
    public static final int OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AesGcm() {
    }

    /**
     * @param header     may be empty; stands in front, and is not encrypted
     * @param associated what is authenticated with the plain bytes, made of header and nonce
     */
    public static byte[] seal(SecretKey key, byte[] header, UnaryOperator<byte[]> associated, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] front = ByteBuffer.allocate(header.length + NONCE_BYTES).put(header).put(nonce).array();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, front, associated).doFinal(plain);
            return ByteBuffer.allocate(front.length + sealed.length).put(front).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** Empty when one bit differs from what was sealed, or the key does, or what is associated. */
    public static Optional<byte[]> open(SecretKey key, int headerBytes, UnaryOperator<byte[]> associated, byte[] sealed) {
        int start = headerBytes + NONCE_BYTES;
        if (sealed.length < start + TAG_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, start), associated).doFinal(sealed, start, sealed.length - start));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] front, UnaryOperator<byte[]> associated) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, front, front.length - NONCE_BYTES, NONCE_BYTES));
        cipher.updateAAD(associated.apply(front));
        return cipher;
    }
}
