// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for somebody in bytes. It knows nothing of what it looks into: it is given texts and photos, and finds each as it is, in hexadecimal digits and in
 * base64 wherever that begins; of a photo also its SHA-256, and any piece of some length.
 */
final class Scanner {

    private static final int PIECE_BYTES = 48;
    private static final int PIECES = 8;

    /** Four numbers of seven digits each are nobody else's by chance. */
    private static final int PIECE_FLOATS = 4;
    private static final int VECTOR_PIECES = 4;

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

    /**
     * A vector, by some pieces of {@value #PIECE_FLOATS} numbers: as floats and doubles of either byte order, and as the numbers of JSON. What is sealed, it cannot see:
     * give it the opened form.
     */
    Scanner vector(String what, float[] vector) {
        for (int from = 0; from + PIECE_FLOATS <= vector.length; from += vector.length / VECTOR_PIECES) {
            String piece = what + ", numbers " + from;
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                ByteBuffer floats = ByteBuffer.allocate(PIECE_FLOATS * Float.BYTES).order(order);
                ByteBuffer doubles = ByteBuffer.allocate(PIECE_FLOATS * Double.BYTES).order(order);
                for (int i = from; i < from + PIECE_FLOATS; i++) {
                    floats.putFloat(vector[i]);
                    doubles.putDouble(vector[i]);
                }
                encodings(piece + " as floats, " + order, floats.array());
                encodings(piece + " as doubles, " + order, doubles.array());
            }
            for (String comma : List.of(",", ", ")) {
                List<String> floats = new ArrayList<>();
                List<String> doubles = new ArrayList<>();
                for (int i = from; i < from + PIECE_FLOATS; i++) {
                    floats.add(Float.toString(vector[i]));
                    doubles.add(Double.toString(vector[i]));
                }
                needles.put(piece + " as numbers" + comma, String.join(comma, floats).getBytes(StandardCharsets.US_ASCII));
                needles.put(piece + " as long numbers" + comma, String.join(comma, doubles).getBytes(StandardCharsets.US_ASCII));
            }
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
        Map<Integer, List<Map.Entry<String, byte[]>>> byStart = needles.entrySet().stream().collect(Collectors.groupingBy(needle -> start(needle.getValue(), 0)));
        Set<String> found = new TreeSet<>();
        places.forEach((place, bytes) -> {
            find(byStart, bytes, what -> found.add(what + " in " + place));
            find(byStart, place.getBytes(StandardCharsets.UTF_8), what -> found.add(what + " in " + place));
        });
        return found;
    }

    /** Once through the bytes, whatever number of needles: most places begin like none of them. */
    private static void find(Map<Integer, List<Map.Entry<String, byte[]>>> byStart, byte[] bytes, Consumer<String> found) {
        BitSet starts = new BitSet(1 << Short.SIZE);
        byStart.keySet().forEach(start -> starts.set(start >>> Short.SIZE));
        for (int from = 0; from + Integer.BYTES <= bytes.length; from++) {
            if (starts.get((bytes[from] & 0xff) << Byte.SIZE | bytes[from + 1] & 0xff)) {
                for (Map.Entry<String, byte[]> needle : byStart.getOrDefault(start(bytes, from), List.of())) {
                    int to = from + needle.getValue().length;
                    if (to <= bytes.length && Arrays.equals(bytes, from, to, needle.getValue(), 0, needle.getValue().length)) {
                        found.accept(needle.getKey());
                    }
                }
            }
        }
    }

    private static int start(byte[] bytes, int from) {
        return ByteBuffer.wrap(bytes, from, Integer.BYTES).getInt();
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
}
