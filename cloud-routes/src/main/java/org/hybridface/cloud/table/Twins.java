// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.number;
import static org.hybridface.cloud.table.Items.text;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.twin.Settlement;
import org.hybridface.cloud.twin.Standing;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Twins are faces of one person that several events enrolled at once. What becomes of an event's face is the attribute
 * {@code stays} of the event's item: the face that stays instead, or the event's own. It is written once, by whichever run
 * decides first ({@link Settlement}); while it is missing and the event pending, the question is open.
 *
 * <p>The person id of a device's face is the id of its event. A labelled person's is not, so there is no such item and the
 * face stays, as does one whose event has expired or was over before this attribute existed. Thread safe.
 */
public final class Twins {

    /** Attribute of an event's item: the face that stays. */
    public static final String STAYS = "stays";

    public static final String FACE_ID = "faceId";
    private static final String PERSON_ID = "personId";
    private static final String SIMILARITY = "similarity";

    private final Table table;

    public Twins(Table table) {
        this.table = table;
    }

    /**
     * Asks and writes the event items of all twins until it is certain which face stays. A face without twins costs one write and no question.
     *
     * @param twins the faces alike that were found after this run's face was in the pool
     * @return the face that stays: this run's, or a twin's
     */
    public Match settle(FaceEvent event, EnrolledFace face, List<Match> twins) {
        Match own = FaceItems.own(event, face);
        Settlement settlement = twins.isEmpty() ? Settlement.alone(own, event.received()) : Settlement.of(own, twins);
        while (true) {
            Optional<Match> question = settlement.question();
            Optional<Settlement.Verdict> verdict = settlement.verdict();
            if (question.isPresent()) {
                settlement = settlement.read(standing(question.get(), table.read(EventLog.id(question.get().personId()))));
            } else if (verdict.isPresent()) {
                settlement = table.write(verdict(verdict.get())).isEmpty() ? settlement.written() : settlement.refused();
            } else {
                return settlement.stays();
            }
        }
    }

    /** @param item the event item of the face; empty when there is none */
    private static Standing standing(Match face, Map<String, AttributeValue> item) {
        Optional<Match> stays = Optional.ofNullable(item.get(STAYS)).map(AttributeValue::m).map(Twins::match);
        if (stays.isPresent()) {
            return stays.get().personId().equals(face.personId()) ? new Standing.Stays() : new Standing.Yields(stays.get());
        }
        return EventLog.isPending(item)
                ? new Standing.Open(Instant.ofEpochMilli(number(item, EventLog.CLAIMED_AT)))
                : new Standing.Stays();
    }

    private static Write verdict(Settlement.Verdict verdict) {
        return stays(verdict.face(), verdict.stays()).ifEqual(EventLog.CLAIMED_AT, Items.number(verdict.claimedAt().toEpochMilli()));
    }

    /** On condition that nobody has said what becomes of the face, and its event has no answer yet. */
    static Write stays(Match face, Match stays) {
        return Write.to(EventLog.id(face.personId())).set(STAYS, AttributeValue.fromM(Map.of(FACE_ID, text(stays.faceId()),
                        PERSON_ID, text(stays.personId()), SIMILARITY, AttributeValue.fromN(Double.toString(stays.similarity())))))
                .ifEqual(EventLog.STATUS, text(EventLog.PENDING)).ifAbsent(STAYS);
    }

    private static Match match(Map<String, AttributeValue> stays) {
        return new Match(stays.get(FACE_ID).s(), stays.get(PERSON_ID).s(), Double.parseDouble(stays.get(SIMILARITY).n()));
    }
}
