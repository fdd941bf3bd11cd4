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

    /** A device sees somebody: its question's name is the device's. */
    record Sighting(String thing, String who) {
    }

    /** @param text for example {@code local door=ada gate=ada} */
    static Scenario parse(String text) {
        String[] words = text.split(" ");
        return new Scenario(java.util.Arrays.stream(words).skip(1).map(word -> word.split("=")).map(pair -> new Sighting(pair[0], pair[1]))
                .toList(), words[0].equals("local") ? LOCAL_PAUSE : AWS_PAUSE);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(pause.equals(LOCAL_PAUSE) ? "local" : "aws");
        sightings.forEach(sighting -> text.append(' ').append(sighting.thing()).append('=').append(sighting.who()));
        return text.toString();
    }
}
