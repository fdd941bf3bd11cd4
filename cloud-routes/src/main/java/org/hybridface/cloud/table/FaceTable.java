package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.put;
import static org.hybridface.cloud.table.Items.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.event.Naming;
import org.hybridface.cloud.event.Sighting;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.name.NameChange;
import org.hybridface.messages.Answer;
import org.hybridface.messages.PersonName;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * The face items of the table: {@code id}=FaceId, {@code name}?, {@code personId}, {@code link}, {@code firstSeen},
 * {@code lastSeen} (ISO 8601), {@code seenBy} (set of thing#key), {@code faceModelVersion}, {@code eventId} (which enrolled
 * it), {@code expiresAt}? (unnamed faces only).
 *
 * <p>Everything is written by updates, never by whole items: two devices may meet the same face at once, and neither must
 * undo what the other wrote. Writes no request itself: gives the routes keys, values and conditions. Thread safe.
 */
public final class FaceTable {

    private static final String NAME = "name";
    private static final String PERSON_ID = "personId";
    private static final String LINK = "link";
    private static final String FIRST_SEEN = "firstSeen";
    private static final String LAST_SEEN = "lastSeen";
    private static final String SEEN_BY = "seenBy";
    private static final String EVENT_ID = "eventId";
    private static final String MODEL = "faceModelVersion";

    private final Duration keepUnnamed;
    private final Clock clock;

    /** @param keepUnnamed how long a face nobody named is kept after it was last seen */
    public FaceTable(Duration keepUnnamed, Clock clock) {
        this.keepUnnamed = keepUnnamed;
        this.clock = clock;
    }

    public Map<String, AttributeValue> keyOfMatch(@Variable("match") Match match) {
        return Items.key(match.faceId());
    }

    public Map<String, AttributeValue> keyOfEnrolled(@Variable("enrolled") EnrolledFace face) {
        return Items.key(face.faceId());
    }

    public Map<String, AttributeValue> keyOfNamed(@Variable("naming") Naming naming) {
        return Items.key(naming.face().faceId());
    }

    public Map<String, AttributeValue> keyOfTwin(@Variable("twin") Match twin) {
        return Items.key(twin.faceId());
    }

    public Map<String, AttributeValue> keyOfChange(@Variable("change") NameChange change) {
        return Items.key(change.faceId());
    }

    /**
     * Whether the face is in the table. An item is written only when it is settled that its face stays, so a face without one
     * may yet yield to a twin: some run is enrolling it at this moment, or died doing so.
     */
    public boolean isSettled(@Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return !item.isEmpty();
    }

    /**
     * Named or enrolled, as the item of the matched face says. The run whose face it is may not have written one yet. A name that somebody
     * put into the table by hand and that no device could show counts as none, as it does for {@code name-changed}.
     */
    public Answer answer(@Variable("match") Match match, @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return text(item, NAME).filter(PersonName::isValid)
                .<Answer>map(name -> new Answer.Named(name, match.faceId(), match.similarity()))
                .orElseGet(() -> new Answer.Enrolled(match.faceId(), match.similarity()));
    }

    /** The answer for a face that was just put into the pool by its own photo. */
    public Answer firstAnswer(@Variable("event") FaceEvent event, @Variable("enrolled") EnrolledFace face) {
        return event.name()
                .<Answer>map(name -> new Answer.Named(name, face.faceId(), 100))
                .orElseGet(() -> new Answer.Enrolled(face.faceId(), 100));
    }

    /** A matched face was seen again; what an item should have and this one lacks is added. */
    public Map<String, AttributeValueUpdate> seenAgain(@Variable("event") FaceEvent event, @Variable("match") Match match,
                                                       @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        Map<String, AttributeValueUpdate> updates = seen(event);
        if (!item.containsKey(PERSON_ID)) {
            updates.put(PERSON_ID, put(text(match.personId())));
        }
        if (!item.containsKey(LINK)) {
            updates.put(LINK, put(text(event.photoUri().toString())));
        }
        if (!item.containsKey(FIRST_SEEN)) {
            updates.put(FIRST_SEEN, put(text(event.received().toString())));
        }
        if (text(item, NAME).isEmpty()) {
            updates.put(Items.EXPIRES_AT, put(expiry(event.received())));
        }
        return updates;
    }

    /**
     * Condition: the face is named now as it was when it was looked up. If somebody named it in between, the event is
     * repeated, because a named face must not get an expiry date.
     */
    public Map<String, ExpectedAttributeValue> sameName(@Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return Map.of(NAME, item.containsKey(NAME) ? Items.equalTo(item.get(NAME)) : Items.absent());
    }

    /** A face that is new to the pool. */
    public Map<String, AttributeValueUpdate> enrolled(@Variable("event") FaceEvent event,
                                                      @Variable("enrolled") EnrolledFace face) {
        Map<String, AttributeValueUpdate> updates = seen(event);
        updates.put(PERSON_ID, put(text(event.personId())));
        updates.put(LINK, put(text(event.photoUri().toString())));
        updates.put(EVENT_ID, put(text(event.id())));
        updates.put(FIRST_SEEN, put(text(event.received().toString())));
        updates.put(MODEL, put(text(face.modelVersion())));
        event.name().ifPresentOrElse(
                name -> updates.put(NAME, put(text(name))),
                () -> updates.put(Items.EXPIRES_AT, put(expiry(event.received()))));
        return updates;
    }

    /** Whether the device that names the face ever saw it. */
    public boolean wasSeenThere(@Variable("naming") Naming naming, @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return sighting(naming, item).isPresent();
    }

    /** Condition: the face is in the table still, and the device saw it: a stolen device cannot name the faces of others. */
    public Map<String, ExpectedAttributeValue> seenThere(@Variable("naming") Naming naming,
                                                         @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return Map.of(SEEN_BY, Items.containing(text(sighting(naming, item).orElseThrow())));
    }

    /** The table keeps {@code thing#key}, and a condition can ask for a whole element only. */
    private static Optional<String> sighting(Naming naming, Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(SEEN_BY)).stream().flatMap(seenBy -> seenBy.ss().stream())
                .filter(text -> Sighting.parse(text).filter(seen -> seen.thing().equals(naming.thing())).isPresent()).findFirst();
    }

    /** A face gets its name, and with it stays for ever. */
    public Map<String, AttributeValueUpdate> named(@Variable("naming") Naming naming) {
        return named(naming.face().name());
    }

    /** A pooled stranger gets the name of the labelled photo that shows the same person. */
    public Map<String, AttributeValueUpdate> labelled(@Variable("event") FaceEvent event) {
        return named(event.name().orElseThrow());
    }

    private static Map<String, AttributeValueUpdate> named(String name) {
        return Map.of(NAME, put(text(name)), Items.EXPIRES_AT, Items.remove());
    }

    /** Condition: the face is in the table, and nobody has named it. */
    public Map<String, ExpectedAttributeValue> stranger() {
        return Map.of(Items.ID, Items.present(), NAME, Items.absent());
    }

    /** A named face loses its expiry date, an unnamed one gets one. */
    public Map<String, AttributeValueUpdate> settledExpiry(@Variable("change") NameChange change) {
        return Map.of(Items.EXPIRES_AT, change.name().isPresent() ? Items.remove() : put(expiry(clock.instant())));
    }

    /** Condition: the name is still what it was changed to; if not, another record of the stream follows. */
    public Map<String, ExpectedAttributeValue> unchanged(@Variable("change") NameChange change) {
        return Map.of(Items.ID, Items.present(),
                NAME, change.name().map(name -> Items.present()).orElseGet(Items::absent));
    }

    private static Map<String, AttributeValueUpdate> seen(FaceEvent event) {
        Map<String, AttributeValueUpdate> updates = new HashMap<>();
        updates.put(LAST_SEEN, put(text(event.received().toString())));
        event.sighting().ifPresent(sighting -> updates.put(SEEN_BY, Items.addToSet(sighting.toString())));
        return updates;
    }

    private AttributeValue expiry(Instant from) {
        return Items.seconds(from.plus(keepUnnamed));
    }
}
