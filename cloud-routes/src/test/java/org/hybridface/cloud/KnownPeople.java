// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.ErasedHere;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Ada with two faces, whom two devices know and share; Bob, who has a name; a guest, who has none. And what is done to them. */
abstract class KnownPeople {

    static final String DOOR = "door";
    static final String GARDEN = "garden";

    final KeyPair receiptKey = fresh();
    final Cloud cloud;
    final Devices devices;
    final String ada;
    final String adaToo;
    final String person;
    final String guest;

    KnownPeople() {
        this(Map.of());
    }

    /** @param environment what is set besides the receipts' key and the armed sweeper */
    KnownPeople(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of("RECEIPT_KEY", Base64.getEncoder().encodeToString(receiptKey.getPrivate().getEncoded()), "SWEEP", "delete"));
        all.putAll(environment);
        cloud = new Cloud(all);
        devices = new Devices(cloud);
        ada = enrol("Ada", TestPhotos.of("ada"));
        adaToo = enrol("Ada", TestPhotos.another("ada"));
        enrol("Bob", TestPhotos.of("bob"));
        cloud.see(DOOR, "User001", "ada");
        cloud.see(GARDEN, "User001", "ada");
        cloud.see(DOOR, "User002", "bob");
        guest = cloud.see(DOOR, "User003", "guest").path("faceId").asText();
        devices.hearOfEverything();
        person = cloud.item(ada).get("personId").s();
        cloud.retained.publish(Topics.known(person), new byte[] {1});
        cloud.retained.publish(Topics.known(guest), new byte[] {2});
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    String enrol(String name, byte[] photo) {
        return cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto(name, photo).toJson()).path("faceId").asText();
    }

    void operator(Act act) {
        cloud.callAs(Caller.OPERATOR, action(Correction.ACTION, new Correction(UUID.randomUUID(), "Grace", act).toJson()));
        devices.hearOfEverything();
    }

    JsonNode erase(ErasePerson who) {
        return cloud.callAs(Caller.OPERATOR, action(ErasePerson.ACTION, who.toJson()));
    }

    JsonNode erased(String thing, String erasure, Map<String, Integer> gone) {
        return cloud.call(Cloud.fromRule(thing, Topics.ERASED, new ErasedHere(UUID.fromString(erasure), cloud.now(), gone).toJson()));
    }

    String receiptOf(String erasure) {
        return read(cloud.callAs(Caller.OPERATOR, action("receipt", Cloud.bytes(Cloud.JSON.createObjectNode().put("erasure", erasure)))).path("receipt"));
    }

    static byte[] action(String action, byte[] message) {
        return Cloud.bytes(((ObjectNode) Cloud.read(message)).put("action", action));
    }

    static String read(JsonNode node) {
        return node.toString();
    }

    static String failed(String thing, String key) {
        return "{\"requestContext\":{\"functionArn\":\"" + Cloud.FUNCTION + ":latest\"},\"requestPayload\":{\"thing\":\"" + thing + "\",\"id\":\"" + key
                + "\",\"face\":\"/9j/\"}}";
    }

    Map<String, JsonNode> mail(String thing) {
        Map<String, JsonNode> mail = new TreeMap<>();
        cloud.mailboxes.get(thing).at("/state/desired/faces").properties().forEach(entry -> mail.put(entry.getKey(), entry.getValue()));
        return mail;
    }

    List<String> photos(String who) {
        return cloud.s3.objects().entrySet().stream().filter(photo -> TestPhotos.whoIsOn(photo.getValue()).equals(who)).map(Map.Entry::getKey).toList();
    }

    Stream<Map<String, AttributeValue>> items() {
        return cloud.dynamoDb.scanPaginator(scan -> scan.tableName(Cloud.TABLE).consistentRead(true)).items().stream();
    }

    String all() {
        return items().map(Object::toString).collect(Collectors.joining("\n"));
    }

    List<String> saying(String... texts) {
        return items().filter(item -> !item.get("id").s().startsWith("erasure#")).map(Object::toString)
                .filter(item -> Stream.of(texts).anyMatch(item::contains)).toList();
    }

    static List<JsonNode> places(JsonNode receipt) {
        List<JsonNode> places = new ArrayList<>();
        receipt.path("places").forEach(places::add);
        assertThat(places).hasSize(6);
        return places;
    }

    static JsonNode place(JsonNode receipt, String name) {
        return places(receipt).stream().filter(place -> place.path("place").asText().equals(name)).findFirst().orElseThrow();
    }

    static JsonNode device(JsonNode receipt, String thing) {
        for (JsonNode device : receipt.path("devices")) {
            if (device.path("device").asText().equals(thing)) {
                return device;
            }
        }
        throw new AssertionError(receipt + " has no device " + thing);
    }

    static KeyPair fresh() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void hourly() {
        cloud.callAs(Caller.SCHEDULE, "{\"action\":\"sweep\"}".getBytes(StandardCharsets.UTF_8));
    }
}
