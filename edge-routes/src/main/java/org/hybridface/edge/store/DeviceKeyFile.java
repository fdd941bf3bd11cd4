// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.hybridface.edge.print.Reason;

/**
 * The file with this device's own AES-256 key: 32 random bytes, readable by this user only (0600), made at the first start.
 * Whoever loses it loses the remembered faces, nothing else: with its data moved away, the device learns them anew.
 */
public final class DeviceKeyFile {

    static final int KEY_BYTES = 32;

    private DeviceKeyFile() {
    }

    /** @throws UnusableKeyException when the key would lie with what it protects */
    public static void checkPlace(Path file, Path dataDirectory) {
        Path key = file.toAbsolutePath().normalize();
        if (key.startsWith(dataDirectory.toAbsolutePath().normalize())) {
            throw new UnusableKeyException("the key file " + key + " lies inside the data directory it protects: "
                    + "set edge.key.file to a place outside " + dataDirectory);
        }
    }

    /**
     * @param file          where the key is, or is to be made
     * @param dataDirectory what the key protects; the key must not lie in there
     * @throws UnusableKeyException when it cannot be read or made; the text says what to do
     */
    public static SecretKey loadOrCreate(Path file, Path dataDirectory) {
        Path key = file.toAbsolutePath().normalize();
        checkPlace(key, dataDirectory);
        try {
            if (Files.notExists(key)) {
                create(key);
            }
            // Before its rights are changed: it may be a file of somebody else's.
            checkKind(key);
            DurableFile.restrict(key);
            return read(key);
        } catch (IOException e) {
            throw new UnusableKeyException("the key file " + key + " cannot be read or made (" + Reason.of(e)
                    + "): give this user the rights, or set edge.key.file to another place");
        }
    }

    /** Of a file that is there and {@link #checkKind is a key}. */
    public static SecretKey read(Path key) throws IOException {
        return new SecretKeySpec(Files.readAllBytes(key), "AES");
    }

    /** @throws UnusableKeyException when what is there is no key */
    public static void checkKind(Path key) {
        try {
            if (Files.isDirectory(key)) {
                throw new UnusableKeyException("edge.key.file is " + key + ", which is a folder: give a file in it");
            }
            if (Files.exists(key) && Files.size(key) != KEY_BYTES) {
                throw new UnusableKeyException(wrongLength(key, Files.size(key)));
            }
        } catch (IOException e) {
            throw new UnusableKeyException("the key file " + key + " cannot be read (" + Reason.of(e) + "): give this user the rights");
        }
    }

    /** Why a key file that is there could not be used, and what to do; empty when it could, or is to be made. Changes nothing. */
    public static Optional<String> fault(Path key) {
        if (!Files.exists(key)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(key)) {
            return Optional.of(key + " is no file: move it away, or set edge.key.file to another place");
        }
        if (!Files.isReadable(key)) {
            return Optional.of(key + " cannot be read by this user: run this as the device's user, or give the rights");
        }
        try {
            if (!DurableFile.isPrivate(key)) {
                return Optional.of("others can read " + key + ": chmod 600 " + key);
            }
            long bytes = Files.size(key);
            return bytes == KEY_BYTES ? Optional.empty() : Optional.of(wrongLength(key, bytes));
        } catch (IOException e) {
            return Optional.of(key + " cannot be read (" + Reason.of(e) + ")");
        }
    }

    private static String wrongLength(Path key, long bytes) {
        return "the key file " + key + " has " + bytes + " bytes instead of " + KEY_BYTES + ": it is no key: put the right file back, or set edge.key.file to where it is";
    }

    private static void create(Path key) throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        DurableFile.makeDirectory(key.getParent());
        DurableFile.write(key, bytes);
    }
}
