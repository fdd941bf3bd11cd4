// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.twin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hybridface.cloud.face.Match;

/**
 * Which one stays of the faces that several runs enrolled of one stranger: one run's way to the answer, a step at a time. Pure;
 * {@link Standing} is what the table said, a {@link Verdict} what is to be written there.
 *
 * <p>The standing of a face is written once, on condition that nobody wrote it before. So no two runs can decide otherwise of
 * one face, and each run may decide for all:
 * <ol>
 * <li>Of two faces that are both open, the one with the younger claim yields. Of an open one and one that stays, the open one.
 *     A face that yields is followed to the one it yields to. Claims are in one order and what stays yields to nothing, so the
 *     faces never yield in a circle.
 * <li>When this run's face and all twins it found are joined so, the one the others yield to is written to stay, whosever it
 *     is. Nobody waits for the run that enrolled it, which may have died.
 * </ol>
 *
 * <p>A face that stayed and was deleted is open anew, with a claim before all others: whoever yielded to it goes on doing so, and there is no circle.
 *
 * <p>Why one face stays: a run looks for twins after its face is in the collection, so of two faces the later one's run, or any
 * other run that decides for the later one, has found the earlier. It joins the two before it writes that one stays, and of two
 * that are joined only one can. This counts on a search finding what was indexed before it began, and on all being alike.
 *
 * @param unread     faces whose standing is not known or known to be out of date, in the order they are looked at
 * @param ahead      the face the others seen so far yield to
 * @param challenger a face that was read and has not been joined with the one ahead
 */
public record Settlement(List<Match> unread, Optional<Candidate> ahead, Optional<Candidate> challenger) {

    /** A face and what the table said of it. */
    public record Candidate(Match face, Standing standing) {

        private boolean stays() {
            return standing instanceof Standing.Stays;
        }

        /** Whether the other must yield to this one. Ids decide between claims of the same millisecond. */
        private boolean isBefore(Candidate other) {
            if (stays() || other.stays()) {
                return stays();
            }
            int order = claim().compareTo(other.claim());
            return order < 0 || order == 0 && face.personId().compareTo(other.face.personId()) < 0;
        }

        private Instant claim() {
            return ((Standing.Open) standing).claimedAt();
        }
    }

    /**
     * What is to be written of a face; one that yields to itself stays.
     *
     * @param claimedAt the claim by which it was judged: under another one it has been settled and opened anew, and is to be read again
     */
    public record Verdict(Match face, Match stays, Instant claimedAt) {
    }

    /**
     * @param own   the face this run enrolled
     * @param twins the faces alike that it found afterwards
     */
    public static Settlement of(Match own, List<Match> twins) {
        return new Settlement(Stream.concat(Stream.of(own), twins.stream()).toList(), Optional.empty(), Optional.empty());
    }

    /**
     * A face without twins, which is nearly every one, is written to stay without a look at the table: should another run
     * have told it to yield, the write is refused.
     *
     * @param claimedAt when this run began; nothing is compared with it, because a refused face is read
     */
    public static Settlement alone(Match own, Instant claimedAt) {
        return new Settlement(List.of(), Optional.of(new Candidate(own, new Standing.Open(claimedAt))), Optional.empty());
    }

    /** The face whose standing is to be read next. */
    public Optional<Match> question() {
        return challenger.isPresent() ? Optional.empty() : unread.stream().findFirst();
    }

    /** What is to be written next, on condition that the face is open. */
    public Optional<Verdict> verdict() {
        if (challenger.isPresent()) {
            return Optional.of(new Verdict(loser().face(), asSeenBy(loser().face(), winner().face()), loser().claim()));
        }
        return question().isPresent() ? Optional.empty()
                : ahead.filter(face -> !face.stays()).map(face -> new Verdict(face.face(), face.face(), face.claim()));
    }

    /** The answer, once there is neither a question nor a verdict. */
    public Match stays() {
        return ahead.orElseThrow().face();
    }

    /** The table answered the question. */
    public Settlement read(Standing standing) {
        Match face = unread.get(0);
        List<Match> rest = unread.subList(1, unread.size());
        if (standing instanceof Standing.Yields yields) {
            return new Settlement(prepend(asSeenBy(face, yields.to()), rest), ahead, challenger);
        }
        Candidate met = new Candidate(face, standing);
        if (ahead.isEmpty()) {
            return new Settlement(rest, Optional.of(met), Optional.empty());
        }
        if (ahead.get().face().personId().equals(face.personId())) {
            return new Settlement(rest, Optional.of(new Candidate(ahead.get().face(), standing)), Optional.empty());
        }
        // Two that stay: two labelled photos of one person, or faces older than this rule. It is too late to choose.
        return new Settlement(rest, ahead, ahead.get().stays() && met.stays() ? Optional.empty() : Optional.of(met));
    }

    /** The verdict stands. */
    public Settlement written() {
        return challenger.isPresent()
                ? new Settlement(unread, Optional.of(winner()), Optional.empty())
                : new Settlement(unread, Optional.of(new Candidate(stays(), new Standing.Stays())), Optional.empty());
    }

    /** Another run was faster to say what becomes of the face: it is read again. */
    public Settlement refused() {
        return challenger.isPresent()
                ? new Settlement(prepend(loser().face(), unread), Optional.of(winner()), Optional.empty())
                : new Settlement(prepend(stays(), unread), Optional.empty(), Optional.empty());
    }

    private Candidate winner() {
        return ahead.orElseThrow().isBefore(challenger.orElseThrow()) ? ahead.get() : challenger.get();
    }

    private Candidate loser() {
        return winner() == ahead.orElseThrow() ? challenger.orElseThrow() : ahead.get();
    }

    /** Nobody compared the two: they are alike at least about as much as the less similar of them is to this run's face. */
    private static Match asSeenBy(Match seer, Match face) {
        return new Match(face.faceId(), face.personId(), Math.min(seer.similarity(), face.similarity()));
    }

    private static List<Match> prepend(Match first, List<Match> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }
}
