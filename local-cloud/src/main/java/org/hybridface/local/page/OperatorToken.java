// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.hybridface.local.files.PrivateFiles;

/**
 * What whoever changes something on the page must bring. It lies in a file that only the user who runs the local cloud can read, and is
 * new at each start.
 *
 * @param file where it lies
 */
public record OperatorToken(String value, Path file) {

    /** Beyond any guessing: 128 bits. */
    private static final int BYTES = 16;
    private static final String SCHEME = "Bearer ";

    /** @throws IOException when the file cannot be written */
    public static OperatorToken create(Path file) throws IOException {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Files.writeString(PrivateFiles.file(file), value + "\n");
        return new OperatorToken(value, file);
    }

    /** Whether a request's {@code Authorization} header carries it. Compared in the same time wherever it differs. */
    boolean isIn(Optional<String> authorization) {
        return authorization.filter(header -> header.startsWith(SCHEME)).map(header -> header.substring(SCHEME.length()).strip())
                .filter(given -> MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    /** Without the token: this text may end in a log. */
    @Override
    public String toString() {
        return "OperatorToken[" + file + "]";
    }
}
