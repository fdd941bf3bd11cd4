// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import org.hybridface.edge.visit.Visit.Certainty;
import org.hybridface.edge.visit.Visit.Phase;

/** A row of the log, as JSON before it is sealed. A later row of a visit replaces the earlier ones. */
sealed interface VisitRow {

    ObjectMapper JSON = new ObjectMapper();

    /** A visit as it was then. */
    record Seen(Visit visit) implements VisitRow {
    }

    /** From now on all visits of the key have this name, or none. */
    record Named(String key, Optional<String> name) implements VisitRow {
    }

    /** From now on all visits of the key are those of the other one. */
    record Joined(String key, String into) implements VisitRow {
    }

    /** Whose row it is. */
    default String key() {
        return switch (kind()) {
            case SEEN -> ((Seen) this).visit().key();
            case NAMED -> ((Named) this).key;
            case JOINED -> ((Joined) this).key;
        };
    }

    /** The kinds, for Java 17, which has no pattern in switch. */
    enum Kind { SEEN, NAMED, JOINED }

    default Kind kind() {
        return this instanceof Seen ? Kind.SEEN : this instanceof Named ? Kind.NAMED : Kind.JOINED;
    }

    default byte[] toJson() throws IOException {
        ObjectNode row = JSON.createObjectNode().put("key", key());
        if (this instanceof Seen seen) {
            Visit visit = seen.visit();
            describe(visit, row);
            row.put("phase", visit.phase().name());
            visit.picture().ifPresent(jpeg -> row.put("picture", jpeg));
        } else if (this instanceof Named named) {
            row.put("named", named.name.orElse(""));
        } else if (this instanceof Joined joined) {
            row.put("into", joined.into);
        }
        return JSON.writeValueAsBytes(row);
    }

    /** What rows and messages say alike. */
    static void describe(Visit visit, ObjectNode node) {
        node.put("id", visit.id());
        node.put("key", visit.key());
        visit.name().ifPresent(name -> node.put("name", name));
        if (visit.certainty() == Certainty.PROBABLE) {
            node.put("probable", true);
        }
        node.put("begun", visit.begun().toString());
        node.put("lastSeen", visit.lastSeen().toString());
        visit.cameras().forEach(node.putArray("cameras")::add);
    }

    /** @throws IOException when it is none */
    static VisitRow read(byte[] json) throws IOException {
        JsonNode row = JSON.readTree(json);
        String key = row.path("key").asText();
        if (row.has("named")) {
            return new Named(key, Optional.of(row.get("named").asText()).filter(name -> !name.isEmpty()));
        }
        if (row.has("into")) {
            return new Joined(key, row.get("into").asText());
        }
        try {
            TreeSet<String> cameras = new TreeSet<>();
            row.path("cameras").forEach(camera -> cameras.add(camera.asText()));
            return new Seen(new Visit(row.path("id").asText(), key, Optional.ofNullable(row.get("name")).map(JsonNode::asText),
                    row.path("probable").asBoolean() ? Certainty.PROBABLE : Certainty.CERTAIN, Instant.parse(row.path("begun").asText()),
                    Instant.parse(row.path("lastSeen").asText()), cameras, Phase.valueOf(row.path("phase").asText()),
                    row.has("picture") ? Optional.of(row.get("picture").binaryValue()) : Optional.empty()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("a row of another version: " + e.getMessage(), e);
        }
    }
}
