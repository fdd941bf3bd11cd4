// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that seal what devices share, as {@code FleetKeys} of face-messages reads them: none when they share nothing. The first seals, all open.
 *
 * @param keys 32 bytes each, in base64
 */
record FleetKeys(List<String> keys) {

    private static final int KEY_BYTES = 32;

    /** As many as a device reads. */
    private static final int MOST_KEYS = 4;

    private static final String ADVICE = "make one with: pulumi config set --secret fleet-keys \"$(openssl rand -base64 32)\"";

    FleetKeys {
        keys = List.copyOf(keys);
    }

    /**
     * Reads keys with spaces or line ends between them.
     *
     * @throws BadSettingException for anything else; what was given is a secret, and no part of the text
     */
    static FleetKeys parse(String text) {
        List<String> keys = Stream.of(text.strip().split("\\s+")).filter(key -> !key.isEmpty()).toList();
        if (keys.size() > MOST_KEYS) {
            throw BadSettingException.of("fleet-keys", "there are " + keys.size() + " keys", "give at most " + MOST_KEYS + ", the one that seals first");
        }
        if (!keys.stream().allMatch(FleetKeys::isKey)) {
            throw BadSettingException.of("fleet-keys", "one of them is not 32 bytes in base64", ADVICE);
        }
        return new FleetKeys(keys);
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** What stands in the device's file. */
    String text() {
        return String.join("\n", keys) + "\n";
    }

    /** Says nothing of them. */
    @Override
    public String toString() {
        return "FleetKeys[" + keys.size() + "]";
    }
}
