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
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.hybridface.messages.AesGcm;

/**
 * Encrypts the records of one vault with {@link AesGcm} and a key of 256 bits; the
 * record's file and number are associated data, so that records cannot be exchanged or moved. Thread safe.
 */
final class RecordCipher {

    private static final int KEY_BYTES = 32;

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
        new SecureRandom().nextBytes(key);
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
        return AesGcm.seal(key, new byte[0], front -> place(file, number), plain);
    }

    /** Empty when the record is damaged, was moved, or was encrypted with another key. */
    Optional<byte[]> decrypt(byte[] record, String file, long number) {
        return AesGcm.open(key, 0, front -> place(file, number), record);
    }

    private static byte[] place(String file, long number) {
        return (file + '#' + number).getBytes(StandardCharsets.UTF_8);
    }
}
