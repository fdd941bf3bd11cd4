// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hybridface.cloud.event.Json;
import org.hybridface.cloud.person.People;
import org.hybridface.cloud.person.Person;
import org.hybridface.cloud.person.PersonFace;

/** What a correction found and what it left, as a line of the audit trail keeps it: JSON that a person can read. Pure. */
final class Trail {

    private Trail() {
    }

    static String toJson(People people) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ObjectNode persons = root.putObject("persons");
        people.persons().values().forEach(person -> {
            ObjectNode node = persons.putObject(person.id());
            person.name().ifPresent(name -> node.put("name", name));
            put(node, "faces", person.faces());
            person.joined().ifPresent(joined -> node.put("joined", joined));
            person.consent().ifPresent(until -> node.put("consentUntil", until.toString()));
        });
        ObjectNode faces = root.putObject("faces");
        people.faces().values().forEach(face -> {
            ObjectNode node = faces.putObject(face.id()).put("person", face.personId());
            face.name().ifPresent(name -> node.put("name", name));
            node.put("neverAsk", face.neverAsk());
            face.consent().ifPresent(until -> node.put("consentUntil", until.toString()));
            put(node, "differs", face.differs());
            put(node, "seenBy", face.seenBy());
            put(node, "notUnder", face.notUnder());
        });
        return new String(Json.bytes(root), StandardCharsets.UTF_8);
    }

    static People fromJson(String json) {
        JsonNode root = Json.parse(json.getBytes(StandardCharsets.UTF_8));
        List<Person> persons = new ArrayList<>();
        root.path("persons").properties().forEach(entry -> persons.add(new Person(entry.getKey(), text(entry.getValue(), "name"),
                texts(entry.getValue(), "faces"), text(entry.getValue(), "joined"), text(entry.getValue(), "consentUntil").map(Instant::parse))));
        List<PersonFace> faces = new ArrayList<>();
        root.path("faces").properties().forEach(entry -> {
            JsonNode node = entry.getValue();
            faces.add(new PersonFace(entry.getKey(), node.path("person").asText(), text(node, "name"), node.path("neverAsk").asBoolean(),
                    text(node, "consentUntil").map(Instant::parse),
                    texts(node, "differs"), texts(node, "seenBy"), texts(node, "notUnder")));
        });
        return People.of(persons, faces);
    }

    private static void put(ObjectNode node, String field, Collection<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = node.putArray(field);
            texts.stream().sorted().forEach(array::add);
        }
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).map(JsonNode::asText);
    }

    private static Set<String> texts(JsonNode node, String field) {
        Set<String> texts = new TreeSet<>();
        node.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
