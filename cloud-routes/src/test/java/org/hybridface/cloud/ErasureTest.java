// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.ErasedHere;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A person is erased everywhere, each place is read again, and nobody else's data changes. */
class ErasureTest {

    private static final String DOOR = "door";
    private static final String GARDEN = "garden";

    private final KeyPair receiptKey = fresh();
    private final Cloud cloud = new Cloud(Map.of("RECEIPT_KEY", Base64.getEncoder().encodeToString(receiptKey.getPrivate().getEncoded()), "SWEEP", "delete"));
    private final Devices devices = new Devices(cloud);
    private String ada;
    private String adaToo;
    private String person;
    private String guest;

    @BeforeEach
    void people() {
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

    @Test
    void nothingOfThePersonIsLeftAnywhereAndAllOthersAreAsTheyWere() {
        cloud.s3.olderVersions.put(photos("ada").get(0), new ArrayList<>(List.of("v1", "marker2")));
        cloud.failures.messages.add(failed(DOOR, "User001"));
        cloud.failures.messages.add(failed(DOOR, "User002"));
        operator(new Act.Differ(guest, ada));
        operator(new Act.Consent(ada, Optional.empty()));
        Map<String, Map<String, AttributeValue>> others = others();
        assertThat(mail(DOOR).get("User003").path("differs").toString()).contains(person);
        List<String> bobsPhotos = photos("bob");

        JsonNode receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");
        devices.hearOfEverything();

        assertThat(saying(ada, adaToo, person, "Ada")).as("items but the erasure's own").isEmpty();
        assertThat(photos("ada")).isEmpty();
        assertThat(cloud.s3.olderVersions.values()).allMatch(List::isEmpty);
        assertThat(cloud.faces.of("ada")).isEmpty();
        assertThat(cloud.retained.messages).containsOnlyKeys(Topics.known(guest));
        assertThat(cloud.failures.messages).containsExactly(failed(DOOR, "User002"));
        assertThat(mail(DOOR)).doesNotContainKey("User001").containsKeys("User002", "User003");
        assertThat(mail(DOOR).get("User003").path("differs").toString()).as("the guest is not said to differ from nobody").doesNotContain(person);
        assertThat(places(receipt)).allMatch(place -> place.path("state").asText().equals("clear"));
        assertThat(place(receipt, "photos").path("gone").asInt()).as("four photos and two older versions").isEqualTo(6);
        assertThat(place(receipt, "failures").path("gone").asInt()).isOne();
        assertThat(others()).as("the others' items").isEqualTo(without(others, guest, ada, receipt.path("erasure").asText()));
        assertThat(photos("bob")).isEqualTo(bobsPhotos);
    }

    @Test
    void theReceiptIsOpenUntilEveryDeviceHasSaidThatItErasedThePersonAndNoIdIsKeptThen() {
        JsonNode open = erase(ErasePerson.of(person, "Grace")).path("receipt");
        String id = open.path("erasure").asText();
        assertThat(open.path("state").asText()).isEqualTo("open");

        JsonNode half = erased(DOOR, id, Map.of("faces", 1, "visits", 3)).path("receipt");
        assertThat(half.path("state").asText()).isEqualTo("open");
        assertThat(device(half, DOOR).path("gone").path("visits").asInt()).isEqualTo(3);
        assertThat(device(half, GARDEN).path("state").asText()).isEqualTo("open");

        JsonNode done = erased(GARDEN, id, Map.of("faces", 1)).path("receipt");
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("remains").path(0).path("until").asText()).isEqualTo(cloud.now().plus(Duration.ofDays(35)).toString());
        assertThat(all()).doesNotContain(ada, adaToo, person);
        assertThat(receiptOf(id)).isEqualTo(read(done));
    }

    @Test
    void theLetterSaysByWhatADeviceFindsThePerson() {
        JsonNode receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");

        Answer.Erased letter = (Answer.Erased) Answer.fromNode(mail(DOOR).get(receipt.path("erasure").asText()));
        assertThat(letter.faces()).containsExactlyInAnyOrder(ada, adaToo);
        assertThat(letter.persons()).containsExactly(person);
        assertThat(letter.keys()).containsExactly("User001");
    }

    @Test
    void aReceiptIsSignedOverItsOwnCompactText() throws Exception {
        JsonNode signed = erase(ErasePerson.of(person, "Grace"));

        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(receiptKey.getPublic());
        signature.update(Cloud.bytes(signed.path("receipt")));
        assertThat(signature.verify(Base64.getDecoder().decode(signed.path("signature").asText()))).isTrue();
        assertThat(signed.toString()).doesNotContain("Ada", ada, person);
    }

    @Test
    void aRunThatDiedOnItsWayIsGoneOnWithByTheNext() {
        int steps = 0;
        for (boolean died = true; died; steps += 3) {
            String name = "Eve" + steps;
            String face = enrol(name, TestPhotos.of("eve" + steps));
            cloud.see(DOOR, "User1" + String.format("%02d", steps), "eve" + steps);
            devices.hearOfEverything();
            String id = cloud.item(face).get("personId").s();
            cloud.retained.publish(Topics.known(id), new byte[] {1});
            try (Run run = Run.begin(() -> erase(ErasePerson.of(id, "Grace")))) {
                run.untilAfter(steps);
                died = run.steps().size() > steps;
                run.kill();
            }
            devices.hearOfEverything();

            JsonNode receipt = erase(ErasePerson.of(id, "Grace")).path("receipt");
            devices.hearOfEverything();

            assertThat(saying(face, id, name)).as("after a run that died at step %s", steps).isEmpty();
            assertThat(photos("eve" + steps)).isEmpty();
            assertThat(places(receipt)).allMatch(place -> place.path("state").asText().equals("clear"));
            assertThat(cloud.retained.messages).doesNotContainKey(Topics.known(id));
        }
        assertThat(steps).as("steps that a run may die at").isGreaterThan(10);
    }

    @Test
    void whoeverErasesSomebodyTwiceHasOneErasure() {
        JsonNode first = erase(ErasePerson.of(person, "Grace")).path("receipt");
        erased(DOOR, first.path("erasure").asText(), Map.of());
        JsonNode done = erased(GARDEN, first.path("erasure").asText(), Map.of()).path("receipt");

        assertThat(erase(ErasePerson.of(person, "Grace")).path("receipt")).isEqualTo(done);
    }

    @Test
    void aPersonWhoIsEnrolledAnewCanBeErasedAnew() {
        String id = erase(ErasePerson.of(person, "Grace")).path("receipt").path("erasure").asText();
        erased(DOOR, id, Map.of());
        erased(GARDEN, id, Map.of());
        String again = enrol("Ada", TestPhotos.of("ada"));
        devices.hearOfEverything();

        JsonNode receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");

        assertThat(receipt.path("state").asText()).as("the devices are asked once more").isEqualTo("open");
        assertThat(cloud.item(again)).isEmpty();
        assertThat(cloud.faces.of("ada")).isEmpty();
    }

    @Test
    void aDeviceErasesWhomItSawAndNobodyElse() {
        JsonNode refused = cloud.call(Cloud.fromRule(GARDEN, Topics.ERASE, ErasePerson.ofFace(guest, GARDEN).toJson()));
        assertThat(refused.path("reason").asText()).isEqualTo("never-seen");
        assertThat(cloud.item(guest)).isNotEmpty();

        JsonNode receipt = cloud.call(Cloud.fromRule(GARDEN, Topics.ERASE, ErasePerson.ofFace(ada, "Linus").toJson())).path("receipt");

        assertThat(cloud.item(ada)).isEmpty();
        assertThat(cloud.item(adaToo)).isEmpty();
        assertThat(receipt.path("device").asText()).isEqualTo(GARDEN);
        assertThat(cloud.retained.messages).containsKey(Topics.receipt(GARDEN, receipt.path("erasure").asText()));
    }

    @Test
    void aDeviceThatWasNotAskedCannotSayThatItErasedSomebody() {
        String id = erase(ErasePerson.of(person, "Grace")).path("receipt").path("erasure").asText();

        assertThat(erased("cellar", id, Map.of()).path("reason").asText()).isEqualTo("not-asked");
        assertThat(erased(DOOR, UUID.randomUUID().toString(), Map.of()).path("reason").asText()).isEqualTo("unknown-erasure");
    }

    @Test
    void nobodyKnowsAPersonThatIsNowhere() {
        JsonNode refused = erase(ErasePerson.of(UUID.randomUUID().toString(), "Grace"));

        assertThat(refused.path("reason").asText()).isEqualTo("unknown-person");
        assertThat(cloud.item("erasure#" + UUID.randomUUID())).isEmpty();
    }

    @Test
    void personsWhoWereMergedGoTogetherAndTheTrailKeepsWhoCorrectedWhen() {
        UUID correction = UUID.randomUUID();
        cloud.callAs(Caller.OPERATOR, action(Correction.ACTION, new Correction(correction, "Grace", new Act.Merge(ada, guest)).toJson()));
        devices.hearOfEverything();

        erase(ErasePerson.ofFace(guest, "Grace"));
        devices.hearOfEverything();

        assertThat(cloud.item(ada)).isEmpty();
        assertThat(cloud.item(guest)).isEmpty();
        assertThat(saying(ada, adaToo, guest, person, "Ada")).isEmpty();
        assertThat(cloud.item("correction#" + correction)).containsEntry("by", AttributeValue.fromS("Grace")).containsEntry("do", AttributeValue.fromS("merge"))
                .containsKey("at");
    }

    @Test
    void whatACorrectionSaysOfSomebodyElseStays() {
        UUID differ = UUID.randomUUID();
        cloud.callAs(Caller.OPERATOR, action(Correction.ACTION, new Correction(differ, "Grace", new Act.Differ(guest, ada)).toJson()));

        erase(ErasePerson.of(person, "Grace"));

        assertThat(cloud.item(guest)).isNotEmpty().doesNotContainKey("differs");
        assertThat(cloud.item("correction#" + differ).get("after").s()).contains(guest).doesNotContain(ada, person);
    }

    @Test
    void anAnswerThatWaitsForRoomGoesAndOthersWaitOn() {
        cloud.room = 0;
        operator(new Act.Rename(ada, Optional.of("Ada Lovelace")));
        operator(new Act.Rename(guest, Optional.of("Gus")));
        assertThat(cloud.item("waiting#door")).containsKeys("User001", "User003");

        JsonNode receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");
        String id = receipt.path("erasure").asText();

        assertThat(cloud.item("waiting#door")).containsKeys("User003", id).doesNotContainKey("User001");
        assertThat(place(receipt, "table").path("state").asText()).isEqualTo("clear");

        cloud.room = Integer.MAX_VALUE;
        cloud.call(Cloud.emptied(DOOR));
        assertThat(mail(DOOR)).containsKeys("User003", id);
    }

    @Test
    void theHourlyScheduleGoesOnWithWhatIsOpenAndFindsWhatCameSince() {
        erase(ErasePerson.of(person, "Grace"));
        cloud.put(Map.of("id", AttributeValue.fromS(ada), "personId", AttributeValue.fromS(person), "seenBy", AttributeValue.fromSs(List.of("cellar#User007"))));

        cloud.callAs(Caller.SCHEDULE, "{\"action\":\"sweep\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(cloud.item(ada)).isEmpty();
        assertThat(mail("cellar")).as("the device that saw the person meanwhile is told").hasSize(1);
    }

    @Test
    void consentThatHasEndedErasesWithinTheHourAndNobodyElse() {
        operator(new Act.Consent(ada, Optional.of(cloud.now().plus(Duration.ofDays(1)))));
        hourly();
        assertThat(cloud.item(ada)).as("it has not ended").isNotEmpty();

        cloud.wait(Duration.ofDays(1));
        hourly();

        assertThat(cloud.item(ada)).isEmpty();
        assertThat(cloud.item("person#" + person)).isEmpty();
        assertThat(cloud.faces.of("ada")).isEmpty();
        assertThat(cloud.item(guest)).as("nobody asked the guest").isNotEmpty();
    }

    @Test
    void consentThatHasEndedErasesNobodyUnlessTheSweeperIsArmed() {
        try (Cloud report = new Cloud()) {
            String face = report.callAs(Caller.OPERATOR, EnrolPerson.withPhoto("Ada", TestPhotos.of("ada")).toJson()).path("faceId").asText();
            new Devices(report).hearOfEverything();
            report.callAs(Caller.OPERATOR, action(Correction.ACTION, new Correction(UUID.randomUUID(), "Grace", new Act.Consent(face, Optional.empty())).toJson()));

            report.callAs(Caller.SCHEDULE, "{\"action\":\"sweep\"}".getBytes(StandardCharsets.UTF_8));

            assertThat(report.item(face)).isNotEmpty();
        }
    }

    private void hourly() {
        cloud.callAs(Caller.SCHEDULE, "{\"action\":\"sweep\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFaceOnlyTheCollectionKnowsIsErasedByItsId() {
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", AttributeValue.fromS(guest))));

        JsonNode receipt = erase(ErasePerson.ofFace(guest, "Grace")).path("receipt");

        assertThat(cloud.faces.contains(guest)).isFalse();
        assertThat(place(receipt, "collection").path("gone").asInt()).isOne();
    }

    private String enrol(String name, byte[] photo) {
        return cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto(name, photo).toJson()).path("faceId").asText();
    }

    private void operator(Act act) {
        cloud.callAs(Caller.OPERATOR, action(Correction.ACTION, new Correction(UUID.randomUUID(), "Grace", act).toJson()));
        devices.hearOfEverything();
    }

    private JsonNode erase(ErasePerson who) {
        return cloud.callAs(Caller.OPERATOR, action(ErasePerson.ACTION, who.toJson()));
    }

    private JsonNode erased(String thing, String erasure, Map<String, Integer> gone) {
        return cloud.call(Cloud.fromRule(thing, Topics.ERASED, new ErasedHere(UUID.fromString(erasure), cloud.now(), gone).toJson()));
    }

    private String receiptOf(String erasure) {
        return read(cloud.callAs(Caller.OPERATOR, action("receipt", Cloud.bytes(Cloud.JSON.createObjectNode().put("erasure", erasure)))).path("receipt"));
    }

    private static byte[] action(String action, byte[] message) {
        return Cloud.bytes(((ObjectNode) Cloud.read(message)).put("action", action));
    }

    private static String read(JsonNode node) {
        return node.toString();
    }

    private static String failed(String thing, String key) {
        return "{\"requestContext\":{\"functionArn\":\"" + Cloud.FUNCTION + ":latest\"},\"requestPayload\":{\"thing\":\"" + thing + "\",\"id\":\"" + key
                + "\",\"face\":\"/9j/\"}}";
    }

    private Map<String, JsonNode> mail(String thing) {
        Map<String, JsonNode> mail = new TreeMap<>();
        cloud.mailboxes.get(thing).at("/state/desired/faces").properties().forEach(entry -> mail.put(entry.getKey(), entry.getValue()));
        return mail;
    }

    private List<String> photos(String who) {
        return cloud.s3.objects().entrySet().stream().filter(photo -> TestPhotos.whoIsOn(photo.getValue()).equals(who)).map(Map.Entry::getKey).toList();
    }

    private Stream<Map<String, AttributeValue>> items() {
        return cloud.dynamoDb.scanPaginator(scan -> scan.tableName(Cloud.TABLE).consistentRead(true)).items().stream();
    }

    private String all() {
        return items().map(Object::toString).collect(Collectors.joining("\n"));
    }

    private List<String> saying(String... texts) {
        return items().filter(item -> !item.get("id").s().startsWith("erasure#")).map(Object::toString)
                .filter(item -> Stream.of(texts).anyMatch(item::contains)).toList();
    }

    private Map<String, Map<String, AttributeValue>> others() {
        Map<String, Map<String, AttributeValue>> others = new TreeMap<>();
        items().filter(item -> !item.get("id").s().matches("(erasure|correction)#.*")).filter(item -> !item.toString().contains("Ada"))
                .filter(item -> item.get("id").s().equals(guest) || Stream.of(ada, adaToo, person).noneMatch(item.toString()::contains))
                .forEach(item -> others.put(item.get("id").s(), item));
        return others;
    }

    /** The guest was said not to be Ada, who is nobody now; the devices that saw the guest hear of it. */
    private Map<String, Map<String, AttributeValue>> without(Map<String, Map<String, AttributeValue>> items, String face, String gone, String erasure) {
        Map<String, Map<String, AttributeValue>> rest = new TreeMap<>(items);
        Map<String, AttributeValue> item = new TreeMap<>(items.get(face));
        assertThat(item).as("a note of somebody other than %s", gone).containsKey("differs");
        item.remove("differs");
        item.put("corrected", AttributeValue.fromS(erasure));
        rest.put(face, item);
        return rest;
    }

    private static List<JsonNode> places(JsonNode receipt) {
        List<JsonNode> places = new ArrayList<>();
        receipt.path("places").forEach(places::add);
        assertThat(places).hasSize(6);
        return places;
    }

    private static JsonNode place(JsonNode receipt, String name) {
        return places(receipt).stream().filter(place -> place.path("place").asText().equals(name)).findFirst().orElseThrow();
    }

    private static JsonNode device(JsonNode receipt, String thing) {
        for (JsonNode device : receipt.path("devices")) {
            if (device.path("device").asText().equals(thing)) {
                return device;
            }
        }
        throw new AssertionError(receipt + " has no device " + thing);
    }

    private static KeyPair fresh() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
