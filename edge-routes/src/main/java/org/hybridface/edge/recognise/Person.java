// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hybridface.vision.Box;
import org.hybridface.vision.Track;

/** What is known of the face of one track. Used by one thread. */
final class Person {

    /** How sure the key is. */
    enum Standing { UNKNOWN, PROBABLE, CERTAIN }

    private final GoodLooks looks = new GoodLooks();
    private final GoodLooks allLooks = new GoodLooks();
    private final LookTimes times;
    private final BestPhoto photo = new BestPhoto();
    private Standing standing = Standing.UNKNOWN;
    private Optional<String> key = Optional.empty();
    private boolean doubted;
    private Instant lastSeen = Instant.MIN;
    private Optional<Instant> uneasySince = Optional.empty();
    private Track track;

    Person(Duration patience, Instant firstSeen) {
        this.times = new LookTimes(patience);
        times.start(firstSeen);
    }

    /** The key, certain or probable. */
    Optional<String> key() {
        return key;
    }

    /** The key, when it is certain. */
    Optional<String> certainKey() {
        return standing == Standing.CERTAIN ? key : Optional.empty();
    }

    /** Whether more looks are wanted to tell who this is. */
    boolean isUnsure() {
        return standing != Standing.CERTAIN || doubted;
    }

    Standing standing() {
        return standing;
    }

    GoodLooks looks() {
        return looks;
    }

    /** The good ones, and those in which the model sees little although the face is large, sharp and straight: under a cap or in a shadow. */
    GoodLooks allLooks() {
        return allLooks;
    }

    LookTimes times() {
        return times;
    }

    BestPhoto photo() {
        return photo;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    Box lastBox() {
        return track.detection().box();
    }

    Track track() {
        return track;
    }

    void seen(Track now, Instant at) {
        track = now;
        lastSeen = at;
        uneasySince = now.needsEmbedding() ? uneasySince.or(() -> Optional.of(at)) : Optional.empty();
    }

    /** How long the tracker has wanted another look at this face. */
    Duration uneasyFor(Instant at) {
        return uneasySince.map(since -> Duration.between(since, at)).orElse(Duration.ZERO);
    }

    void is(String certainKey) {
        if (standing == Standing.CERTAIN && !key.equals(Optional.of(certainKey))) {
            photo.clear();
        }
        key = Optional.of(certainKey);
        standing = Standing.CERTAIN;
        forgetLooks();
        doubted = false;
    }

    /** What was gathered for a face that nobody knew goes on under its new key. */
    void becomes(String newKey) {
        key = Optional.of(newKey);
        standing = Standing.CERTAIN;
        forgetLooks();
        doubted = false;
    }

    /** The face goes by another key from now on. */
    void renamed(String otherKey) {
        key = Optional.of(otherKey);
    }

    void isProbably(String probableKey) {
        key = Optional.of(probableKey);
        standing = Standing.PROBABLE;
    }

    /** Somebody else may stand there by now, and what was gathered may show either of the two. */
    void mayBeAnother(Instant at) {
        standing = Standing.PROBABLE;
        doubted = false;
        forgetLooks();
        photo.clear();
        times.start(at);
    }

    /** It was probably somebody, but is not. */
    void isUnknown() {
        key = Optional.empty();
        standing = Standing.UNKNOWN;
    }

    /**
     * Nothing remembered looks like this face although it has a key. One bad view proves nothing, a second one in a row does.
     *
     * @return whether the key is gone
     */
    boolean doubt(Instant at) {
        if (doubted) {
            startAnew(at);
            return true;
        }
        doubted = true;
        forgetLooks();
        times.start(at);
        times.showed(at);
        return false;
    }

    private void forgetLooks() {
        looks.clear();
        allLooks.clear();
    }

    void sure() {
        doubted = false;
    }

    /** Whoever this is, it is not who it was. */
    void startAnew(Instant at) {
        isUnknown();
        doubted = false;
        forgetLooks();
        photo.clear();
        times.start(at);
    }
}
