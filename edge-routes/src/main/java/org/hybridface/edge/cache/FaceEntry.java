// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.hybridface.messages.Answer;
import org.hybridface.vision.Embedding;

/**
 * One remembered face. Immutable: each change makes a new entry.
 *
 * @param key        the device's key, for example {@code User001}
 * @param embeddings the views of this face to compare with, at least one, oldest first; each carries its model's id
 * @param name       the person's name; stays while an expired name is asked for again
 * @param faceId     the pool's id of the face
 * @param similarity 0 to 100, from the last answer; empty with a name means that a person at this device typed it
 * @param reason     why the last photo was rejected
 * @param asks       asks since the last good answer
 * @param lastAsk    when the cloud was asked last
 * @param openSince  the first ask that waits for an answer; empty when none does
 * @param eventId    id of the last ask, to follow it through the logs
 * @param answeredAt when the last answer came
 * @param answerVersion which state of the face {@code faceId} was told last ({@link Answer#version()}); an older answer about it changes nothing
 */
public record FaceEntry(
        String key,
        List<Embedding> embeddings,
        FaceState state,
        Optional<String> name,
        Optional<String> faceId,
        OptionalDouble similarity,
        Optional<String> reason,
        Instant firstSeen,
        Instant lastSeen,
        int asks,
        Optional<Instant> lastAsk,
        Optional<Instant> openSince,
        Optional<String> eventId,
        Optional<Instant> answeredAt,
        long answerVersion) {

    /** Views of one face: enough for both profiles, a smile and another light. */
    static final int MAX_EMBEDDINGS = 5;

    public FaceEntry {
        Objects.requireNonNull(key, "key");
        embeddings = List.copyOf(embeddings);
        if (embeddings.isEmpty()) {
            throw new IllegalArgumentException(key + " has no embedding");
        }
    }

    static FaceEntry first(String key, Embedding embedding, Instant seen) {
        return new FaceEntry(key, List.of(embedding), FaceState.PENDING, Optional.empty(), Optional.empty(), OptionalDouble.empty(),
                Optional.empty(), seen, seen, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Answer.UNVERSIONED);
    }

    /** Whether an ask waits for its answer. */
    public boolean isOpen() {
        return openSince.isPresent();
    }

    /** Whether what the cloud or a person said shows that two keys are one person: one face id, or one name. */
    boolean isSamePersonAs(FaceEntry other) {
        return faceId.isPresent() && faceId.equals(other.faceId) || name.isPresent() && name.equals(other.name);
    }

    /** With each of its times changed. */
    FaceEntry retimed(UnaryOperator<Instant> time) {
        return new FaceEntry(key, embeddings, state, name, faceId, similarity, reason, time.apply(firstSeen), time.apply(lastSeen), asks,
                lastAsk.map(time), openSince.map(time), eventId, answeredAt.map(time), answerVersion);
    }

    FaceEntry seen(Instant at) {
        return new FaceEntry(key, embeddings, state, name, faceId, similarity, reason, firstSeen, at, asks, lastAsk, openSince,
                eventId, answeredAt, answerVersion);
    }

    /** With one more view; the first one is what gave the key, so the oldest of the others makes room. */
    FaceEntry alsoLooksLike(Embedding embedding) {
        List<Embedding> views = new ArrayList<>(embeddings);
        if (views.size() >= MAX_EMBEDDINGS) {
            views.remove(1);
        }
        views.add(embedding);
        return new FaceEntry(key, views, state, name, faceId, similarity, reason, firstSeen, lastSeen, asks, lastAsk, openSince,
                eventId, answeredAt, answerVersion);
    }

    FaceEntry asked(Instant at) {
        return new FaceEntry(key, embeddings, state, name, faceId, similarity, reason, firstSeen, lastSeen, asks + 1,
                Optional.of(at), openSince.or(() -> Optional.of(at)), eventId, answeredAt, answerVersion);
    }

    FaceEntry withEventId(String id) {
        return new FaceEntry(key, embeddings, state, name, faceId, similarity, reason, firstSeen, lastSeen, asks, lastAsk,
                openSince, Optional.of(id), answeredAt, answerVersion);
    }

    /** The ask never left the device. Its time stays, so that a fault that lasts is met at the back-off's pace. */
    FaceEntry askFailed() {
        return new FaceEntry(key, embeddings, state, name, faceId, similarity, reason, firstSeen, lastSeen, asks, lastAsk,
                Optional.empty(), eventId, answeredAt, answerVersion);
    }

    /** As if nobody had been asked yet; what is known stays until the answer comes. */
    FaceEntry toBeAskedAgain() {
        return new FaceEntry(key, embeddings, state, name, faceId, similarity, reason, firstSeen, lastSeen, 0, Optional.empty(),
                Optional.empty(), eventId, Optional.empty(), answerVersion);
    }

    /** An answer that is older than what was told of the same face is an answer all the same, but changes nothing. */
    FaceEntry answered(Answer answer, Instant at) {
        if (answer.isOutdatedBy(faceId, answerVersion)) {
            return answered(state, name, faceId, similarity, Optional.empty(), 0, at, answerVersion);
        }
        if (answer instanceof Answer.Named named && isNamedHere() && name.get().equals(named.name())) {
            // The cloud has heard the name from here; it compared nothing.
            return answered(FaceState.NAMED, name, Optional.of(named.faceId()), OptionalDouble.empty(), Optional.empty(), 0, at, named.version());
        }
        if (answer instanceof Answer.Named named) {
            return answered(FaceState.NAMED, Optional.of(named.name()), Optional.of(named.faceId()),
                    OptionalDouble.of(named.similarity()), Optional.empty(), 0, at, named.version());
        }
        if (answer instanceof Answer.Enrolled enrolled && isNamedHere()) {
            // "No name yet" says what the cloud does not know; it takes nothing back that a person typed here.
            return answered(FaceState.NAMED, name, Optional.of(enrolled.faceId()), OptionalDouble.empty(), Optional.empty(), 0, at,
                    enrolled.version());
        }
        if (answer instanceof Answer.Enrolled enrolled) {
            return answered(FaceState.ENROLLED, Optional.empty(), Optional.of(enrolled.faceId()),
                    OptionalDouble.of(enrolled.similarity()), Optional.empty(), 0, at, enrolled.version());
        }
        // A bad photo says nothing about the person: a name or pool id that is known stays. The asks go on counting, so that
        // the next photo is sent after the back-off.
        Answer.Rejected rejected = (Answer.Rejected) answer;
        FaceState next = state == FaceState.PENDING ? FaceState.REJECTED : state;
        return answered(next, name, faceId, similarity, Optional.of(rejected.reason()), asks, at, answerVersion);
    }

    /** Named by a person at this device: the similarity belonged to what the cloud said, and goes. */
    FaceEntry renamed(String newName) {
        return new FaceEntry(key, embeddings, FaceState.NAMED, Optional.of(newName), faceId, OptionalDouble.empty(), reason, firstSeen,
                lastSeen, asks, lastAsk, openSince, eventId, answeredAt, answerVersion);
    }

    /** A person at this device says that the name is wrong. It comes again only when somebody gives it anew. */
    FaceEntry unnamed() {
        return new FaceEntry(key, embeddings, faceId.isPresent() ? FaceState.ENROLLED : FaceState.PENDING, Optional.empty(), faceId,
                OptionalDouble.empty(), reason, firstSeen, lastSeen, asks, lastAsk, openSince, eventId, answeredAt, answerVersion);
    }

    /** With the views and the last sighting of another key of the same face; what this one is called stays. */
    FaceEntry takingOver(FaceEntry other, List<Embedding> views) {
        return new FaceEntry(key, views, state, name, faceId, similarity, reason, firstSeen,
                other.lastSeen.isAfter(lastSeen) ? other.lastSeen : lastSeen, asks, later(lastAsk, other.lastAsk), openSince,
                eventId, answeredAt, answerVersion);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent() && other.get().isAfter(one.get()) ? other : one.or(() -> other);
    }

    private boolean isNamedHere() {
        return name.isPresent() && similarity.isEmpty();
    }

    private FaceEntry answered(FaceState newState, Optional<String> newName, Optional<String> newFaceId, OptionalDouble newSimilarity,
            Optional<String> newReason, int newAsks, Instant at, long newVersion) {
        return new FaceEntry(key, embeddings, newState, newName, newFaceId, newSimilarity, newReason, firstSeen, lastSeen,
                newAsks, lastAsk, Optional.empty(), eventId, Optional.of(at), newVersion);
    }
}
