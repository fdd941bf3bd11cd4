// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hybridface.messages.Whose;
import org.hybridface.vision.Embedding;

/** A {@link FaceEntry} to be, in which some parts are other than before. Used by one thread. */
final class FaceEntryChange {

    private final String key;
    private List<Embedding> embeddings;
    private FaceState state;
    private Optional<String> name;
    private Optional<String> faceId;
    private OptionalDouble similarity;
    private Optional<String> reason;
    private Instant firstSeen;
    private Instant lastSeen;
    private int asks;
    private Optional<Instant> lastAsk;
    private Optional<Instant> openSince;
    private Optional<String> eventId;
    private Optional<Instant> answeredAt;
    private long answerVersion;
    private Whose whose;
    private FaceOrigin origin;
    private Optional<NotFace> notFace;

    /** Nothing is other yet. */
    FaceEntryChange(FaceEntry before) {
        key = before.key();
        embeddings = before.embeddings();
        state = before.state();
        name = before.name();
        faceId = before.faceId();
        similarity = before.similarity();
        reason = before.reason();
        firstSeen = before.firstSeen();
        lastSeen = before.lastSeen();
        asks = before.asks();
        lastAsk = before.lastAsk();
        openSince = before.openSince();
        eventId = before.eventId();
        answeredAt = before.answeredAt();
        answerVersion = before.answerVersion();
        whose = before.whose();
        origin = before.origin();
        notFace = before.notFace();
    }

    FaceEntry done() {
        return new FaceEntry(key, embeddings, state, name, faceId, similarity, reason, firstSeen, lastSeen, asks, lastAsk, openSince, eventId, answeredAt,
                answerVersion, whose, origin, notFace);
    }

    FaceEntryChange notFace(Optional<NotFace> now) {
        notFace = now;
        return this;
    }

    FaceEntryChange embeddings(List<Embedding> now) {
        embeddings = now;
        return this;
    }

    FaceEntryChange state(FaceState now) {
        state = now;
        return this;
    }

    FaceEntryChange name(Optional<String> now) {
        name = now;
        return this;
    }

    FaceEntryChange faceId(Optional<String> now) {
        faceId = now;
        return this;
    }

    FaceEntryChange similarity(OptionalDouble now) {
        similarity = now;
        return this;
    }

    FaceEntryChange reason(Optional<String> now) {
        reason = now;
        return this;
    }

    FaceEntryChange firstSeen(Instant now) {
        firstSeen = now;
        return this;
    }

    FaceEntryChange lastSeen(Instant now) {
        lastSeen = now;
        return this;
    }

    FaceEntryChange asks(int now) {
        asks = now;
        return this;
    }

    FaceEntryChange lastAsk(Optional<Instant> now) {
        lastAsk = now;
        return this;
    }

    FaceEntryChange openSince(Optional<Instant> now) {
        openSince = now;
        return this;
    }

    FaceEntryChange eventId(Optional<String> now) {
        eventId = now;
        return this;
    }

    FaceEntryChange answeredAt(Optional<Instant> now) {
        answeredAt = now;
        return this;
    }

    FaceEntryChange answerVersion(long now) {
        answerVersion = now;
        return this;
    }

    FaceEntryChange whose(Whose now) {
        whose = now;
        return this;
    }

    FaceEntryChange origin(FaceOrigin now) {
        origin = now;
        return this;
    }
}
