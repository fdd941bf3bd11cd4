// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Known;
import org.hybridface.messages.Whose;
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
 * @param whose      what the cloud says of the person whose face it is ({@link Answer#whose()}); that nobody is to be asked may have been said here
 * @param origin     who was asked
 * @param notFace    which face of the pool a person said that this is not
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
        long answerVersion,
        Whose whose,
        FaceOrigin origin,
        Optional<NotFace> notFace) {

    /** Views of one face: enough for both profiles, a smile and another light. */
    static final int MAX_EMBEDDINGS = 5;

    private static final String NOT_THIS_PERSON = "not-this-person";

    public FaceEntry {
        Objects.requireNonNull(key, "key");
        embeddings = List.copyOf(embeddings);
        if (embeddings.isEmpty()) {
            throw new IllegalArgumentException(key + " has no embedding");
        }
    }

    static FaceEntry first(String key, Embedding embedding, Instant seen) {
        return new FaceEntry(key, List.of(embedding), FaceState.PENDING, Optional.empty(), Optional.empty(), OptionalDouble.empty(),
                Optional.empty(), seen, seen, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Answer.UNVERSIONED,
                Whose.UNKNOWN, FaceOrigin.ASKED, Optional.empty());
    }

    /** Whose face the cloud says it is. */
    public Optional<String> person() {
        return whose.person();
    }

    /** Whether somebody said that nobody is to be asked about it any more. */
    public boolean neverAsk() {
        return whose.neverAsk();
    }

    /** Whether an ask waits for its answer. */
    public boolean isOpen() {
        return openSince.isPresent();
    }

    /** Whether what the cloud or a person said shows that two keys are one person: one face id, or one name. */
    boolean isSamePersonAs(FaceEntry other) {
        return faceId.isPresent() && faceId.equals(other.faceId) || name.isPresent() && name.equals(other.name);
    }

    /** Whether it is the face, or a face of the person, that another device has learnt. */
    boolean isOf(Known known) {
        return faceId.filter(known.faceId()::equals).isPresent() || person().filter(known.person()::equals).isPresent();
    }

    /** Whether what is known of it was taken over from another device, and not told to this one's own question. */
    public boolean isAdopted() {
        return origin != FaceOrigin.ASKED;
    }

    /** Whether nobody has said anything of it yet, nor been asked. */
    boolean isUnheardOf() {
        return state == FaceState.PENDING && name.isEmpty() && notFace.isEmpty() && asks == 0 && !isOpen();
    }

    /**
     * With what another device knows of it.
     *
     * @param answered when the cloud said so; empty when it is to be asked nevertheless
     */
    FaceEntry adopting(Known known, Optional<Instant> answered) {
        List<Embedding> views = Stream.concat(embeddings.stream(), known.looks().stream().map(look -> new Embedding(known.model(), look.values())))
                .limit(MAX_EMBEDDINGS).toList();
        return change().embeddings(views).state(known.name().isPresent() ? FaceState.NAMED : FaceState.ENROLLED).name(known.name())
                .faceId(Optional.of(known.faceId())).similarity(OptionalDouble.of(known.similarity())).answeredAt(answered).answerVersion(known.answerVersion())
                .whose(known.whose()).origin(FaceOrigin.ADOPTED).done();
    }

    /** Another device was told this. A question of this device's own that is open will be answered; what is newer stays, and so does a check to come. */
    FaceEntry heard(Known known, Instant told) {
        boolean newer = known.answerVersion() > answerVersion
                || known.answerVersion() == answerVersion && answeredAt.filter(told::isAfter).isPresent();
        if (!newer || isOpen() || !isAdopted() || faceId.filter(known.faceId()::equals).isEmpty()) {
            return this;
        }
        return answered(known.answer(), told).change().answeredAt(answeredAt.map(at -> at.isAfter(told) ? at : told)).done();
    }

    /** The cloud has been told that this device knows the face, too. */
    FaceEntry saidToTheCloud() {
        return origin == FaceOrigin.ADOPTED ? change().origin(FaceOrigin.ADOPTED_AND_SAID).done() : this;
    }

    /** With each of its times changed. */
    FaceEntry retimed(UnaryOperator<Instant> time) {
        return change().firstSeen(time.apply(firstSeen)).lastSeen(time.apply(lastSeen)).lastAsk(lastAsk.map(time)).openSince(openSince.map(time))
                .answeredAt(answeredAt.map(time)).done();
    }

    FaceEntry seen(Instant at) {
        return change().lastSeen(at).done();
    }

    /** With one more view; the first one is what gave the key, so the oldest of the others makes room. */
    FaceEntry alsoLooksLike(Embedding embedding) {
        List<Embedding> views = new ArrayList<>(embeddings);
        if (views.size() >= MAX_EMBEDDINGS) {
            views.remove(1);
        }
        views.add(embedding);
        return change().embeddings(views).done();
    }

    FaceEntry asked(Instant at) {
        return change().asks(asks + 1).lastAsk(Optional.of(at)).openSince(openSince.or(() -> Optional.of(at))).done();
    }

    FaceEntry withEventId(String id) {
        return change().eventId(Optional.of(id)).done();
    }

    /** The ask never left the device. Its time stays, so that a fault that lasts is met at the back-off's pace. */
    FaceEntry askFailed() {
        return change().openSince(Optional.empty()).done();
    }

    /** As if nobody had been asked yet; what is known stays until the answer comes. */
    FaceEntry toBeAskedAgain() {
        return change().asks(0).lastAsk(Optional.empty()).openSince(Optional.empty()).answeredAt(Optional.empty()).done();
    }

    /** An answer that is older than what was told of the same face is an answer all the same, but changes nothing. */
    FaceEntry answered(Answer answer, Instant at) {
        if (answer instanceof Answer.Erased) {
            throw new IllegalArgumentException("an erasure is no answer about one face");
        }
        FaceEntryChange heard = change().openSince(Optional.empty()).answeredAt(Optional.of(at)).origin(isOpen() ? FaceOrigin.ASKED : origin);
        if (answer instanceof Answer.Rejected rejected) {
            // A bad photo says nothing about the person: a name or pool id that is known stays. The asks go on counting, so that
            // the next photo is sent after the back-off.
            return heard.state(state == FaceState.PENDING ? FaceState.REJECTED : state).reason(Optional.of(rejected.reason())).done();
        }
        if (notFace.filter(not -> not.isSaidAgain(answer)).isPresent()) {
            // It is asked again after the back-off; by then the cloud has heard that this is somebody else.
            return heard.reason(Optional.of(NOT_THIS_PERSON)).done();
        }
        heard.reason(Optional.empty()).asks(0).notFace(Optional.empty());
        if (answer.isOutdatedBy(faceId, answerVersion)) {
            return heard.whose(whose.neverAsked(answer.whose().neverAsk())).done();
        }
        heard.faceId(answer.face()).answerVersion(answer.version()).whose(answer.whose());
        if (answer instanceof Answer.Named named) {
            // The name may have come from here: the cloud has heard it, and compared nothing.
            boolean fromHere = isNamedHere() && name.get().equals(named.name());
            return heard.state(FaceState.NAMED).name(Optional.of(named.name()))
                    .similarity(fromHere ? OptionalDouble.empty() : OptionalDouble.of(named.similarity())).done();
        }
        if (isNamedHere()) {
            // "No name yet" says what the cloud does not know; it takes nothing back that a person typed here.
            return heard.state(FaceState.NAMED).similarity(OptionalDouble.empty()).done();
        }
        return heard.state(FaceState.ENROLLED).name(Optional.empty()).similarity(OptionalDouble.of(((Answer.Enrolled) answer).similarity())).done();
    }

    /** Named by a person at this device: the similarity belonged to what the cloud said, and goes. */
    FaceEntry renamed(String newName) {
        return change().state(FaceState.NAMED).name(Optional.of(newName)).similarity(OptionalDouble.empty()).done();
    }

    /** A person at this device says that the name is wrong. It comes again only when somebody gives it anew. */
    FaceEntry unnamed() {
        return change().state(faceId.isPresent() ? FaceState.ENROLLED : FaceState.PENDING).name(Optional.empty()).similarity(OptionalDouble.empty()).done();
    }

    /** A person at this device says that it is somebody else than the cloud says, who is asked again. */
    FaceEntry notThisPerson() {
        return change().state(FaceState.PENDING).name(Optional.empty()).similarity(OptionalDouble.empty())
                .notFace(faceId.map(id -> new NotFace(id, answerVersion)).or(() -> notFace)).faceId(Optional.empty()).whose(Whose.UNKNOWN.neverAsked(neverAsk()))
                .answerVersion(Answer.UNVERSIONED).asks(0).lastAsk(Optional.empty()).openSince(Optional.empty()).answeredAt(Optional.empty()).done();
    }

    /** Of persons who are nowhere any more nobody need know that this is none of them. */
    FaceEntry notDifferingFrom(Set<String> gone) {
        return change().whose(whose.notDifferingFrom(gone)).done();
    }

    FaceEntry neverAsked(boolean never) {
        return change().whose(whose.neverAsked(never)).done();
    }

    /** With the views and the last sighting of another key of the same face; what this one is called stays. */
    FaceEntry takingOver(FaceEntry other, List<Embedding> views) {
        return change().embeddings(views).lastSeen(other.lastSeen.isAfter(lastSeen) ? other.lastSeen : lastSeen)
                .lastAsk(later(lastAsk, other.lastAsk)).done();
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent() && other.get().isAfter(one.get()) ? other : one.or(() -> other);
    }

    private boolean isNamedHere() {
        return name.isPresent() && similarity.isEmpty();
    }

    private FaceEntryChange change() {
        return new FaceEntryChange(this);
    }
}
