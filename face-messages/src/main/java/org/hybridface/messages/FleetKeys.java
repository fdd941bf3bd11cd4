// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that all devices of a fleet hold, and nobody else: what one device writes for the others is sealed with the first of them, and opened with
 * whichever it was sealed with, so that a key can be replaced while devices run. The keys have 256 bits.
 *
 * <p>A sealed message is: format (1 byte), id of the key (8), and what {@link AesGcm} makes. All before the cipher text, and the topic, are
 * authenticated with it: a message opens under its own topic only. Thread safe; a text of it names ids and never a key.
 */
public final class FleetKeys {

    /** Most keys at once: the one in use, those before it and one to come. */
    public static final int MOST_KEYS = 4;

    private static final int KEY_BYTES = 32;
    private static final byte FORMAT = 1;
    private static final int ID_BYTES = 8;
    private static final int HEADER_BYTES = 1 + ID_BYTES;

    private final List<Key> keys;

    /** @param id the first bytes of the key's SHA-256: tells keys apart, and says nothing of them */
    private record Key(ByteBuffer id, SecretKey secret) {

        static Key of(byte[] bytes) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                return new Key(ByteBuffer.wrap(Arrays.copyOf(digest, ID_BYTES)), new SecretKeySpec(bytes, "AES"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }

    private FleetKeys(List<Key> keys) {
        this.keys = keys;
    }

    /**
     * Reads keys, one in each line: 32 random bytes in base64. The first seals; empty lines and those that begin with # are passed over.
     *
     * @throws InvalidMessageException when a line is something else, or there is no key or more than {@link #MOST_KEYS}; the text names the line's
     *     number and not what is in it
     */
    public static FleetKeys parse(String text) {
        List<Key> keys = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
                keys.add(Key.of(bytes(lines.get(i), i + 1)));
            }
        }
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new InvalidMessageException("there are " + keys.size() + " keys instead of 1 to " + MOST_KEYS);
        }
        return new FleetKeys(List.copyOf(keys));
    }

    private static byte[] bytes(String line, int number) {
        try {
            byte[] bytes = Base64.getDecoder().decode(line);
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // The same advice.
        }
        throw new InvalidMessageException("line " + number + " is not a key: " + KEY_BYTES + " random bytes in base64, as 'openssl rand -base64 32' makes them");
    }

    /** A new key, as a line that {@link #parse} reads. */
    public static String fresh() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** @param topic under which the message will be published */
    public byte[] seal(String topic, byte[] plain) {
        Key key = keys.get(0);
        byte[] header = ByteBuffer.allocate(HEADER_BYTES).put(FORMAT).put(key.id().duplicate()).array();
        return AesGcm.seal(key.secret(), header, front -> with(front, topic), plain);
    }

    /**
     * @param topic under which the message came
     * @throws InvalidMessageException when it is no sealed message, one bit differs from what was sealed, or key or topic do; the text says which
     */
    public byte[] open(String topic, byte[] sealed) {
        if (sealed.length < HEADER_BYTES + AesGcm.OVERHEAD_BYTES || sealed[0] != FORMAT) {
            throw new InvalidMessageException("it is not sealed by a device");
        }
        ByteBuffer id = ByteBuffer.wrap(sealed, 1, ID_BYTES);
        Key key = keys.stream().filter(one -> one.id().equals(id)).findFirst()
                .orElseThrow(() -> new InvalidMessageException("it is sealed with a fleet key that is not known here"));
        return AesGcm.open(key.secret(), HEADER_BYTES, front -> with(front, topic), sealed)
                .orElseThrow(() -> new InvalidMessageException("it was changed after it was sealed, or belongs to another topic"));
    }

    private static byte[] with(byte[] front, String topic) {
        byte[] under = topic.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(front.length + under.length).put(front).put(under).array();
    }

    @Override
    public String toString() {
        return "FleetKeys[" + keys.size() + "]";
    }
}
