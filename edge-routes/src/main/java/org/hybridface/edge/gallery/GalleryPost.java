// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.gallery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hybridface.edge.mqtt.SendingPace;
import org.hybridface.messages.Known;

/**
 * What is to be told to the others, the last word of each person only, oldest first: of one person no more often than every {@link #PAUSE}. Thread safe.
 */
final class GalleryPost {

    /** Between two messages about one person. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    /** Who could have told it first is given so long. */
    static final Duration OTHERS_FIRST = Duration.ofSeconds(10);

    /**
     * @param known     empty: the person is to be taken away from everybody
     * @param notBefore when it may go
     */
    record Letter(String person, Optional<Known> known, Instant notBefore) {
    }

    private final Clock clock;
    private final Map<String, Letter> waiting = new LinkedHashMap<>();
    private final Map<String, Instant> lastSent = new HashMap<>();
    private final SendingPace pace;

    /** @param clock a steady one */
    GalleryPost(Clock clock) {
        this.clock = clock;
        this.pace = new SendingPace(clock);
    }

    synchronized void put(String person, Optional<Known> known, Duration wait) {
        waiting.put(person, new Letter(person, known, clock.instant().plus(wait)));
    }

    synchronized void drop(String person) {
        waiting.remove(person);
    }

    synchronized Optional<Known> waiting(String person) {
        return Optional.ofNullable(waiting.get(person)).flatMap(Letter::known);
    }

    /** What was to be told in a connection that is lost: who knows what the others were told since. */
    synchronized void clear() {
        waiting.clear();
    }

    /** The next that may go now. It goes once {@link #sent} is told; otherwise it is tried again after a while. */
    synchronized Optional<Letter> next() {
        Instant now = clock.instant();
        if (!pace.isDue()) {
            return Optional.empty();
        }
        lastSent.values().removeIf(at -> !at.plus(PAUSE).isAfter(now));
        Optional<Letter> next = waiting.values().stream().filter(letter -> !letter.notBefore().isAfter(now) && !lastSent.containsKey(letter.person())).findFirst();
        next.ifPresent(letter -> pace.underway());
        return next;
    }

    /** The broker has it. */
    synchronized void sent(Letter letter) {
        waiting.remove(letter.person(), letter);
        lastSent.put(letter.person(), clock.instant());
        pace.taken();
    }
}
