package org.hybridface.cloud.name;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.hybridface.cloud.event.Json;
import org.hybridface.cloud.event.Sighting;
import org.hybridface.cloud.table.EventTable;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.PersonName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the table's stream says (AWS Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB"; view type
 * NEW_AND_OLD_IMAGES) and reports which records failed (same guide, "Configuring partial batch response"). Pure, thread safe.
 */
public final class NameChanges {

    private static final Logger LOG = LoggerFactory.getLogger("face");

    /** The records that changed a face's name, oldest first; events, sightings and new unnamed faces are none. */
    public List<NameChange> changes(@Body byte[] json) {
        List<NameChange> changes = new ArrayList<>();
        for (JsonNode stream : Json.parse(json).path("Records")) {
            JsonNode record = stream.path("dynamodb");
            String id = record.at("/Keys/id/S").asText();
            Optional<String> before = name(record.path("OldImage"), id);
            Optional<String> now = name(record.path("NewImage"), id);
            if (!EventTable.isEvent(id) && !before.equals(now)) {
                JsonNode image = record.has("NewImage") ? record.path("NewImage") : record.path("OldImage");
                changes.add(new NameChange(record.path("SequenceNumber").asText(), id, now, seenBy(image),
                        record.has("NewImage"), image.has("expiresAt")));
            }
        }
        return changes;
    }

    /** The devices to tell of one change. */
    public List<Sighting> seenBy(@Variable("change") NameChange change) {
        return change.seenBy();
    }

    public boolean expiryIsWrong(@Variable("change") NameChange change) {
        return change.expiryIsWrong();
    }

    /** An empty report, to which failures are added. */
    public ArrayNode noFailures() {
        return Json.MAPPER.createArrayNode();
    }

    /** Notes that a record is to be delivered again. */
    public void failed(@Variable("failures") ArrayNode failures, @Variable("change") NameChange change) {
        failures.addObject().put("itemIdentifier", change.sequence());
    }

    /** What Lambda wants to read: it delivers the first failed record and all after it again. */
    public byte[] report(@Variable("failures") ArrayNode failures) {
        ObjectNode report = Json.MAPPER.createObjectNode();
        report.set("batchItemFailures", failures);
        return Json.bytes(report);
    }

    private static Optional<String> name(JsonNode image, String id) {
        String name = image.at("/name/S").asText();
        if (name.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PersonName.require(name));
        } catch (InvalidMessageException e) {
            // Somebody edited the table by hand. Devices go on showing the key.
            LOG.warn("event=name-changed faceId={} status=ignored reason=\"{}; correct it in the table\"", id, e.getMessage());
            return Optional.empty();
        }
    }

    private static List<Sighting> seenBy(JsonNode image) {
        List<Sighting> sightings = new ArrayList<>();
        image.at("/seenBy/SS").forEach(text -> Sighting.parse(text.asText()).ifPresent(sightings::add));
        return sightings;
    }
}
