// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.hybridface.edge.print.Reason;

/**
 * The file with this device's own AES-256 key: 32 random bytes, readable by this user only (0600), made at the first start.
 * Whoever loses it loses the remembered faces, nothing else: the device learns them anew.
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
            DurableFile.restrict(key);
            byte[] bytes = Files.readAllBytes(key);
            if (bytes.length != KEY_BYTES) {
                throw new UnusableKeyException("the key file " + key + " has " + bytes.length + " bytes instead of " + KEY_BYTES
                        + ": put the right file back, or delete it to start with no remembered faces");
            }
            return new SecretKeySpec(bytes, "AES");
        } catch (IOException e) {
            throw new UnusableKeyException("the key file " + key + " cannot be read or made (" + Reason.of(e)
                    + "): give this user the rights, or set edge.key.file to another place");
        }
    }

    private static void create(Path key) throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        DurableFile.makeDirectory(key.getParent());
        DurableFile.write(key, bytes);
    }
}
