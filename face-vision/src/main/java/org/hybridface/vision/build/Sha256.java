package org.hybridface.vision.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The fingerprint by which a model is known. */
public final class Sha256 {

    private Sha256() {
    }

    /** In lower-case hexadecimal. */
    public static String of(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether a file is there and has exactly this content. */
    static boolean matches(Path file, String sha256) throws IOException {
        return Files.isRegularFile(file) && of(Files.readAllBytes(file)).equals(sha256);
    }
}
