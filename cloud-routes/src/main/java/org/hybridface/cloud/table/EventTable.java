package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.number;
import static org.hybridface.cloud.table.Items.put;
import static org.hybridface.cloud.table.Items.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.hybridface.cloud.event.Claim;
import org.hybridface.cloud.event.EventInProgressException;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.name.NameChange;
import org.hybridface.messages.Answer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * The event items of the table: each event is worked on once, however often it is delivered.
 *
 * <p>{@code id}=event#&lt;uuid&gt;, {@code status} pending, answered (found, but perhaps not told) or done, {@code claimedAt}
 * and {@code leaseUntil} in epoch milliseconds, {@code result} (the answer as JSON), {@code expiresAt}, {@code stays} (see
 * {@link TwinTable}). A claim is a lease that ends when Lambda would kill the run; then another delivery may take the event over.
 *
 * <p>Writes no request itself: gives the routes keys, values and conditions. Thread safe.
 */
public final class EventTable {

    private static final String PREFIX = "event#";
    private static final Pattern EVENT_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static final String STATUS = "status";
    static final String CLAIMED_AT = "claimedAt";
    private static final String LEASE_UNTIL = "leaseUntil";
    private static final String REQUEST_ID = "requestId";
    private static final String RESULT = "result";

    static final String PENDING = "pending";
    private static final String ANSWERED = "answered";
    private static final String DONE = "done";

    private final Duration keep;
    private final Clock clock;

    /** @param keep how long a device's event is remembered; longer than Lambda's retries last (6 hours at most) */
    public EventTable(Duration keep, Clock clock) {
        this.keep = keep;
        this.clock = clock;
    }

    public Map<String, AttributeValue> key(@Variable("event") FaceEvent event) {
        return Items.key(id(event.id()));
    }

    /** The item that claims an event nobody has claimed. */
    public Map<String, AttributeValue> claim(@Variable("event") FaceEvent event, @Variable("deadline") Instant deadline,
                                             @Variable("requestId") String requestId) {
        Map<String, AttributeValue> item = new HashMap<>(key(event));
        item.put(STATUS, text(PENDING));
        item.put(CLAIMED_AT, number(event.received().toEpochMilli()));
        item.put(LEASE_UNTIL, number(deadline.toEpochMilli()));
        item.put(REQUEST_ID, text(requestId));
        // A labelled photo is remembered for ever: seeding it again next year must not enrol it twice.
        if (event.sighting().isPresent()) {
            item.put(Items.EXPIRES_AT, Items.seconds(event.received().plus(keep)));
        }
        return item;
    }

    /** Condition: nobody has claimed the event. */
    public Map<String, ExpectedAttributeValue> unclaimed() {
        return Map.of(Items.ID, Items.absent());
    }

    /**
     * What to do with an event somebody has claimed before. The claim of the same invocation holds nobody up: Lambda begins
     * the next try when the one before is over, and the SDK repeats a claim whose answer was lost. Should two runs of one
     * invocation meet all the same, they enrol one face, because the event is the person.
     *
     * @param item the event's item
     * @throws EventInProgressException when another run works on it now
     */
    public Claim judge(@Variable("event") FaceEvent event, @Variable("requestId") String requestId,
                       @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        String status = text(item, STATUS).orElse(PENDING);
        if (status.equals(DONE)) {
            return Claim.DONE;
        }
        if (status.equals(ANSWERED)) {
            return Claim.UNTOLD;
        }
        if (number(item, LEASE_UNTIL) > clock.millis() && text(item, REQUEST_ID).filter(requestId::equals).isEmpty()) {
            throw new EventInProgressException(event.id());
        }
        return Claim.ABANDONED;
    }

    /** A new lease on an abandoned event; the first claim's time stays, it decides which of two twins yields. */
    public Map<String, AttributeValueUpdate> newLease(@Variable("deadline") Instant deadline, @Variable("requestId") String requestId) {
        return Map.of(LEASE_UNTIL, put(number(deadline.toEpochMilli())), REQUEST_ID, put(text(requestId)));
    }

    /** Condition: no other run took the abandoned event over meanwhile. */
    public Map<String, ExpectedAttributeValue> oldLease(@Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return Map.of(STATUS, Items.equalTo(text(PENDING)),
                LEASE_UNTIL, Items.equalTo(number(number(item, LEASE_UNTIL))));
    }

    /**
     * This run gives up: the next delivery need not wait for the lease to end, and goes on with the answer if a device waits for one. A
     * labelled photo is looked at again.
     *
     * @param answer null when none was found
     */
    public Map<String, AttributeValueUpdate> endLease(@Variable("event") FaceEvent event, @Variable("answer") Answer answer) {
        Map<String, AttributeValueUpdate> updates = new HashMap<>(answer == null || event.sighting().isEmpty() ? Map.of() : answered(event, answer));
        updates.put(LEASE_UNTIL, put(number(0)));
        return updates;
    }

    /** The answer is found. Where there is no device to tell, the event is done by that. */
    public Map<String, AttributeValueUpdate> answered(@Variable("event") FaceEvent event, @Variable("answer") Answer answer) {
        Map<String, AttributeValueUpdate> updates = new HashMap<>();
        updates.put(RESULT, put(text(Answers.toJson(answer))));
        updates.put(STATUS, put(text(event.sighting().isPresent() ? ANSWERED : DONE)));
        if (event.sighting().isPresent()) {
            // Also for an event refused before it was claimed: no event item stays for ever.
            updates.put(Items.EXPIRES_AT, put(Items.seconds(event.received().plus(keep))));
        }
        return updates;
    }

    /** The device has the answer. It is kept with the event, for a second delivery. */
    public Map<String, AttributeValueUpdate> done(@Variable("event") FaceEvent event, @Variable("answer") Answer answer) {
        Map<String, AttributeValueUpdate> updates = answered(event, answer);
        updates.put(STATUS, put(text(DONE)));
        return updates;
    }

    /** The answer a run before found. */
    public Answer answer(@Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return Answers.fromJson(text(item, RESULT).orElseThrow(() ->
                new IllegalStateException("an answered event item has no '" + RESULT + "'; delete the item")));
    }

    /** Whether it is known which event enrolled a face that is gone. */
    public boolean isKnown(@Variable("change") NameChange change) {
        return change.eventId().isPresent();
    }

    public Map<String, AttributeValue> keyOfGone(@Variable("change") NameChange change) {
        return Items.key(id(change.eventId().orElseThrow()));
    }

    /** The event's answer is forgotten with its face: the same labelled photo may be enrolled again. */
    public Map<String, AttributeValueUpdate> reopened() {
        return Map.of(STATUS, put(text(PENDING)), LEASE_UNTIL, put(number(0)), RESULT, Items.remove(),
                TwinTable.STAYS, Items.remove());
    }

    /** Condition: the event is still in the table. */
    public Map<String, ExpectedAttributeValue> present() {
        return Map.of(Items.ID, Items.present());
    }

    /** Whether an event has no answer yet; false for no item. */
    static boolean isPending(Map<String, AttributeValue> item) {
        return text(item, STATUS).filter(PENDING::equals).isPresent();
    }

    /** Whether a text may be the id of an event: the table is edited by hand, too. */
    public static boolean isEventId(String text) {
        return EVENT_ID.matcher(text).matches();
    }

    static String id(String eventId) {
        return PREFIX + eventId;
    }
}
