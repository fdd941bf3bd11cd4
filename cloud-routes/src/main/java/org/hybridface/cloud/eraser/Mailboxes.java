// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.eraser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hybridface.cloud.device.DeviceShadow;
import org.hybridface.cloud.device.MailboxReader;
import org.hybridface.cloud.erasure.Said;
import org.hybridface.cloud.erasure.Traces;
import org.hybridface.cloud.event.Json;
import org.hybridface.messages.FaceId;

/** Answers about a person that lie in mailboxes. The letter that tells a device of the erasure lies there under the erasure's id, and stays. Thread safe. */
public final class Mailboxes {

    private final DeviceShadow shadow;
    private final Optional<MailboxReader> reader;

    /** @param reader empty where mailboxes cannot be looked into: what lies in them goes when the device takes it out */
    public Mailboxes(DeviceShadow shadow, Optional<MailboxReader> reader) {
        this.shadow = shadow;
        this.reader = reader;
    }

    /** @return how many answers went */
    int erase(Traces traces) {
        return traces.things().stream().mapToInt(thing -> erase(thing, traces)).sum();
    }

    private int erase(String thing, Traces traces) {
        Optional<JsonNode> document = read(thing);
        Map<String, JsonNode> said = document.map(found -> saying(found, traces)).orElse(Map.of());
        if (said.isEmpty()) {
            return 0;
        }
        ObjectNode update = Json.MAPPER.createObjectNode();
        ObjectNode faces = update.putObject("state").putObject("desired").putObject("faces");
        said.forEach((key, answer) -> {
            if (Said.isOf(answer, traces)) {
                faces.putNull(key);
            } else {
                // The shadow merges objects, and takes whole arrays.
                faces.putObject(key).set("differs", Said.without(answer, traces).path("differs"));
            }
        });
        // Should another answer for the key come meanwhile, this one is refused, and the erasure goes on later.
        update.set("version", document.get().path("version"));
        shadow.update(thing, Json.bytes(update));
        return said.size();
    }

    int left(Traces traces) {
        return traces.things().stream().mapToInt(thing -> read(thing).map(found -> saying(found, traces).size()).orElse(0)).sum();
    }

    /** The answers about the person, by device and key; nothing of others. */
    public Map<String, ObjectNode> said(Traces traces) {
        Map<String, ObjectNode> all = new TreeMap<>();
        traces.things().forEach(thing -> read(thing).ifPresent(document -> saying(document, traces).forEach((key, answer) -> {
            if (Said.isOf(answer, traces)) {
                all.computeIfAbsent(thing, device -> Json.MAPPER.createObjectNode()).set(key, Said.withoutOthers(answer));
            }
        })));
        return all;
    }

    private Optional<JsonNode> read(String thing) {
        return reader.flatMap(mailboxes -> mailboxes.read(thing)).map(Json::parse);
    }

    private static Map<String, JsonNode> saying(JsonNode document, Traces traces) {
        Map<String, JsonNode> said = new TreeMap<>();
        document.at("/state/desired/faces").properties().stream().filter(entry -> !FaceId.isValid(entry.getKey()))
                .filter(entry -> traces.isIn(entry.getValue().toString())).forEach(entry -> said.put(entry.getKey(), entry.getValue()));
        return said;
    }
}
