package org.hybridface.edge.recognise;

import java.time.Instant;
import java.util.Optional;
import org.hybridface.vision.Embedding;

/** What is known of the face of one track. Used by one thread. */
final class Person {

    /** An unknown face is looked at again in the next picture, then after 2, 4 ... at most that many. */
    private static final int RAREST_LOOK = 16;

    private Optional<String> key = Optional.empty();
    private Optional<Embedding> firstLook = Optional.empty();
    private boolean doubted;
    private int lookAt = 1;
    private int lookEvery = 1;
    private Instant lastSeen;

    Optional<String> key() {
        return key;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    void seen(Instant at) {
        lastSeen = at;
    }

    /** Whether a face without a key is due for another look. @param sightings pictures of this track so far */
    boolean isDue(int sightings) {
        return key.isEmpty() && sightings >= lookAt;
    }

    void looked(int sightings) {
        lookAt = sightings + lookEvery;
        lookEvery = Math.min(lookEvery * 2, RAREST_LOOK);
    }

    void is(String newKey) {
        key = Optional.of(newKey);
        firstLook = Optional.empty();
        doubted = false;
    }

    /**
     * Nothing remembered looks like this face although it has a key. One bad view proves nothing, a second one in a row does.
     *
     * @return whether the key is gone
     */
    boolean doubt() {
        if (doubted) {
            forgetKey();
            return true;
        }
        doubted = true;
        return false;
    }

    void forgetKey() {
        key = Optional.empty();
        doubted = false;
        lookAt = 1;
        lookEvery = 1;
    }

    /** Whether this is the second look at one and the same unknown face; if not, it is the first one. */
    boolean isSecondLook(Embedding look, double sameFaceDistance) {
        boolean second = firstLook.map(first -> first.distance(look) < sameFaceDistance).orElse(false);
        if (!second) {
            firstLook = Optional.of(look);
        }
        return second;
    }
}
