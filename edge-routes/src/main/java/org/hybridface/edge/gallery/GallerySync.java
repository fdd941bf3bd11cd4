// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.gallery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What the broker still has. It says so at each subscription, by sending every retained message anew, and never that it has sent the last: whoever was not
 * among them by the time it has been quiet for a while was erased while this device was away. Thread safe.
 */
final class GallerySync {

    /** Quiet for so long, the broker has sent enough not to be told old things. */
    static final Duration LISTENED = Duration.ofSeconds(3);

    /** Quiet for so long, it has sent all: AWS IoT sends some hundred retained messages a second, and a link that stalls longer is given up (mqtt.keep-alive). */
    static final Duration ALL_CAME = Duration.ofSeconds(30);

    private final Clock clock;
    private final Set<String> there = new HashSet<>();
    private Instant quietSince = Instant.MAX;
    private boolean listened;
    private boolean swept = true;

    /** @param clock a steady one */
    GallerySync(Clock clock) {
        this.clock = clock;
    }

    /** The broker is about to send all it has. */
    synchronized void begin() {
        there.clear();
        quietSince = Instant.MAX;
        listened = false;
        swept = false;
    }

    /** From now on the broker sends. */
    synchronized void listening() {
        quietSince = clock.instant();
    }

    /** The broker has something of that person. */
    synchronized void came(String person) {
        there.add(person);
        heard();
    }

    /** The broker has nothing of that person any more. */
    synchronized void gone(String person) {
        there.remove(person);
        heard();
    }

    private void heard() {
        quietSince = quietSince.equals(Instant.MAX) ? quietSince : clock.instant();
    }

    synchronized boolean isThere(String person) {
        return there.contains(person);
    }

    /** Whether this device has heard enough to tell the others something. */
    synchronized boolean hasListened() {
        listened |= isQuietFor(LISTENED);
        return listened;
    }

    /** True once after each subscription, when all has come: whoever is not {@link #isThere there} was erased. */
    synchronized boolean isToBeSwept() {
        if (swept || !isQuietFor(ALL_CAME)) {
            return false;
        }
        swept = true;
        return true;
    }

    private boolean isQuietFor(Duration time) {
        return !quietSince.equals(Instant.MAX) && !clock.instant().isBefore(quietSince.plus(time));
    }
}
