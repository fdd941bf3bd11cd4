// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hybridface.cloud.erasure.Said;
import org.hybridface.cloud.erasure.Traces;
import org.hybridface.cloud.event.Json;
import org.hybridface.cloud.person.People;
import org.hybridface.cloud.person.Person;
import org.hybridface.cloud.person.PersonFace;
import org.hybridface.messages.FaceId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of the table for the person they are about: of others there is only that they are there, and how many. Pure. */
final class HeldItems {

    private static final String EXPIRES_AT = Items.EXPIRES_AT;

    /** Names of others inside an item of the person: ids of persons it was said not to be, and under which keys somebody else was seen. */
    private static final Set<String> OF_OTHERS = Set.of("differs", "notUnder");

    private HeldItems() {
    }

    /** @param item that one of the person's ids is in */
    static HeldItem of(Map<String, AttributeValue> item, Traces traces, Others others) {
        String id = item.get(Items.ID).s();
        String kind = id.contains("#") ? id.substring(0, id.indexOf('#')) : "face";
        Optional<Instant> expires = Optional.of(Items.number(item, EXPIRES_AT)).filter(seconds -> seconds > 0).map(Instant::ofEpochSecond);
        return switch (kind) {
            case "face" -> traces.faces().contains(id) ? new HeldItem("face-" + id, "a face of the person: name, photo, which device saw it under which key", expires, plain(item))
                    : mention("a face of somebody else, of which it was said that it is not this person's", item, traces, others, expires);
            case "person" -> traces.persons().contains(id.substring(id.indexOf('#') + 1))
                    ? new HeldItem(file(id), "the person: name, faces, consent, who wrote it when", expires, plain(item))
                    : mention("somebody else's item that one of the person's ids stands in", item, traces, others, expires);
            case "event" -> TraceItems.isOfEvent(item, traces, others) ? new HeldItem(file(id), "a photo that was looked up, and what the answer was", expires, plain(item))
                    : mention("an answer about somebody else, of which it was said that it is not this person's", item, traces, others, expires);
            case "correction" -> new HeldItem(file(id), "a correction, its line of the audit trail: who, when, and of the person what it found and left", expires,
                    correction(item, traces));
            case "waiting" -> new HeldItem(file(id), "answers about the person that wait until a device's mailbox has room", expires, answers(item, traces));
            case "forgotten" -> new HeldItem(file(id), "a face that was forgotten: which devices were to hear of it", expires, plain(item));
            default -> mention("a note of the sweeper's, which holds the stores against each other", item, traces, others, expires);
        };
    }

    private static String file(String id) {
        return id.replace('#', '-').replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** Only what kind of item it is, and which of the person's own ids it names. */
    private static HeldItem mention(String what, Map<String, AttributeValue> item, Traces traces, Others others, Optional<Instant> expires) {
        Set<String> ids = new TreeSet<>();
        for (Set<String> some : List.of(traces.persons(), traces.faces(), traces.events())) {
            some.stream().filter(id -> TraceItems.isIn(item, Traces.NONE.withPersons(List.of(id)), others)).forEach(ids::add);
        }
        ObjectNode content = Json.MAPPER.createObjectNode();
        ArrayNode mentions = content.putArray("mentions");
        ids.forEach(mentions::add);
        // The same for the same item, and nothing that leads to whose it is.
        return new HeldItem("mention-" + Integer.toHexString(item.hashCode()), what, expires, content);
    }

    private static ObjectNode correction(Map<String, AttributeValue> item, Traces traces) {
        Map<String, AttributeValue> rest = new TreeMap<>(item);
        rest.keySet().removeAll(List.of("before", "after"));
        ObjectNode node = plain(rest);
        for (String which : List.of("before", "after")) {
            Items.text(item, which).map(Trail::fromJson).map(people -> own(people, traces)).ifPresent(own -> node.set(which, json(Trail.toJson(own))));
        }
        return node;
    }

    private static People own(People people, Traces traces) {
        List<Person> persons = people.persons().values().stream().filter(person -> traces.persons().contains(person.id()))
                .map(person -> people.faces().keySet().stream().filter(face -> !traces.faces().contains(face)).reduce(person, Person::without, (one, other) -> one)).toList();
        List<PersonFace> faces = people.faces().values().stream().filter(face -> traces.faces().contains(face.id()))
                .map(face -> new PersonFace(face.id(), face.personId(), face.name(), face.neverAsk(), face.consent(), Set.of(), face.seenBy(), Set.of()))
                .filter(face -> traces.persons().contains(face.personId())).toList();
        return People.of(persons, faces);
    }

    private static ObjectNode answers(Map<String, AttributeValue> item, Traces traces) {
        Map<String, AttributeValue> rest = new TreeMap<>(item);
        rest.entrySet().removeIf(entry -> !entry.getKey().equals(Items.ID) && !entry.getKey().equals(EXPIRES_AT) && !isAbout(entry.getKey(), entry.getValue(), traces));
        return plain(rest);
    }

    private static boolean isAbout(String key, AttributeValue value, Traces traces) {
        return !FaceId.isValid(key) && TraceItems.answer(value).filter(answer -> Said.isOf(answer, traces)).isPresent();
    }

    private static ObjectNode plain(Map<String, AttributeValue> item) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        new TreeMap<>(item).forEach((attribute, value) -> {
            if (OF_OTHERS.contains(attribute) && value.hasSs()) {
                node.put(attribute + "Count", value.ss().size());
            } else {
                node.set(attribute, plain(value));
            }
        });
        return node;
    }

    private static JsonNode plain(AttributeValue value) {
        if (value.s() != null) {
            return TraceItems.answer(value).map(Said::withoutOthers).orElseGet(() -> Json.MAPPER.getNodeFactory().textNode(value.s()));
        } else if (value.n() != null) {
            return Json.MAPPER.getNodeFactory().numberNode(new BigDecimal(value.n()));
        } else if (value.bool() != null) {
            return Json.MAPPER.getNodeFactory().booleanNode(value.bool());
        } else if (value.hasM()) {
            return plain(value.m());
        }
        ArrayNode array = Json.MAPPER.createArrayNode();
        if (value.hasSs()) {
            value.ss().stream().sorted().forEach(array::add);
        } else if (value.hasL()) {
            value.l().forEach(one -> array.add(plain(one)));
        }
        return array;
    }

    private static JsonNode json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
