// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of one face's item. Records of one item come in order, one batch after the other, and again until they succeed; those
 * of two items come in any order.
 */
final class FaceStream {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final String faceId;
    private final Deque<ObjectNode> waiting = new ArrayDeque<>();
    private final List<String> names = new ArrayList<>();
    private final Set<String> down = new HashSet<>();
    private boolean inTable;
    private List<ObjectNode> batch = List.of();
    private Optional<Run> run = Optional.empty();

    FaceStream(String name, String faceId) {
        this.name = name;
        this.faceId = faceId;
    }

    String name() {
        return name;
    }

    String faceId() {
        return faceId;
    }

    void add(ObjectNode record) {
        waiting.add(record);
        inTable = record.path("dynamodb").has("NewImage");
        String now = record.at("/dynamodb/NewImage/name/S").asText();
        if (names.isEmpty() || !names.get(names.size() - 1).equals(now)) {
            names.add(now);
        }
    }

    /** A person's item has a stream as well. */
    boolean isFace() {
        return !faceId.startsWith(Table.PERSON);
    }

    /** All names the face had, oldest first; empty text for none. */
    List<String> names() {
        return names;
    }

    boolean inTable() {
        return inTable;
    }

    boolean isWaiting() {
        return run.isEmpty() && !waiting.isEmpty();
    }

    Optional<Run> run() {
        return run;
    }

    Set<String> down() {
        return down;
    }

    /** What Lambda is handed. */
    byte[] begin() {
        batch = List.copyOf(waiting);
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records").addAll(batch);
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    void begin(Run next) {
        run = Optional.of(next);
    }

    /** What was not reported as failed is done; the first failed record and all after it come again. */
    void ended(Run ended) {
        run = Optional.empty();
        down.clear();
        if (!ended.succeeded()) {
            return;
        }
        Set<String> failed = new HashSet<>();
        JsonTree.read(ended.result()).path("batchItemFailures").forEach(item -> failed.add(item.path("itemIdentifier").asText()));
        for (ObjectNode record : batch) {
            JsonNode sequence = record.at("/dynamodb/SequenceNumber");
            if (failed.contains(sequence.asText())) {
                return;
            }
            waiting.remove(record);
        }
    }
}
