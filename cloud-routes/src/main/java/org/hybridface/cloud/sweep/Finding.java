// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What a face of the collection is, that the table has no item of.
 *
 * @param verdict what is to be done
 */
public record Finding(PooledFace face, Note note, Verdict verdict) implements Found {

    /** What is to be done with a face. */
    public enum Verdict {
        /** Others enrolled it: nothing. */
        FOREIGN,
        /** Its event is alive, or a run works on it: nothing. */
        ALIVE,
        /** Nothing explains it: note that. */
        NEW,
        /** It was noted not long ago: nothing yet. */
        WAITING,
        /** Its event says that it stays, but nobody wrote its item: that event expires now like any other. */
        UNDECIDED,
        /** Nothing has explained it for long enough: delete it. */
        DUE
    }

    /** @param patience how long a noted face waits for an explanation; longer than any event is delivered again */
    static Finding of(PooledFace face, Note note, Duration patience, Instant now) {
        return new Finding(face, note, judge(face, note, patience, now));
    }

    private static Verdict judge(PooledFace face, Note note, Duration patience, Instant now) {
        if (!face.isOurs()) {
            return Verdict.FOREIGN;
        }
        if (note.isMissing()) {
            return Verdict.NEW;
        }
        if (note.isLeased(now)) {
            return Verdict.ALIVE;
        }
        if (note.since().isEmpty()) {
            return note.expires() ? Verdict.ALIVE : Verdict.NEW;
        }
        if (note.since().get().plus(patience).isAfter(now)) {
            return Verdict.WAITING;
        }
        return note.stays(face) ? Verdict.UNDECIDED : Verdict.DUE;
    }

    @Override
    public Todo todo() {
        return switch (verdict) {
            case NEW, UNDECIDED -> Todo.NOTE;
            case DUE -> Todo.DELETE_FACE;
            case FOREIGN, ALIVE, WAITING -> Todo.SAY;
        };
    }

    @Override
    public String status() {
        return verdict == Verdict.NEW ? "noted" : verdict.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "event=sweep " + face.toString().replace("event=", "eventId=");
    }
}
