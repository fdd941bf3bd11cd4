// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the records of one vault with AES-256-GCM (NIST SP 800-38D): a random 96-bit nonce before each ciphertext, and the
 * record's file and number as associated data, so that records cannot be exchanged or moved. Thread safe.
 */
final class RecordCipher {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    private RecordCipher(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Reads the key, or makes one that only its owner can read when there is no such file.
     *
     * @throws IOException when the file cannot be read or made, or is no key
     */
    static RecordCipher withKeyFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new IOException(file + " is no key: it has " + key.length + " bytes and must have " + KEY_BYTES
                    + "; restore it, or delete it together with the collections it belongs to");
        }
        return new RecordCipher(key);
    }

    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
            try (var channel = Files.newByteChannel(file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.SYNC))) {
                channel.write(ByteBuffer.wrap(key));
            }
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its key counts.
        }
    }

    byte[] encrypt(byte[] plain, String file, long number) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, file, number);
            byte[] sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** Empty when the record is damaged, was moved, or was encrypted with another key. */
    Optional<byte[]> decrypt(byte[] record, String file, long number) {
        if (record.length < NONCE_BYTES + TAG_BITS / 8) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(record, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, file, number);
            return Optional.of(cipher.doFinal(record, NONCE_BYTES, record.length - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String file, long number) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((file + '#' + number).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
