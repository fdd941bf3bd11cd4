// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hybridface.vision.Embedding;

/** The vectors of several good looks at one face that nobody knows yet, gathered before it gets a key. Told the time. Used by one thread. */
final class GoodLooks {

    /** The mean of more looks of one visit is hardly better, and each costs an embedding. */
    static final int MOST = 4;

    private final List<Embedding> looks = new ArrayList<>();
    private Instant first = Instant.MAX;

    /** @param sameFaceDistance looks that are farther away than this from the ones before are of somebody else, and start anew */
    void add(Embedding look, Instant at, double sameFaceDistance) {
        if (!looks.isEmpty() && !(mean().orElseThrow().distance(look) < sameFaceDistance)) {
            looks.clear();
        }
        if (looks.isEmpty()) {
            first = at;
        }
        looks.add(look);
        if (looks.size() > MOST) {
            looks.remove(0);
        }
    }

    int size() {
        return looks.size();
    }

    /** Whether there was time enough since the first of them. */
    boolean isRipe(Instant at, Duration patience) {
        return !looks.isEmpty() && !first.plus(patience).isAfter(at);
    }

    /** Whether there are several that lie no farther apart than this: one more of the same view tells nothing new. */
    boolean agree(double distance) {
        return looks.size() > 1 && looks.get(0).distance(looks.get(looks.size() - 1)) <= distance;
    }

    /** What they look like together. */
    Optional<Embedding> mean() {
        return looks.isEmpty() ? Optional.empty() : Optional.of(MeanLook.of(looks));
    }

    void clear() {
        looks.clear();
        first = Instant.MAX;
    }
}
