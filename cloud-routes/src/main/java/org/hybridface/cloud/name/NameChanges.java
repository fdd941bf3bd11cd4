// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.name;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.hybridface.cloud.event.Cause;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.event.Json;
import org.hybridface.cloud.event.Sighting;
import org.hybridface.messages.FaceId;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.LogValue;
import org.hybridface.messages.PersonId;
import org.hybridface.messages.PersonName;
import org.hybridface.messages.PhotoUri;
import org.hybridface.messages.Whose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the table's stream says (AWS Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB"; view type
 * NEW_AND_OLD_IMAGES) and reports which records failed (same guide, "Configuring partial batch response"). Items are edited by hand, so
 * whatever is not what it should be is left out and the rest is done: trying again would not mend it. Pure, thread safe.
 */
public final class NameChanges {

    /** Before a person's id, in the id of its item. */
    private static final String PERSON = "person#";

    private static final Logger LOG = LoggerFactory.getLogger("face");

    /**
     * The records that changed a face's name by hand or by a correction, or took a face out of the table, by hand or because it expired; oldest first. Events, sightings and
     * new unnamed faces are none, nor is what an erasure does, which sees to all of it by itself.
     */
    public List<NameChange> changes(@Body byte[] json) {
        return faces(json).map(NameChanges::change).filter(change -> change.renamed() || change.corrected() || !change.inTable()).toList();
    }

    /** The persons that have other faces than before, or are gone; oldest first. */
    public List<PersonChange> persons(@Body byte[] json) {
        return records(json).filter(record -> id(record).startsWith(PERSON) && !faceIds(record, "OldImage").equals(faceIds(record, "NewImage")))
                .map(record -> new PersonChange(record.path("SequenceNumber").asText(), id(record).substring(PERSON.length())))
                .filter(change -> PersonId.isValid(change.personId())).toList();
    }

    private static Set<String> faceIds(JsonNode record, String which) {
        Set<String> ids = new TreeSet<>();
        record.path(which).at("/faces/SS").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    /** An empty report, to which failures are added. */
    public ArrayNode noFailures() {
        return Json.MAPPER.createArrayNode();
    }

    /** Notes that a record is to be delivered again. */
    public void failed(@Variable("failures") ArrayNode failures, @Variable("change") NameChange change, @ExchangeException Exception cause) {
        failed(failures, change, change.sequence(), cause);
    }

    /** Notes that a record is to be delivered again. */
    public void personFailed(@Variable("failures") ArrayNode failures, @Variable("changed") PersonChange change, @ExchangeException Exception cause) {
        failed(failures, change, change.sequence(), cause);
    }

    /** A device that is no more does not keep the others from being told. */
    public void undeliverable(@Variable("change") NameChange change, @ExchangeException Exception cause) {
        LOG.warn("{} status=undeliverable cause={}", change, Cause.text(cause));
    }

    private static void failed(ArrayNode failures, Record change, String sequence, Exception cause) {
        LOG.warn("{} status=failed cause={}; its record is delivered again", change, Cause.text(cause));
        failures.addObject().put("itemIdentifier", sequence);
    }

    /** What Lambda wants to read: it delivers the first failed record and all after it again. */
    public byte[] report(@Variable("failures") ArrayNode failures) {
        ObjectNode report = Json.MAPPER.createObjectNode();
        report.set("batchItemFailures", failures);
        return Json.bytes(report);
    }

    private static Stream<JsonNode> faces(byte[] json) {
        return records(json).filter(record -> FaceId.isValid(id(record)))
                .filter(record -> record.at("/OldImage/erased").isMissingNode() && record.at("/NewImage/erased").isMissingNode());
    }

    private static Stream<JsonNode> records(byte[] json) {
        return StreamSupport.stream(Json.parse(json).path("Records").spliterator(), false).map(record -> record.path("dynamodb"));
    }

    private static NameChange change(JsonNode record) {
        JsonNode image = record.path(record.has("NewImage") ? "NewImage" : "OldImage");
        Optional<String> name = name(record, "NewImage");
        return new NameChange(record.path("SequenceNumber").asText(), id(record), name, seenBy(image),
                record.has("NewImage"), !name.equals(name(record, "OldImage")), isCorrected(record), image.at("/version/N").asLong(), link(image),
                Optional.of(image.at("/eventId/S").asText()).filter(FaceEvent::isId),
                Optional.of(image.at("/personId/S").asText()).filter(PersonId::isValid).map(Whose::of).orElse(Whose.UNKNOWN));
    }

    private static boolean isCorrected(JsonNode record) {
        JsonNode correction = record.at("/NewImage/corrected/S");
        return !correction.isMissingNode() && !correction.equals(record.at("/OldImage/corrected/S"));
    }

    private static String id(JsonNode record) {
        return record.at("/Keys/id/S").asText();
    }

    private static Optional<URI> link(JsonNode image) {
        String link = image.at("/link/S").asText();
        try {
            return link.isEmpty() ? Optional.empty() : Optional.of(PhotoUri.parse(link));
        } catch (InvalidMessageException e) {
            LOG.warn("event=name-changed faceId={} status=ignored reason=\"its link is not the address of a photo\"", LogValue.of(image.at("/id/S").asText()));
            return Optional.empty();
        }
    }

    private static Optional<String> name(JsonNode record, String which) {
        String name = record.path(which).at("/name/S").asText();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PersonName.require(name));
        } catch (InvalidMessageException e) {
            // Somebody edited the table by hand. Devices go on showing the key.
            LOG.warn("event=name-changed faceId={} status=ignored reason={}", LogValue.of(id(record)),
                    LogValue.of(e.getMessage() + "; correct it in the table"));
            return Optional.empty();
        }
    }

    private static List<Sighting> seenBy(JsonNode image) {
        List<Sighting> sightings = new ArrayList<>();
        image.at("/seenBy/SS").forEach(text -> Sighting.parse(text.asText()).ifPresent(sightings::add));
        return sightings;
    }
}
