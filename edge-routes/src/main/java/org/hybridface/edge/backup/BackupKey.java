// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.backup;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.hybridface.edge.store.Sealer;

/** Makes the key of a backup from what its owner knows: PBKDF2 (RFC 8018) with HMAC-SHA-256. */
public final class BackupKey {

    static final int SALT_BYTES = 16;

    /** OWASP's advice for PBKDF2-HMAC-SHA256 since 2023. */
    static final int ROUNDS = 600_000;

    /** Whoever has the file may guess for years. */
    static final int SHORTEST = 12;

    private static final int KEY_BITS = 256;

    private BackupKey() {
    }

    /** Why a password does not do; empty when it does. */
    public static Optional<String> weakness(String password) {
        return password.length() >= SHORTEST ? Optional.empty() : Optional.of("has " + password.length() + " characters: give at least " + SHORTEST
                + ", since whoever finds the file can try as long as he likes");
    }

    /** @throws BackupRefusedException when the password is too short */
    static Sealer sealer(String password, byte[] salt) throws BackupRefusedException {
        Optional<String> weak = weakness(password);
        if (weak.isPresent()) {
            throw new BackupRefusedException("the password " + weak.get());
        }
        try {
            PBEKeySpec secret = new PBEKeySpec(password.toCharArray(), salt, ROUNDS, KEY_BITS);
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(secret).getEncoded();
            return new Sealer(new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
        }
    }
}
