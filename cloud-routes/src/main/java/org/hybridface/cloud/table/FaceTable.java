package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.put;
import static org.hybridface.cloud.table.Items.text;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
import org.hybridface.messages.Answer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * The face items of the table: {@code id}=FaceId, {@code name}?, {@code personId}, {@code link}, {@code firstSeen},
 * {@code lastSeen} (ISO 8601), {@code seenBy} (set of thing#key), {@code faceModelVersion}, {@code eventId} (which enrolled
 * it), {@code version} and {@code versionName}? ({@link NameVersion}), {@code expiresAt}? (unnamed faces only).
 *
 * <p>Everything is written by updates, never by whole items: two devices may meet the same face at once, and neither must
 * undo what the other wrote. Writes no request itself: gives the routes keys, values and conditions. Thread safe.
 */
public final class FaceTable {

    private static final String NAME = NameVersion.NAME;
    private static final String PERSON_ID = "personId";
    private static final String LINK = "link";
    private static final String FIRST_SEEN = "firstSeen";
    private static final String LAST_SEEN = "lastSeen";
    static final String SEEN_BY = "seenBy";
    private static final String EVENT_ID = "eventId";
    private static final String MODEL = "faceModelVersion";

    /** A face is as similar to itself as can be. */
    static final double ITSELF = 100;

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

    public Map<String, AttributeValue> keyOfNamed(@Variable("naming") Naming naming) {
        return Items.key(naming.face().faceId());
    }

    public Map<String, AttributeValue> keyOfTwin(@Variable("twin") Match twin) {
        return Items.key(twin.faceId());
    }

    /**
     * Whether the face is in the table. An item is written only when it is settled that its face stays, so a face without one
     * may yet yield to a twin: some run is enrolling it at this moment, or died doing so.
     */
    public boolean isSettled(@Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return !item.isEmpty();
    }

    /** The face that this run enrolled, and that stays. */
    public Match own(@Variable("event") FaceEvent event, @Variable("enrolled") EnrolledFace face) {
        return new Match(face.faceId(), event.personId(), ITSELF);
    }

    /** The first item of a face that this run enrolled; nobody looks first whether there is one. */
    public FaceWrite first(@Variable("event") FaceEvent event, @Variable("match") Match own, @Variable("enrolled") EnrolledFace enrolled) {
        return sighting(event, own, enrolled, Map.of(), null);
    }

    /**
     * A face was seen. What an item should have and this one lacks is added, be it that the run whose face it is has not written one yet. The
     * answer is as the item says it is named, and the name is counted ({@link NameVersion}).
     *
     * @param enrolled the face this run enrolled; null when it enrolled none
     * @param last     the write before, whose condition failed; null for the first
     */
    public FaceWrite sighting(@Variable("event") FaceEvent event, @Variable("match") Match match, @Variable("enrolled") EnrolledFace enrolled,
                              @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item, @Variable("write") FaceWrite last) {
        Map<String, AttributeValueUpdate> updates = new HashMap<>();
        updates.put(LAST_SEEN, put(text(event.received().toString())));
        event.sighting().ifPresent(sighting -> updates.put(SEEN_BY, Items.addToSet(List.of(sighting.toString()))));
        boolean own = enrolled != null && enrolled.faceId().equals(match.faceId());
        if (own) {
            updates.put(LINK, put(text(event.photoUri().toString())));
            updates.put(EVENT_ID, put(text(event.id())));
            updates.put(MODEL, put(text(enrolled.modelVersion())));
        }
        addMissing(updates, item, PERSON_ID, match.personId());
        addMissing(updates, item, LINK, event.photoUri().toString());
        addMissing(updates, item, FIRST_SEEN, event.received().toString());

        Optional<String> label = own && text(item, NAME).isEmpty() ? event.name() : Optional.empty();
        label.ifPresent(name -> updates.putAll(named(name)));
        if (label.isEmpty() && text(item, NAME).isEmpty()) {
            updates.put(Items.EXPIRES_AT, put(Items.seconds(event.received().plus(keepUnnamed))));
        }
        boolean counted = !item.isEmpty() && label.isEmpty() && NameVersion.isCounted(item);
        long version = counted ? NameVersion.of(item) : NameVersion.next(item, clock);
        if (!counted) {
            updates.putAll(NameVersion.counted(label.map(Items::text).or(() -> Optional.ofNullable(item.get(NAME))), version));
        }
        return new FaceWrite(item, updates, condition(item, counted),
                answerOf(match.faceId(), match.similarity(), label.or(() -> NameVersion.name(item)), version), triesLeft(match.faceId(), last));
    }

    /** Named as it was when it was read, or a name that was given meanwhile would be answered with another, and a named face would expire. */
    private static Map<String, ExpectedAttributeValue> condition(Map<String, AttributeValue> item, boolean counted) {
        if (item.isEmpty()) {
            return Map.of(Items.ID, Items.absent());
        }
        return counted ? NameVersion.sameName(item) : NameVersion.unchanged(item);
    }

    private static void addMissing(Map<String, AttributeValueUpdate> updates, Map<String, AttributeValue> item, String attribute, String value) {
        if (!item.containsKey(attribute)) {
            updates.putIfAbsent(attribute, put(text(value)));
        }
    }

    static Answer answerOf(String faceId, double similarity, Optional<String> name, long version) {
        return name.<Answer>map(known -> new Answer.Named(known, faceId, similarity, version))
                .orElseGet(() -> new Answer.Enrolled(faceId, similarity, version));
    }

    /** @throws IllegalStateException when none is left */
    static int triesLeft(String faceId, FaceWrite last) {
        if (last != null && last.tries() == 1) {
            throw new IllegalStateException("faceId=" + faceId + " was changed " + FaceWrite.TRIES + " times while it was written; is its 'name' a text?");
        }
        return last == null ? FaceWrite.TRIES : last.tries() - 1;
    }

    public boolean isOpen(@Variable("write") FaceWrite write) {
        return write.isOpen();
    }

    public Map<String, AttributeValueUpdate> updates(@Variable("write") FaceWrite write) {
        return write.updates();
    }

    public Map<String, ExpectedAttributeValue> conditions(@Variable("write") FaceWrite write) {
        return write.conditions();
    }

    public FaceWrite written(@Variable("write") FaceWrite write) {
        return write.written();
    }

    public Answer answer(@Variable("write") FaceWrite write) {
        return write.answer();
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
}
