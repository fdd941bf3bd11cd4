// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks for somebody in bytes. It knows nothing of what it looks into: it is given texts and photos, and finds each as it is, in hexadecimal digits and in
 * base64 wherever that begins; of a photo also its SHA-256, and any piece of some length.
 */
final class Scanner {

    private static final int PIECE_BYTES = 48;
    private static final int PIECES = 8;

    private final Map<String, byte[]> needles = new TreeMap<>();

    /** A name or an id. */
    Scanner text(String what, String text) {
        encodings(what, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Whole or in pieces, and by its hash. */
    Scanner photo(String what, byte[] photo) {
        byte[] hash = sha256(photo);
        needles.put(what + "'s hash", hash);
        needles.put(what + "'s hash in hex", HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII));
        needles.put(what + "'s hash in base64", Base64.getEncoder().withoutPadding().encode(hash));
        // The head of a JPEG is that of every other; the picture itself begins behind it.
        for (int piece = 0; piece < PIECES; piece++) {
            int from = photo.length / 2 + piece * (photo.length / 2 - PIECE_BYTES) / PIECES;
            encodings(what + ", piece " + piece, Arrays.copyOfRange(photo, from, from + PIECE_BYTES));
        }
        return this;
    }

    private void encodings(String what, byte[] bytes) {
        needles.put(what, bytes);
        needles.put(what + " in hex", HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[bytes.length + shift];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            byte[] base64 = Base64.getEncoder().withoutPadding().encode(shifted);
            // The first and the last digits depend on the bytes beside.
            needles.put(what + " in base64, shifted by " + shift, Arrays.copyOfRange(base64, shift == 0 ? 0 : shift + 1, base64.length - 1));
        }
    }

    /** What was found where. */
    Set<String> find(Map<String, byte[]> places) {
        Set<String> found = new TreeSet<>();
        places.forEach((place, bytes) -> needles.forEach((what, needle) -> {
            if (indexOf(bytes, needle) >= 0 || indexOf(place.getBytes(StandardCharsets.UTF_8), needle) >= 0) {
                found.add(what + " in " + place);
            }
        }));
        return found;
    }

    /** Every file below a folder, by its path. */
    static Map<String, byte[]> files(Path folder, List<String> butNot) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (butNot.stream().noneMatch(name::startsWith)) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static int indexOf(byte[] bytes, byte[] needle) {
        for (int from = 0; from <= bytes.length - needle.length; from++) {
            if (bytes[from] == needle[0] && Arrays.equals(bytes, from, from + needle.length, needle, 0, needle.length)) {
                return from;
            }
        }
        return -1;
    }
}
