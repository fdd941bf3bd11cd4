// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A device's key for a face as others keep it: {@code User001-k3f9x2}. Behind the dash stands the incarnation of the device's memory that gave the key.
 * A device that lost all its memory (a new card under the old name) begins at {@code User001} again; what is said of the old {@code User001} then
 * never reaches the new one.
 *
 * @param key         see {@link FaceKey}
 * @param incarnation six small letters and digits; empty for devices that know none
 */
public record DeviceKey(String key, Optional<String> incarnation) {

    private static final Pattern INCARNATION = Pattern.compile("[a-z0-9]{6}");
    private static final char DASH = '-';

    /** Six characters of 36. */
    private static final int INCARNATION_LENGTH = 6;
    private static final long INCARNATIONS = 36L * 36 * 36 * 36 * 36 * 36;

    public DeviceKey {
        FaceKey.require(key);
        incarnation.ifPresent(DeviceKey::requireIncarnation);
    }

    /** Whether a text is one: the cloud's table may be edited by hand. */
    public static boolean isValid(String text) {
        int dash = text.indexOf(DASH);
        return dash < 0 ? FaceKey.isValid(text) : FaceKey.isValid(text.substring(0, dash)) && isIncarnation(text.substring(dash + 1));
    }

    /** @throws InvalidMessageException when it is none */
    public static DeviceKey parse(String text) {
        if (text == null) {
            throw new InvalidMessageException("'id' is missing");
        }
        int dash = text.indexOf(DASH);
        return dash < 0 ? new DeviceKey(text, Optional.empty()) : new DeviceKey(text.substring(0, dash), Optional.of(text.substring(dash + 1)));
    }

    /**
     * The text itself.
     *
     * @throws InvalidMessageException when it is none
     */
    public static String require(String text) {
        return parse(text).toString();
    }

    /** The key as others keep it, of words that nobody has checked. */
    public static String text(String key, Optional<String> incarnation) {
        return incarnation.map(life -> key + DASH + life).orElse(key);
    }

    /** For a memory that begins: one of two billion. */
    public static String newIncarnation() {
        String text = Long.toString(ThreadLocalRandom.current().nextLong(INCARNATIONS), Character.MAX_RADIX);
        return "0".repeat(INCARNATION_LENGTH - text.length()) + text;
    }

    /** The number inside the key, see {@link FaceKey#number}. */
    public int number() {
        return FaceKey.number(key);
    }

    public static boolean isIncarnation(String text) {
        return INCARNATION.matcher(text).matches();
    }

    static void requireIncarnation(String text) {
        if (!isIncarnation(text)) {
            throw new InvalidMessageException("'incarnation' is not six small letters and digits");
        }
    }

    @Override
    public String toString() {
        return text(key, incarnation);
    }
}
