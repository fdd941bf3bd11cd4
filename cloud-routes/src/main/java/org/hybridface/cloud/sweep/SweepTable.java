// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hybridface.cloud.table.EventLog;
import org.hybridface.cloud.table.Items;
import org.hybridface.cloud.table.Table;
import org.hybridface.cloud.table.Twins;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * The table as the sweeper reads and writes it. It writes only on condition that nothing has changed since it read; a write whose condition
 * fails is not made, and the next sweep looks again. Thread safe.
 *
 * <p>A face that nothing explains gets its event back: an item {@code event#<id>} with a claim younger than any other, so that by the rules of
 * {@link org.hybridface.cloud.twin.Settlement} the face yields to whatever face a run enrols meanwhile, and nobody goes on with it. A labelled
 * person's face, whose event is not known, gets {@code orphan#<face id>}.
 */
final class SweepTable {

    private static final String ORPHAN = "orphan#";
    private static final String PROGRESS = "sweep#progress";

    private static final String BEGAN = "began";
    private static final String PART = "part";
    private static final String NEXT = "next";
    private static final String LAST_SEEN = "lastSeen";
    private static final String LINK = "link";

    /** Younger than any claim that a run makes: 9999-12-31. */
    private static final long YOUNGEST_MILLIS = 253_402_214_400_000L;

    private static final String IS_MISSING = "attribute_not_exists(id)";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Table items;
    private final Duration keepEvents;
    private final Clock clock;

    SweepTable(DynamoDbClient dynamoDb, String table, Duration keepEvents, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.items = new Table(dynamoDb, table);
        this.keepEvents = keepEvents;
        this.clock = clock;
    }

    boolean hasFace(String faceId) {
        return !items.read(faceId).isEmpty();
    }

    Note noteOf(PooledFace face) {
        String id = face.eventId().map(EventLog::id).orElse(ORPHAN + face.faceId());
        return new Note(id, items.read(id));
    }

    Note noteOf(LabelledPhoto photo) {
        String id = EventLog.id(photo.eventId());
        return new Note(id, items.read(id));
    }

    /** The link of the face that an event enrolled; empty when it enrolled none, or the face is gone. */
    Optional<String> linkOf(Note event, Function<String, Optional<String>> faceOfResult) {
        return Optional.ofNullable(event.item().get(EventLog.RESULT)).map(AttributeValue::s).flatMap(faceOfResult).map(items::read)
                .map(face -> face.get(LINK)).map(AttributeValue::s);
    }

    /**
     * Notes a face without item, or that its yielding event has had its time.
     *
     * @return false when somebody was faster
     */
    boolean note(Finding finding) {
        Map<String, AttributeValue> marks = Map.of(":face", Items.text(finding.face().faceId()), ":now", millis(clock.instant()));
        if (!finding.note().isMissing()) {
            return update(finding.note().id(), "SET orphanSince = :now, orphanFace = :face",
                    "attribute_exists(id) AND attribute_not_exists(orphanSince) AND attribute_not_exists(expiresAt)", marks);
        }
        Map<String, AttributeValue> item = new HashMap<>(Items.key(finding.note().id()));
        item.put(Note.SINCE, marks.get(":now"));
        item.put(Note.FACE, marks.get(":face"));
        if (finding.face().eventId().isPresent()) {
            item.put(EventLog.STATUS, Items.text(EventLog.PENDING));
            item.put(EventLog.CLAIMED_AT, Items.number(YOUNGEST_MILLIS));
            item.put(EventLog.LEASE_UNTIL, Items.number(0));
        }
        return onCondition(() -> dynamoDb.putItem(put -> put.tableName(table).item(item).conditionExpression(IS_MISSING)));
    }

    /**
     * Takes the lease of a noted face as a run of its event would, so that no run works on it meanwhile.
     *
     * @return false when the note is not as it was read: a run works on it, or has decided something
     */
    boolean lease(Note note, Instant deadline, String requestId) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":until", millis(deadline), ":request", Items.text(requestId)));
        String condition = "attribute_exists(id) AND " + asRead(note, values, EventLog.LEASE_UNTIL) + " AND " + asRead(note, values, Twins.STAYS)
                + " AND " + asRead(note, values, Note.SINCE);
        return update(note.id(), "SET leaseUntil = :until, requestId = :request", condition, values);
    }

    private static String asRead(Note note, Map<String, AttributeValue> values, String attribute) {
        if (!note.item().containsKey(attribute)) {
            return "attribute_not_exists(" + attribute + ")";
        }
        values.put(":" + attribute, note.item().get(attribute));
        return attribute + " = :" + attribute;
    }

    /**
     * A lease that a run of a labelled photo's event would take.
     *
     * @return false when one works on it
     */
    boolean leaseOrClaim(Note event, Instant deadline, String requestId) {
        if (!event.isMissing()) {
            return lease(event, deadline, requestId);
        }
        Map<String, AttributeValue> claim = new HashMap<>(Items.key(event.id()));
        claim.put(EventLog.STATUS, Items.text(EventLog.PENDING));
        claim.put(EventLog.CLAIMED_AT, millis(clock.instant()));
        claim.put(EventLog.LEASE_UNTIL, millis(deadline));
        claim.put(EventLog.REQUEST_ID, Items.text(requestId));
        claim.put(Items.EXPIRES_AT, expiry());
        return onCondition(() -> dynamoDb.putItem(put -> put.tableName(table).item(claim).conditionExpression(IS_MISSING)));
    }

    /** Ends the lease and nothing else. */
    void release(Note note) {
        update(note.id(), "SET leaseUntil = :over", "attribute_exists(id)", Map.of(":over", Items.number(0)));
    }

    /** The face of a note is explained, or gone: its item is remembered for a while, as that of any event. */
    boolean letExpire(String noteId) {
        return update(noteId, "SET expiresAt = :later, leaseUntil = :over REMOVE orphanSince, orphanFace", "attribute_exists(id)",
                Map.of(":later", expiry(), ":over", Items.number(0)));
    }

    /** A run died with the event, and none has claimed it since it was read: it is remembered for a while. */
    boolean letExpireUnlessClaimed(TableEntry event) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":later", expiry()));
        return update(event.id(), "SET expiresAt = :later", asRead(new Note(event.id(), event.item()), values, EventLog.LEASE_UNTIL), values);
    }

    Page<Map<String, AttributeValue>> scan(Optional<String> after, int limit) {
        ScanResponse response = dynamoDb.scan(scan -> scan.tableName(table).limit(limit)
                .exclusiveStartKey(after.map(Items::key).orElse(null))
                .projectionExpression("id, personId, #name, lastSeen, facelessSince, orphanSince, orphanFace, #status, claimedAt, leaseUntil, expiresAt")
                .expressionAttributeNames(Map.of("#name", TableEntry.NAME, "#status", EventLog.STATUS)));
        Map<String, AttributeValue> last = response.lastEvaluatedKey();
        return new Page<>(List.copyOf(response.items()), last == null || last.isEmpty() ? Optional.empty() : Optional.of(last.get(Items.ID).s()));
    }

    boolean markFaceless(TableEntry entry) {
        return update(entry.id(), "SET facelessSince = :now", "attribute_exists(id) AND attribute_not_exists(facelessSince)",
                Map.of(":now", millis(clock.instant())));
    }

    boolean unmarkFaceless(TableEntry entry) {
        return update(entry.id(), "REMOVE facelessSince", "attribute_exists(id)", Map.of());
    }

    /** The table deletes it now, unless somebody named it or a camera met it since it was read. */
    boolean expire(TableEntry entry) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":now", Items.seconds(clock.instant()),
                ":since", entry.item().get(TableEntry.FACELESS_SINCE)));
        String unseen = entry.item().containsKey(LAST_SEEN) ? "lastSeen = :seen" : "attribute_not_exists(lastSeen)";
        Optional.ofNullable(entry.item().get(LAST_SEEN)).ifPresent(seen -> values.put(":seen", seen));
        return onCondition(() -> dynamoDb.updateItem(update -> update.tableName(table).key(Items.key(entry.id())).updateExpression("SET expiresAt = :now")
                .conditionExpression("attribute_not_exists(#name) AND facelessSince = :since AND " + unseen)
                .expressionAttributeNames(Map.of("#name", TableEntry.NAME)).expressionAttributeValues(values)));
    }

    /** Where the last run ended. */
    Progress progress() {
        Map<String, AttributeValue> item = items.read(PROGRESS);
        // What an earlier version of the sweeper wrote does not say when it began.
        boolean isUnderWay = item.containsKey(BEGAN) && (item.containsKey(NEXT) || !item.get(PART).s().equals(Progress.Part.FACES.name()));
        return isUnderWay
                ? new Progress(Instant.ofEpochMilli(Long.parseLong(item.get(BEGAN).n())), Progress.Part.valueOf(item.get(PART).s()),
                        Optional.ofNullable(item.get(NEXT)).map(AttributeValue::s))
                : Progress.start(clock.instant());
    }

    void save(Progress progress) {
        Map<String, AttributeValue> item = new HashMap<>(Items.key(PROGRESS));
        item.put(PART, Items.text(progress.part().name()));
        item.put(BEGAN, Items.number(progress.began().toEpochMilli()));
        progress.next().ifPresent(next -> item.put(NEXT, Items.text(next)));
        dynamoDb.putItem(put -> put.tableName(table).item(item));
    }

    private boolean update(String id, String update, String condition, Map<String, AttributeValue> values) {
        return onCondition(() -> dynamoDb.updateItem(request -> request.tableName(table).key(Items.key(id)).updateExpression(update)
                .conditionExpression(condition).expressionAttributeValues(values.isEmpty() ? null : values)));
    }

    private static boolean onCondition(Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private AttributeValue expiry() {
        return Items.seconds(clock.instant().plus(keepEvents));
    }

    private static AttributeValue millis(Instant moment) {
        return Items.number(moment.toEpochMilli());
    }
}
