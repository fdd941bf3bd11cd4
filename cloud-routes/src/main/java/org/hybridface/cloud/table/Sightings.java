// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.hybridface.cloud.erasure.ErasedMeanwhileException;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.event.Recognition;
import org.hybridface.cloud.event.Sighting;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.Match;
import org.hybridface.messages.Answer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

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

    /** Prepares the request for the item of the matched face, and for what waits for the device that asks. */
    public void ask(Exchange exchange) {
        exchange.getMessage().setHeader(Ddb2Constants.BATCH_ITEMS, table.request(ids(exchange.getVariable("event", FaceEvent.class),
                exchange.getVariable("match", Match.class).faceId())));
    }

    /** What that request brought. */
    public Looked found(@Variable("event") FaceEvent event, @Variable("match") Match match,
                        @Header(Ddb2Constants.BATCH_RESPONSE) Map<String, List<Map<String, AttributeValue>>> responses,
                        @Header(Ddb2Constants.UNPROCESSED_KEYS) Map<String, KeysAndAttributes> left) {
        Map<String, Map<String, AttributeValue>> items = table.found(responses, left);
        return looked(event, items.getOrDefault(match.faceId(), Map.of()), Map.of(), items);
    }

    /** Whether somebody said that whom the device shows under this key is not the matched face's person. */
    public boolean isSomebodyElse(@Variable("event") FaceEvent event, @Variable("found") Looked found) {
        return found.isSettled() && event.sighting().filter(sighting -> PersonItems.notUnder(found.item()).contains(sighting.toString())).isPresent();
    }

    /** Prepares the PutItem of the face that this run enrolled: its first item, on condition that there is none. */
    public void first(Exchange exchange) {
        FaceWrite first = items.enrolled(exchange.getVariable("event", FaceEvent.class), exchange.getVariable("enrolled", EnrolledFace.class), Map.of(), Map.of());
        exchange.getMessage().setHeader(Ddb2Constants.ITEM, first.write().item());
        exchange.getMessage().setHeader(Ddb2Constants.UPDATE_CONDITION, Map.of(Items.ID, ExpectedAttributeValue.builder().exists(false).build()));
    }

    /**
     * The item that was just put, and what the table says beside it: whether the face was forgotten before, and what waits for the device.
     *
     * @throws ErasedMeanwhileException when the person was erased meanwhile; the item is there, and goes with the erasure
     */
    public Looked kept(@Variable("event") FaceEvent event, @Header(Ddb2Constants.ITEM) Map<String, AttributeValue> item) {
        String forgotten = FaceItems.FORGOTTEN + item.get(Items.ID).s();
        Map<String, Map<String, AttributeValue>> items = table.read(Stream.concat(ids(event, forgotten).stream(),
                ErasedMarks.of(event, Stream.of(item.get(Items.ID).s())).stream()).toList());
        ErasedMarks.requireNone(items, new Match(item.get(Items.ID).s(), event.personId(), FaceItems.ITSELF));
        return looked(event, item, items.getOrDefault(forgotten, Map.of()), items);
    }

    private static List<String> ids(FaceEvent event, String id) {
        return Stream.concat(Stream.of(id), event.sighting().map(Sighting::thing).map(WaitingAnswers::id).stream()).toList();
    }

    private static Looked looked(FaceEvent event, Map<String, AttributeValue> item, Map<String, AttributeValue> forgotten,
                                 Map<String, Map<String, AttributeValue>> items) {
        return new Looked(item, forgotten, event.sighting().map(Sighting::thing).map(WaitingAnswers::id).map(items::get).orElse(Map.of()));
    }

    /** What the item says that was just put. */
    public Answer firstAnswer(@Variable("found") Looked put) {
        return rejoined(FaceItems.answer(put.item()), put.forgotten());
    }

    /**
     * The device saw a face that was looked up.
     *
     * @return null, as routes ask whether a variable is set, when the face is gone since: one that was erased at this moment is not brought back
     */
    public Answer note(@Variable("event") FaceEvent event, @Variable("match") Match match, @Variable("found") Looked found) {
        return FaceWrite.untilDone(table, match.faceId(), found.item(),
                now -> now.isEmpty() ? FaceWrite.nothing(match.faceId()) : items.known(event, match, now, Map.of())).answer();
    }

    /**
     * The device saw a face that another run enrolled in the same moment, and that stays.
     *
     * @throws ErasedMeanwhileException when it was erased meanwhile
     */
    public Answer noteStaying(@Variable("event") FaceEvent event, @Variable("match") Match staying) {
        return note(event, staying, (now, forgotten) -> items.known(event, staying, now, forgotten));
    }

    /**
     * The device saw the face that this run enrolled, and another was faster to write its item.
     *
     * @throws ErasedMeanwhileException when it was erased meanwhile
     */
    public Answer noteOwn(@Variable("event") FaceEvent event, @Variable("enrolled") EnrolledFace face) {
        return note(event, FaceItems.own(event, face), (now, forgotten) -> items.enrolled(event, face, now, forgotten));
    }

    /** The device saw a face that another device had learnt: what the item says of it now, and that it is gone when there is none. */
    public Answer noteRecognised(@Variable("recognition") Recognition recognition) {
        String faceId = recognition.seen().faceId();
        return told(faceId, FaceWrite.untilDone(table, faceId, table.read(faceId), now -> items.recognised(recognition, now)));
    }

    /** What the item says of the face that the device was just told of. */
    public Answer saidNow(@Variable("recognition") Recognition recognition) {
        return FaceItems.current(recognition, table.read(recognition.seen().faceId()));
    }

    /** Whether the device knows something older. */
    public boolean isNews(@Variable("recognition") Recognition recognition, @Variable("answer") Answer answer) {
        return recognition.isOlderThan(answer);
    }

    /** Makes the write from the face's item, and from the note of who saw the face before it was forgotten; each empty when there is none. */
    private interface Next {
        FaceWrite of(Map<String, AttributeValue> item, Map<String, AttributeValue> forgotten);
    }

    private Answer note(FaceEvent event, Match face, Next sighting) {
        String faceId = face.faceId();
        Map<String, AttributeValue> item = table.read(faceId);
        // A run that dies once its item is written, and before it has looked for the note, has noted these all the same.
        Map<String, AttributeValue> forgotten = item.isEmpty() ? table.read(FaceItems.FORGOTTEN + faceId) : Map.of();
        FaceWrite noted = FaceWrite.untilDone(table, faceId, item, now -> sighting.of(now, now.isEmpty() ? forgotten : Map.of()));
        if (noted.before().isEmpty()) {
            ErasedMarks.requireNone(table.read(ErasedMarks.of(event, Stream.of(faceId, face.personId()))), face);
        }
        return told(faceId, noted);
    }

    private Answer told(String faceId, FaceWrite noted) {
        return noted.before().isEmpty() ? rejoined(noted.answer(), table.read(FaceItems.FORGOTTEN + faceId)) : noted.answer();
    }

    /**
     * The first item of a face is written. It may be the second first one: the face may have been deleted, and be forgotten at this moment, by
     * somebody who looked for an item before this one was there. Then that look was preceded by a note of who had seen it.
     *
     * @param before that note, read when the item was there; empty when there is none
     */
    private Answer rejoined(Answer first, Map<String, AttributeValue> before) {
        String faceId = first.face().orElseThrow();
        return before.isEmpty() ? first : FaceItems.renewed(first, FaceWrite.untilDone(table, faceId, table.read(faceId),
                now -> FaceItems.rejoined(faceId, now, SeenBy.in(before), NameVersion.of(before))).answer());
    }
}
