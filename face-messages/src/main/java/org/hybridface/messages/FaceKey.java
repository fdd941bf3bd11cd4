// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import java.util.regex.Pattern;

/**
 * The temporary key a device gives to a face: {@code User001}, {@code User002}, ... {@code User1000}. Unique per device for
 * ever, so that a late answer can never name another face.
 */
public final class FaceKey {

    private static final Pattern KEY = Pattern.compile("User[0-9]{3,9}");

    private FaceKey() {
    }

    /** @param number 1 or greater */
    public static String of(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("face keys start at 1, not " + number);
        }
        return "User%03d".formatted(number);
    }

    /**
     * The number inside the key.
     *
     * @throws InvalidMessageException when it is not of the form {@code User001}
     */
    public static int number(String key) {
        return Integer.parseInt(require(key).substring("User".length()));
    }

    /** Whether a text is a key: the cloud's table may be edited by hand. */
    public static boolean isValid(String text) {
        return KEY.matcher(text).matches();
    }

    /**
     * The key itself.
     *
     * @throws InvalidMessageException when it is not of the form {@code User001}
     */
    public static String require(String key) {
        if (key == null || !isValid(key)) {
            throw new InvalidMessageException("'id' is not a face key like User001");
        }
        return key;
    }
}
