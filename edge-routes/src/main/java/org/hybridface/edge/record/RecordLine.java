// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.record.KeyLookup.Known;
import org.hybridface.vision.Box;

/**
 * One processed frame of the record.
 *
 * @param lookup where newer knowledge of a key comes from
 * @param due    when it is written at the latest, whatever is still unanswered
 */
record RecordLine(long frame, String source, List<SeenFace> faces, int width, int height, KeyLookup lookup, Instant due) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether waiting longer can tell nothing more. */
    boolean settled() {
        return faces.stream().filter(face -> face.probably().isEmpty()).allMatch(face -> lookup.find(face.key()).map(Known::settled).orElse(true));
    }

    /** The same frame without some people. */
    RecordLine without(Set<String> keys) {
        return faces.stream().noneMatch(face -> keys.contains(face.key())) ? this
                : new RecordLine(frame, source, faces.stream().filter(face -> !keys.contains(face.key())).toList(), width, height, lookup, due);
    }

    /** The line with what is known now, ending in a line feed, UTF-8. */
    byte[] toJson() {
        ObjectNode line = JSON.createObjectNode().put("frame", frame).put("source", source);
        ArrayNode list = line.putArray("faces");
        for (SeenFace face : faces) {
            // What is known of the key says nothing of somebody who only probably has it.
            Optional<Known> known = face.probably().isPresent() ? Optional.empty() : lookup.find(face.key());
            ObjectNode node = list.addObject();
            node.put("key", face.key());
            node.put("name", known.map(Known::name).orElse(face.name()).orElse(null));
            face.probably().ifPresent(called -> node.put("probably", called));
            node.put("state", known.map(Known::state).orElse(face.state()));
            ArrayNode box = node.putArray("box");
            for (int value : pixels(face.box())) {
                box.add(value);
            }
        }
        try {
            return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
        }
    }

    /** Left, top, width and height in whole pixels, inside the picture. */
    private int[] pixels(Box box) {
        Box inside = box.clippedTo(width, height);
        int left = (int) Math.round(inside.x());
        int top = (int) Math.round(inside.y());
        return new int[] {left, top, (int) Math.round(inside.x() + inside.width()) - left,
            (int) Math.round(inside.y() + inside.height()) - top};
    }
}
