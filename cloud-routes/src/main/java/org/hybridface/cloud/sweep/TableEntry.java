// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hybridface.cloud.table.EventLog;
import org.hybridface.cloud.table.Items;
import org.hybridface.messages.FaceId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of the table, held against the collection.
 *
 * @param item     the attributes that the sweeper reads
 * @param isPooled whether the face that it is about is in the collection
 * @param verdict  what is to be done
 */
public record TableEntry(Map<String, AttributeValue> item, boolean isPooled, Verdict verdict) implements Found {

    /** When the sweeper first missed the face in the collection, in epoch milliseconds. */
    static final String FACELESS_SINCE = "facelessSince";
    static final String NAME = "name";
    private static final String PERSON_ID = "personId";

    /** What is to be done with an item. */
    public enum Verdict {
        /** Nothing. */
        FINE,
        /** Its face is gone from the collection: note that. */
        FACELESS,
        /** Its face is in the collection after all. */
        BACK,
        /** Its face was missed not long ago. */
        WAITING,
        /** Somebody gave it a name, which nobody but a person may take away: say so each time. */
        NAMED,
        /** Its face has been missing for long enough: nobody will ever be recognised by it. */
        DUE,
        /** A note about a face that is explained now, or gone. */
        OVER,
        /** An event whose run died before it had a face in the collection, and that nobody delivers again. */
        ABANDONED
    }

    /** The face that an item is about; empty for a person or an event. */
    static Optional<String> faceOf(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(Note.FACE)).map(AttributeValue::s)
                .or(() -> Optional.of(item.get(Items.ID).s()).filter(id -> FaceId.isValid(id) && item.containsKey(PERSON_ID)));
    }

    static boolean isNote(Map<String, AttributeValue> item) {
        return item.containsKey(Note.FACE);
    }

    /**
     * @param isPooled    whether the collection has its face
     * @param isExplained for a note: whether its face has an item of its own
     * @param began       when the faces were looked at
     */
    static TableEntry of(Map<String, AttributeValue> item, boolean isPooled, boolean isExplained, Duration patience, Instant began, Instant now) {
        return new TableEntry(item, isPooled, judge(item, isPooled, isExplained, patience, began, now));
    }

    private static Verdict judge(Map<String, AttributeValue> item, boolean isPooled, boolean isExplained, Duration patience, Instant began,
                                 Instant now) {
        if (faceOf(item).isEmpty()) {
            return isAbandoned(item, began.minus(patience)) ? Verdict.ABANDONED : Verdict.FINE;
        }
        if (isNote(item)) {
            return isPooled && !isExplained ? Verdict.FINE : Verdict.OVER;
        }
        Optional<Instant> since = Optional.ofNullable(item.get(FACELESS_SINCE))
                .map(moment -> Instant.ofEpochMilli(Long.parseLong(moment.n())));
        if (isPooled) {
            return since.isPresent() ? Verdict.BACK : Verdict.FINE;
        }
        if (since.isEmpty()) {
            return Verdict.FACELESS;
        }
        if (since.get().plus(patience).isAfter(now)) {
            return Verdict.WAITING;
        }
        return item.containsKey(NAME) ? Verdict.NAMED : Verdict.DUE;
    }

    /** The faces were looked at before the items, and a face without an item that was there by then would have been noted with its event. */
    private static boolean isAbandoned(Map<String, AttributeValue> item, Instant before) {
        return item.containsKey(EventLog.CLAIMED_AT) && Items.text(EventLog.PENDING).equals(item.get(EventLog.STATUS)) && !item.containsKey(Items.EXPIRES_AT)
                && Stream.of(EventLog.CLAIMED_AT, EventLog.LEASE_UNTIL).map(item::get)
                        .allMatch(moment -> moment == null || Instant.ofEpochMilli(Long.parseLong(moment.n())).isBefore(before));
    }

    @Override
    public Todo todo() {
        return switch (verdict) {
            case FACELESS, BACK, OVER, ABANDONED -> Todo.NOTE;
            case DUE -> Todo.EXPIRE_ITEM;
            case FINE, WAITING, NAMED -> Todo.SAY;
        };
    }

    @Override
    public String status() {
        return switch (verdict) {
            case NAMED -> "named-without-face";
            case OVER -> "explained";
            default -> verdict.name().toLowerCase(Locale.ROOT);
        };
    }

    String id() {
        return item.get(Items.ID).s();
    }

    @Override
    public String toString() {
        return "event=sweep item=" + faceOf(item).orElseGet(this::id);
    }
}
