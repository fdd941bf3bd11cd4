// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.hybridface.edge.store.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A token in a file that only the device's user can read, made at the first start. Deleted, it is made anew at the next. */
public final class TokenFile {

    /** Beyond any guessing: 128 bits. */
    static final int TOKEN_BYTES = 16;

    private static final Pattern TOKEN = Pattern.compile("[!-~]{" + TOKEN_BYTES + ",}");

    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

    private TokenFile() {
    }

    /**
     * The token in that file. One that others could read, or that is no token, is replaced.
     *
     * @throws IOException when the file cannot be read or made
     */
    public static String loadOrCreate(Path file) throws IOException {
        if (Files.exists(file)) {
            if (!DurableFile.isPrivate(file)) {
                LOG.warn("event=token-replaced file={} others could read it", file);
            } else {
                // Whatever a power cut or a dying disk left there: it must not keep the device from starting.
                String token = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
                if (TOKEN.matcher(token).matches()) {
                    return token;
                }
                LOG.warn("event=token-replaced file={} it held no {} printable characters", file, TOKEN_BYTES);
            }
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        DurableFile.write(file, (token + "\n").getBytes(StandardCharsets.UTF_8));
        return token;
    }
}
