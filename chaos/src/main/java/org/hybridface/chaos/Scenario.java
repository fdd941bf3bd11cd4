// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.time.Duration;
import java.util.List;

/**
 * Who is seen by whom, and how long Lambda waits before it delivers a failed event again.
 *
 * @param sightings each a question of one device
 * @param pause     before the second delivery; before the third it is twice as long
 */
record Scenario(List<Sighting> sightings, Duration pause) {

    /** As AWS does (Lambda developer guide, "Asynchronous invocation"). */
    static final Duration AWS_PAUSE = Duration.ofMinutes(1);
    /** As the local cloud does. */
    static final Duration LOCAL_PAUSE = Duration.ofSeconds(1);

    private static final String FULL = "/full";

    /**
     * A device sees somebody: its question's name is the device's.
     *
     * @param full whether its mailbox is full of answers to older questions
     */
    record Sighting(String thing, String who, boolean full) {

        private static Sighting parse(String text) {
            String[] pair = text.split("=");
            boolean full = pair[1].endsWith(FULL);
            return new Sighting(pair[0], full ? pair[1].substring(0, pair[1].length() - FULL.length()) : pair[1], full);
        }

        @Override
        public String toString() {
            return thing + "=" + who + (full ? FULL : "");
        }
    }

    /** @param text for example {@code local door=ada gate=ada/full} */
    static Scenario parse(String text) {
        String[] words = text.split(" ");
        return new Scenario(java.util.Arrays.stream(words).skip(1).map(Sighting::parse).toList(), words[0].equals("local") ? LOCAL_PAUSE : AWS_PAUSE);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(pause.equals(LOCAL_PAUSE) ? "local" : "aws");
        sightings.forEach(sighting -> text.append(' ').append(sighting));
        return text.toString();
    }
}
