package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.number;
import static org.hybridface.cloud.table.Items.put;
import static org.hybridface.cloud.table.Items.text;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.twin.Settlement;
import org.hybridface.cloud.twin.Standing;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * Twins are faces of one person that several events enrolled at once. What becomes of an event's face is the attribute
 * {@code stays} of the event's item: the face that stays instead, or the event's own. It is written once, by whichever run
 * decides first ({@link Settlement}); while it is missing and the event pending, the question is open.
 *
 * <p>The person id of a device's face is the id of its event. A labelled person's is not, so there is no such item and the
 * face stays, as does one whose event has expired or was over before this attribute existed.
 *
 * <p>Writes no request itself: gives the routes keys, values and conditions. Thread safe.
 */
public final class TwinTable {

    static final String STAYS = "stays";

    private static final String FACE_ID = "faceId";
    private static final String PERSON_ID = "personId";
    private static final String SIMILARITY = "similarity";

    /** A face is as similar to itself as can be. */
    private static final double SAME = 100;

    /** This run's face meets the twins it found. */
    public Settlement meet(@Variable("event") FaceEvent event, @Variable("enrolled") EnrolledFace face,
                           @Variable("twins") List<Match> twins) {
        Match own = new Match(face.faceId(), event.personId(), SAME);
        return twins.isEmpty() ? Settlement.alone(own, event.received()) : Settlement.of(own, twins);
    }

    public boolean isOpen(@Variable("settlement") Settlement settlement) {
        return hasQuestion(settlement) || settlement.verdict().isPresent();
    }

    public boolean hasQuestion(@Variable("settlement") Settlement settlement) {
        return settlement.question().isPresent();
    }

    public Map<String, AttributeValue> keyOfQuestion(@Variable("settlement") Settlement settlement) {
        return key(settlement.question().orElseThrow());
    }

    /** @param item the event item of the face that was asked for; empty when there is none */
    public Settlement answered(@Variable("settlement") Settlement settlement,
                               @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return settlement.read(standing(settlement.question().orElseThrow(), item));
    }

    private static Standing standing(Match face, Map<String, AttributeValue> item) {
        Optional<Match> stays = Optional.ofNullable(item.get(STAYS)).map(AttributeValue::m).map(TwinTable::match);
        if (stays.isPresent()) {
            return stays.get().personId().equals(face.personId()) ? new Standing.Stays() : new Standing.Yields(stays.get());
        }
        return EventTable.isPending(item)
                ? new Standing.Open(Instant.ofEpochMilli(number(item, EventTable.CLAIMED_AT)))
                : new Standing.Stays();
    }

    public Map<String, AttributeValue> keyOfVerdict(@Variable("settlement") Settlement settlement) {
        return key(settlement.verdict().orElseThrow().face());
    }

    public Map<String, AttributeValueUpdate> verdict(@Variable("settlement") Settlement settlement) {
        Settlement.Verdict verdict = settlement.verdict().orElseThrow();
        return verdict.face().personId().equals(verdict.stays().personId()) ? stays(verdict.stays()) : yields(verdict.stays());
    }

    /** Condition: nobody has said what becomes of the face, and its event has no answer yet. */
    public Map<String, ExpectedAttributeValue> open() {
        return Map.of(EventTable.STATUS, Items.equalTo(text(EventTable.PENDING)), STAYS, Items.absent());
    }

    public Settlement written(@Variable("settlement") Settlement settlement) {
        return settlement.written();
    }

    public Settlement refused(@Variable("settlement") Settlement settlement) {
        return settlement.refused();
    }

    public boolean ownStays(@Variable("settlement") Settlement settlement, @Variable("event") FaceEvent event) {
        return settlement.stays().personId().equals(event.personId());
    }

    /** Another run's face, with which this run goes on. */
    public Match staying(@Variable("settlement") Settlement settlement) {
        return settlement.stays();
    }

    public Map<String, AttributeValue> keyOfStranger(@Variable("twin") Match stranger) {
        return key(stranger);
    }

    /** A stranger some camera is enrolling at this moment yields to the labelled photo of the same person. */
    public Map<String, AttributeValueUpdate> yieldsToLabel(@Variable("event") FaceEvent event,
                                                           @Variable("enrolled") EnrolledFace face, @Variable("twin") Match stranger) {
        return yields(new Match(face.faceId(), event.personId(), stranger.similarity()));
    }

    /**
     * A face that yields is explained by its event's item, which therefore does not expire until its run has taken the face out of the
     * collection and closes the event. Should that never come, whoever meets the face is led on for ever.
     */
    private static Map<String, AttributeValueUpdate> yields(Match to) {
        Map<String, AttributeValueUpdate> updates = new HashMap<>(stays(to));
        updates.put(Items.EXPIRES_AT, Items.remove());
        return updates;
    }

    private static Map<String, AttributeValue> key(Match face) {
        return Items.key(EventTable.id(face.personId()));
    }

    private static Map<String, AttributeValueUpdate> stays(Match face) {
        return Map.of(STAYS, put(AttributeValue.fromM(Map.of(FACE_ID, text(face.faceId()), PERSON_ID, text(face.personId()),
                SIMILARITY, AttributeValue.fromN(Double.toString(face.similarity()))))));
    }

    private static Match match(Map<String, AttributeValue> stays) {
        return new Match(stays.get(FACE_ID).s(), stays.get(PERSON_ID).s(), Double.parseDouble(stays.get(SIMILARITY).n()));
    }
}
