// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ada under two photos, whom two devices know, and two strangers; corrected by people at both devices and by an operator. */
abstract class CorrectedPeople {

    static final String NOBODY = "00000000-0000-0000-0000-000000000009";

    final Cloud cloud = new Cloud();
    final Devices devices = new Devices(cloud);
    /** Two photos under one name, which both devices have seen; two strangers, one at the door and one at both. */
    String ada;
    String adaToo;
    String stranger;
    String guest;

    @BeforeEach
    void people() {
        ada = enrol("Ada", TestPhotos.of("ada"));
        adaToo = enrol("Ada", TestPhotos.another("ada"));
        cloud.see("door", "User001", "ada");
        cloud.see("garden", "User001", "ada");
        stranger = cloud.see("door", "User002", "stranger").path("faceId").asText();
        guest = cloud.see("door", "User003", "guest").path("faceId").asText();
        cloud.see("garden", "User003", "guest");
        devices.hearOfEverything();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    static Stream<String> correctionsWithAnInverse() {
        return Stream.of("rename", "take the name away", "merge", "split", "not-this-person", "differ", "never-ask", "consent");
    }

    /** Ada's face that both devices were told of. */
    String ada() {
        return Stream.of(ada, adaToo).filter(face -> cloud.item(face).containsKey("seenBy")).findFirst().orElseThrow();
    }

    Act act(String what) {
        String seen = ada();
        return switch (what) {
            case "rename" -> new Act.Rename(seen, Optional.of("Ada Lovelace"));
            case "take the name away" -> new Act.Rename(seen, Optional.empty());
            case "merge" -> new Act.Merge(guest, seen);
            case "split" -> new Act.Split(seen);
            case "not-this-person" -> new Act.NotThisPerson(seen, "User001");
            case "differ" -> new Act.Differ(seen, guest);
            case "never-ask" -> new Act.NeverAsk(seen, true);
            case "consent" -> new Act.Consent(seen, Optional.of(Instant.parse("2030-01-31T00:00:00Z")));
            default -> throw new IllegalArgumentException(what);
        };
    }

    /** All items of faces and persons. */
    Map<String, Map<String, AttributeValue>> state() {
        Map<String, Map<String, AttributeValue>> state = new TreeMap<>();
        cloud.dynamoDb.scanPaginator(scan -> scan.tableName(Cloud.TABLE).consistentRead(true)).items().forEach(item -> {
            String id = item.get("id").s();
            if (!id.startsWith("event#") && !id.startsWith("correction#")) {
                state.put(id, item);
            }
        });
        return state;
    }

    JsonNode operator(Act act) {
        return operator(UUID.randomUUID(), act);
    }

    JsonNode operator(UUID id, Act act) {
        JsonNode result = cloud.callAs(Caller.OPERATOR, Cloud.bytes(asOperator(id, act)));
        devices.hearOfEverything();
        return result;
    }

    static ObjectNode asOperator(UUID id, Act act) {
        return ((ObjectNode) Cloud.read(new Correction(id, "Grace", act).toJson())).put("action", Correction.ACTION);
    }

    JsonNode at(String thing, Act act) {
        return at(thing, UUID.randomUUID(), act);
    }

    JsonNode at(String thing, UUID id, Act act) {
        JsonNode result = send(thing, id, act, "Grace");
        devices.hearOfEverything();
        return result;
    }

    JsonNode send(String thing, UUID id, Act act, String by) {
        return cloud.call(Cloud.fromRule(thing, Topics.CORRECT, new Correction(id, by, act).toJson()));
    }

    /** Somebody edits the name in the table. */
    void edit(String faceId, String name) {
        cloud.dynamoDb.updateItem(update -> update.tableName(Cloud.TABLE).key(Map.of("id", AttributeValue.fromS(faceId)))
                .updateExpression("SET #name = :name").expressionAttributeNames(Map.of("#name", "name"))
                .expressionAttributeValues(Map.of(":name", AttributeValue.fromS(name))));
        devices.hearOfEverything();
    }

    String enrol(String name, byte[] photo) {
        return cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto(name, photo).toJson()).path("faceId").asText();
    }

    Map<String, AttributeValue> personOf(String faceId) {
        return cloud.item("person#" + cloud.item(faceId).get("personId").s());
    }

    String name(String faceId) {
        return cloud.item(faceId).get("name").s();
    }

    static List<String> texts(JsonNode array) {
        return IntStream.range(0, array.size()).mapToObj(each -> array.get(each).asText()).toList();
    }
}
