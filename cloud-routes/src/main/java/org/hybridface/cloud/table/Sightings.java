// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.event.Recognition;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.Match;
import org.hybridface.messages.Answer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * A face was seen: prepares the routes' own requests to the table, and notes who saw the face, which is whom to tell when its name changes; unnamed
 * faces live on. Every note is written until nobody named the face between reading and writing, and the answer is what the item says then. Thread
 * safe.
 */
public final class Sightings {

    private final Table table;
    private final FaceItems items;

    Sightings(Table table, FaceItems items) {
        this.table = table;
        this.items = items;
    }

    /** Prepares the GetItem that looks the matched face up. */
    public void ask(Exchange exchange) {
        exchange.getMessage().setHeader(Ddb2Constants.KEY, Items.key(exchange.getVariable("match", Match.class).faceId()));
    }

    /**
     * Whether the face is in the table. An item is written only when it is settled that its face stays, so a face without one
     * may yet yield to a twin: some run is enrolling it at this moment, or died doing so.
     */
    public boolean isSettled(@Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return !item.isEmpty();
    }

    /** Whether somebody said that whom the device shows under this key is not the matched face's person. */
    public boolean isSomebodyElse(@Variable("event") FaceEvent event, @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return !item.isEmpty() && event.sighting().filter(sighting -> PersonItems.notUnder(item).contains(sighting.toString())).isPresent();
    }

    /** Prepares the PutItem of the face that this run enrolled: its first item, on condition that there is none. */
    public void first(Exchange exchange) {
        FaceWrite first = items.enrolled(exchange.getVariable("event", FaceEvent.class), exchange.getVariable("enrolled", EnrolledFace.class), Map.of());
        exchange.getMessage().setHeader(Ddb2Constants.ITEM, first.write().item());
        exchange.getMessage().setHeader(Ddb2Constants.UPDATE_CONDITION, Map.of(Items.ID, ExpectedAttributeValue.builder().exists(false).build()));
    }

    /** What the item says that was just put. */
    public Answer firstAnswer(@Header(Ddb2Constants.ITEM) Map<String, AttributeValue> item) {
        return rejoined(FaceItems.answer(item));
    }

    /** The device saw a face that was looked up. */
    public Answer note(@Variable("event") FaceEvent event, @Variable("match") Match match,
                       @Header(Ddb2Constants.ATTRIBUTES) Map<String, AttributeValue> item) {
        return note(match.faceId(), item, now -> items.known(event, match, now));
    }

    /** The device saw a face that another run enrolled in the same moment, and that stays. */
    public Answer noteStaying(@Variable("event") FaceEvent event, @Variable("match") Match staying) {
        return note(staying.faceId(), table.read(staying.faceId()), now -> items.known(event, staying, now));
    }

    /** The device saw the face that this run enrolled, and another was faster to write its item. */
    public Answer noteOwn(@Variable("event") FaceEvent event, @Variable("enrolled") EnrolledFace face) {
        return note(face.faceId(), table.read(face.faceId()), now -> items.enrolled(event, face, now));
    }

    /** The device saw a face that another device had learnt: what the item says of it now, and that it is gone when there is none. */
    public Answer noteRecognised(@Variable("recognition") Recognition recognition) {
        String faceId = recognition.seen().faceId();
        return note(faceId, table.read(faceId), now -> items.recognised(recognition, now));
    }

    /** What the item says of the face that the device was just told of. */
    public Answer saidNow(@Variable("recognition") Recognition recognition) {
        return FaceItems.current(recognition, table.read(recognition.seen().faceId()));
    }

    /** Whether the device knows something older. */
    public boolean isNews(@Variable("recognition") Recognition recognition, @Variable("answer") Answer answer) {
        return recognition.isOlderThan(answer);
    }

    private Answer note(String faceId, Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, FaceWrite> sighting) {
        FaceWrite noted = FaceWrite.untilDone(table, faceId, item, sighting);
        return noted.before().isEmpty() ? rejoined(noted.answer()) : noted.answer();
    }

    /**
     * The first item of a face is written. It may be the second first one: the face may have been deleted, and be forgotten at this moment, by
     * somebody who looked for an item before this one was there. Then that look was preceded by a note of who had seen it.
     */
    private Answer rejoined(Answer first) {
        String faceId = first.face().orElseThrow();
        Map<String, AttributeValue> before = table.read(FaceItems.FORGOTTEN + faceId);
        return before.isEmpty() ? first : FaceItems.renewed(first, FaceWrite.untilDone(table, faceId, table.read(faceId),
                now -> FaceItems.rejoined(faceId, now, SeenBy.in(before), NameVersion.of(before))).answer());
    }
}
