// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.hybridface.vision.Quality;

/**
 * Keeps the best photo of one face while its track goes on, so that the cloud is asked with that and not with the first. Told the
 * time. Used by one thread.
 */
final class BestPhoto {

    /** A photo that is not worth that many times as much is not worth the encoding. */
    private static final double BETTER = 1.1;

    /** A photo must be worth that many times as much to take the place of one that waits in the outbox already. */
    private static final double CLEARLY_BETTER = 1.4;

    private Optional<FacePhoto> best = Optional.empty();
    private Optional<Instant> since = Optional.empty();
    private boolean good;
    private double askedWith;

    /**
     * A photo the cloud may be asked with.
     *
     * @param take cuts and encodes; called only when the photo is kept
     */
    void offer(Quality quality, Instant at, Supplier<FacePhoto> take) {
        start(at);
        if (!good || LookWorth.of(quality) > BETTER * best.map(FacePhoto::worth).orElse(0.0)) {
            best = Optional.of(take.get());
            good = true;
        }
    }

    /** A photo that is not good enough: kept while there is no other, so that it can be said what is wrong with it. */
    void offerPoor(Instant at, Supplier<FacePhoto> take) {
        start(at);
        if (best.isEmpty()) {
            best = Optional.of(take.get());
        }
    }

    private void start(Instant at) {
        since = since.or(() -> Optional.of(at));
    }

    /** Whether looking for a better one has taken as long as it may. */
    boolean isRipe(Instant at, Duration patience) {
        return since.isPresent() && !since.get().plus(patience).isAfter(at);
    }

    /** The best one: the cloud may be asked with it from now on. */
    Optional<FacePhoto> handOut() {
        askedWith = best.map(FacePhoto::worth).orElse(0.0);
        return best;
    }

    boolean isHandedOut() {
        return askedWith > 0;
    }

    /** A photo clearly better than the one the cloud was to be asked with; each at most once. */
    Optional<FacePhoto> clearlyBetter() {
        Optional<FacePhoto> better = askedWith > 0 ? best.filter(photo -> photo.worth() > CLEARLY_BETTER * askedWith) : Optional.empty();
        better.ifPresent(photo -> askedWith = photo.worth());
        return better;
    }

    void clear() {
        best = Optional.empty();
        good = false;
        since = Optional.empty();
        askedWith = 0;
    }
}
