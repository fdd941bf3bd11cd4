// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.hybridface.cloud.event.Json;

/**
 * One thing that is held of a person.
 *
 * @param path  its name inside the export
 * @param what  it is, for whoever knows nothing of this system
 * @param where it is held
 * @param at    since when; empty where nobody noted it
 * @param until when it goes, as a moment or in words
 * @param bytes itself: a JPEG, or JSON in UTF-8
 */
record HeldFile(String path, String what, String where, Optional<Instant> at, String until, byte[] bytes) {

    static HeldFile json(String path, String what, String where, String until, JsonNode content) {
        return new HeldFile(path, what, where, Optional.empty(), until, Json.bytes(content));
    }

    ObjectNode toNode() {
        ObjectNode node = Json.MAPPER.createObjectNode().put("path", path).put("what", what).put("where", where);
        at.ifPresent(since -> node.put("at", since.toString()));
        return node.put("until", until).put("base64", bytes);
    }
}
