// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One person everywhere: corrected by people at two devices and by an operator, undone, and told to everyone. */
class PersonsTest {

    private static final String NOBODY = "00000000-0000-0000-0000-000000000009";

    private final Cloud cloud = new Cloud();
    private final Devices devices = new Devices(cloud);
    /** Two photos under one name, which both devices have seen; two strangers, one at the door and one at both. */
    private String ada;
    private String adaToo;
    private String stranger;
    private String guest;

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

    @Test
    void allFacesOfANameAreOnePersonWithAnItemOfItsOwn() {
        Map<String, AttributeValue> person = personOf(ada);

        assertThat(person.get("name").s()).isEqualTo("Ada");
        assertThat(person.get("faces").ss()).containsExactlyInAnyOrder(ada, adaToo);
        assertThat(person.get("createdBy").s()).isEqualTo("the table");
    }

    @Test
    void aNameEditedOnOneFaceIsThePersonsOnAllOfThem() {
        edit(adaToo, "Ada Lovelace");

        assertThat(name(ada)).isEqualTo("Ada Lovelace");
        assertThat(personOf(ada).get("name").s()).isEqualTo("Ada Lovelace");
        assertThat(devices.shown()).containsEntry("door#User001", "Ada Lovelace").containsEntry("garden#User001", "Ada Lovelace");
    }

    @Test
    void aNewPhotoOfAPersonWhoWasRenamedGetsTheNewName() {
        edit(ada, "Ada Lovelace");

        String third = enrol("Ada", TestPhotos.of("ada", 180, 220));
        devices.hearOfEverything();

        assertThat(name(third)).isEqualTo("Ada Lovelace");
        assertThat(personOf(ada).get("faces").ss()).contains(third);
    }

    @Test
    void renamingAPersonReachesEveryDeviceThatSawAnyOfTheFaces() {
        JsonNode result = operator(new Act.Rename(adaToo, Optional.of("Ada Lovelace")));

        assertThat(result.path("status").asText()).isEqualTo("corrected");
        assertThat(texts(result.path("faces"))).containsExactlyInAnyOrder(ada, adaToo);
        assertThat(devices.shown()).containsEntry("door#User001", "Ada Lovelace").containsEntry("garden#User001", "Ada Lovelace");
        assertThat(personOf(ada).get("changedBy").s()).isEqualTo("Grace");
    }

    @Test
    void aNameTakenAwayLeavesTheFacesWhichExpireThen() {
        operator(new Act.Rename(ada, Optional.empty()));

        assertThat(cloud.item(ada)).doesNotContainKey("name").containsKey("expiresAt");
        assertThat(cloud.item(adaToo)).doesNotContainKey("name");
        assertThat(devices.shown()).containsEntry("door#User001", "-").containsEntry("garden#User001", "-");
    }

    @Test
    void mergedPersonsAreOneUnderOneNameAtEveryDevice() {
        at("door", new Act.Merge(ada(), guest));

        assertThat(name(guest)).isEqualTo("Ada");
        assertThat(cloud.item(guest)).doesNotContainKey("expiresAt");
        assertThat(cloud.item(guest).get("personId")).isEqualTo(cloud.item(ada).get("personId"));
        assertThat(personOf(ada).get("faces").ss()).containsExactlyInAnyOrder(ada, adaToo, guest);
        assertThat(devices.shown()).containsEntry("door#User003", "Ada").containsEntry("garden#User003", "Ada").containsEntry("door#User002", "-");
    }

    @Test
    void ofTwoStrangersThatAreOneBothGetTheNameThatOneIsGiven() {
        operator(new Act.Merge(stranger, guest));
        assertThat(devices.shown()).containsEntry("door#User002", "-").containsEntry("garden#User003", "-");

        operator(new Act.Rename(guest, Optional.of("Bob")));

        assertThat(devices.shown()).containsEntry("door#User002", "Bob").containsEntry("door#User003", "Bob").containsEntry("garden#User003", "Bob");
    }

    @Test
    void aFaceThatIsSplitOffIsAPersonOfItsOwnWithoutAName() {
        operator(new Act.Split(adaToo));

        assertThat(cloud.item(adaToo)).doesNotContainKey("name").containsKey("expiresAt");
        assertThat(cloud.item(adaToo).get("personId")).isNotEqualTo(cloud.item(ada).get("personId"));
        assertThat(personOf(ada).get("faces").ss()).containsExactly(ada);
        assertThat(name(ada)).isEqualTo("Ada");
    }

    @Test
    void aPersonsOnlyFaceCannotBeSplitOff() {
        assertThat(operator(new Act.Split(stranger)).path("reason").asText()).isEqualTo("only-face");
    }

    @Test
    void whoIsNotThisPersonGetsAFaceOfTheirOwnAndNeverThatNameAgain() {
        String seen = ada();
        at("door", new Act.NotThisPerson(seen, "User001"));
        assertThat(cloud.item(seen).get("seenBy").ss()).doesNotContain("door#User001");

        JsonNode again = cloud.see("door", "User001", "ada");

        assertThat(again.path("state").asText()).isEqualTo("enrolled");
        assertThat(again.path("faceId").asText()).isNotIn(ada, adaToo);
        assertThat(cloud.item(again.path("faceId").asText()).get("seenBy").ss()).contains("door#User001");
        assertThat(devices.shown()).containsEntry("door#User001", "-").containsEntry("garden#User001", "Ada");
        edit(ada, "Ada Lovelace");
        assertThat(devices.shown()).containsEntry("door#User001", "-").containsEntry("garden#User001", "Ada Lovelace");
    }

    @Test
    void whoIsNotThisPersonIsNotToldTheNameByAnotherOfThePersonsPhotos() {
        String seen = ada();
        at("door", new Act.NotThisPerson(seen, "User001"));
        String third = enrol("Ada", TestPhotos.of("ada", 180, 220));
        devices.hearOfEverything();
        for (String gone : List.of(seen, seen.equals(ada) ? adaToo : ada)) {
            cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", AttributeValue.fromS(gone))));
            devices.hearOfEverything();

            assertThat(cloud.see("garden", "User001", "ada").path("state").asText()).isEqualTo("named");
            assertThat(cloud.see("door", "User001", "ada").path("state").asText()).isEqualTo("enrolled");
        }
        assertThat(name(third)).isEqualTo("Ada");
    }

    @Test
    void aRecordThatComesLateDoesNotBringTheRefusedNameBack() {
        String seen = ada();
        Map<String, AttributeValue> before = cloud.item(seen);
        edit(seen, "Ada Lovelace");
        Map<String, AttributeValue> renamed = cloud.item(seen);
        at("door", new Act.NotThisPerson(seen, "User001"));
        cloud.letters.clear();

        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("99", before, renamed)));

        assertThat(devices.shown()).containsOnlyKeys("garden#User001");
    }

    @Test
    void twoPersonsThatDifferAreNeverMerged() {
        operator(new Act.Differ(guest, ada));

        assertThat(cloud.letters).as("every device hears who the guest is not").filteredOn(letter -> !letter.face("User003").isMissingNode())
                .extracting(letter -> letter.face("User003").at("/differs/0").asText()).contains(cloud.item(ada).get("personId").s());
        assertThat(operator(new Act.Merge(ada, guest)).path("reason").asText()).isEqualTo("said-to-differ");
        assertThat(operator(new Act.Merge(guest, ada)).path("reason").asText()).isEqualTo("said-to-differ");
    }

    @Test
    void differingFromOnesOwnPersonSplitsTheFaceOff() {
        operator(new Act.Differ(adaToo, ada));

        assertThat(cloud.item(adaToo)).doesNotContainKey("name");
        assertThat(operator(new Act.Merge(ada, adaToo)).path("reason").asText()).isEqualTo("said-to-differ");
    }

    @Test
    void aFaceThatNobodyIsToAskAboutIsSaidSoToEveryDevice() {
        operator(new Act.NeverAsk(guest, true));
        assertThat(cloud.letters).filteredOn(letter -> !letter.face("User003").isMissingNode()).extracting(Cloud.Letter::thing).contains("door", "garden");
        assertThat(cloud.lastLetter().face("User003").path("neverAsk").asBoolean()).isTrue();

        operator(new Act.NeverAsk(guest, false));
        assertThat(cloud.lastLetter().face("User003").path("neverAsk").isNull()).as("takes an unread one's away").isTrue();
    }

    @Test
    void consentStandsWithThePersonAndEveryDeviceHearsOfIt() {
        operator(new Act.Consent(ada, Optional.of(Instant.parse("2030-01-31T00:00:00Z"))));
        assertThat(personOf(adaToo).get("consentUntil").s()).isEqualTo("2030-01-31T00:00:00Z");
        assertThat(cloud.letters).extracting(letter -> letter.face("User001").path("consentUntil").asText()).contains("2030-01-31T00:00:00Z");

        operator(new Act.Consent(ada, Optional.empty()));
        assertThat(personOf(adaToo).get("consentUntil").s()).isEqualTo(cloud.now().toString());
    }

    @Test
    void aDeviceCorrectsOnlyFacesThatItSaw() {
        assertThat(at("garden", new Act.Rename(stranger, Optional.of("Mallory"))).path("reason").asText()).isEqualTo("never-seen");
        assertThat(at("garden", new Act.Merge(guest, stranger)).path("reason").asText()).isEqualTo("never-seen");
        assertThat(at("garden", new Act.Rename(NOBODY, Optional.of("Mallory"))).path("reason").asText()).isEqualTo("unknown-face");
        assertThat(cloud.item(stranger)).doesNotContainKey("name");
    }

    @Test
    void aDeviceUndoesOnlyItsOwnCorrections() {
        UUID id = UUID.randomUUID();
        at("door", id, new Act.Rename(guest, Optional.of("Bob")));

        assertThat(at("garden", new Act.Undo(id)).path("reason").asText()).isEqualTo("not-yours");
        assertThat(at("door", new Act.Undo(id)).path("status").asText()).isEqualTo("corrected");
        assertThat(devices.shown()).containsEntry("garden#User003", "-");
    }

    @Test
    void aDeviceCannotSpeakAsAnOperatorNorAnOperatorAsADevice() {
        ObjectNode asOperator = asOperator(UUID.randomUUID(), new Act.Rename(stranger, Optional.of("Mallory")));

        JsonNode rules = cloud.callAs(Caller.RULES, Cloud.fromRule("garden", Topics.CORRECT, Cloud.bytes(asOperator)));
        assertThat(rules.path("reason").asText()).isEqualTo("never-seen");
        JsonNode operator = cloud.callAs(Caller.OPERATOR, Cloud.bytes(asOperator.put("thing", "door").put("topic", Topics.CORRECT)));
        assertThat(operator.path("reason").asText()).isEqualTo("unknown event");
    }

    @Test
    void aCorrectionSentTwiceIsDoneOnce() {
        UUID id = UUID.randomUUID();
        operator(id, new Act.Rename(guest, Optional.of("Bob")));
        operator(new Act.Rename(guest, Optional.of("Robert")));

        JsonNode again = operator(id, new Act.Rename(guest, Optional.of("Bob")));

        assertThat(again.path("faces")).isEmpty();
        assertThat(name(guest)).isEqualTo("Robert");
    }

    @Test
    void theAuditTrailSaysWhoWhenBeforeAndAfter() {
        UUID id = UUID.randomUUID();
        at("door", id, new Act.Rename(guest, Optional.of("Bob")));

        Map<String, AttributeValue> line = cloud.item("correction#" + id);

        assertThat(line.get("do").s()).isEqualTo("rename");
        assertThat(line.get("by").s()).isEqualTo("Grace");
        assertThat(line.get("thing").s()).isEqualTo("door");
        assertThat(line.get("at").s()).isEqualTo(cloud.now().toString());
        assertThat(line.get("before").s()).doesNotContain("Bob").contains(guest);
        assertThat(line.get("after").s()).contains("\"name\":\"Bob\"");
        assertThat(Long.parseLong(line.get("expiresAt").n())).isEqualTo(cloud.now().plus(Duration.ofDays(365)).getEpochSecond());
        assertThat(personOf(guest).get("corrections").ss()).containsExactly(id.toString());
    }

    @Test
    void whatWasChangedSinceIsNotUndone() {
        UUID id = UUID.randomUUID();
        operator(id, new Act.Rename(guest, Optional.of("Bob")));
        operator(new Act.Rename(guest, Optional.of("Robert")));

        assertThat(operator(new Act.Undo(id)).path("reason").asText()).isEqualTo("changed-since");
        assertThat(operator(new Act.Undo(UUID.randomUUID())).path("reason").asText()).isEqualTo("unknown-correction");
        assertThat(name(guest)).isEqualTo("Robert");
    }

    @Test
    void aFaceThatIsDeletedLeavesItsPerson() {
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", AttributeValue.fromS(adaToo))));

        devices.hearOfEverything();

        assertThat(personOf(ada).get("faces").ss()).containsExactly(ada);
        assertThat(operator(new Act.Rename(ada, Optional.of("Ada Lovelace"))).path("status").asText()).isEqualTo("corrected");
    }

    @Test
    void aPersonWhoseLastFaceIsGoneKeepsNoNameAndExpires() {
        edit(guest, "Bob");
        String id = "person#" + cloud.item(guest).get("personId").s();
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", AttributeValue.fromS(guest))));

        devices.hearOfEverything();

        assertThat(cloud.item(id)).containsKey("expiresAt").doesNotContainKeys("name", "faces");
    }

    static Stream<String> correctionsWithAnInverse() {
        return Stream.of("rename", "take the name away", "merge", "split", "not-this-person", "differ", "never-ask", "consent");
    }

    @ParameterizedTest
    @MethodSource("correctionsWithAnInverse")
    void everyCorrectionCanBeUndoneAndDoneAgain(String what) {
        Map<String, Map<String, AttributeValue>> before = state();
        Map<String, String> shown = devices.shown();
        UUID id = UUID.randomUUID();
        UUID undo = UUID.randomUUID();
        at("door", id, act(what));
        Map<String, Map<String, AttributeValue>> after = state();
        assertThat(after).as(what + " changes something").isNotEqualTo(before);

        assertThat(at("door", undo, new Act.Undo(id)).path("status").asText()).isEqualTo("corrected");
        assertThat(known(state())).containsAllEntriesOf(known(before));
        assertThat(devices.shown()).isEqualTo(shown);

        assertThat(at("door", new Act.Undo(undo)).path("status").asText()).isEqualTo("corrected");
        assertThat(known(state())).containsAllEntriesOf(known(after));
    }

    static Stream<List<String>> pairs() {
        List<String> acts = correctionsWithAnInverse().toList();
        return acts.stream().flatMap(one -> acts.stream().map(other -> List.of(one, other)));
    }

    /** One begins, and the other is done while the first is about to write, after each of its reads; then the other way round, by the pair's mirror image. */
    @ParameterizedTest
    @MethodSource("pairs")
    void twoWhoCorrectAtOnceEndInOneStateEverywhere(List<String> pair) {
        try (Run one = Run.begin(() -> send("door", UUID.randomUUID(), act(pair.get(0)), "Grace"))) {
            one.until("correct");
            send("garden", UUID.randomUUID(), act(pair.get(1)), "Hedy");
            one.finish();
        }
        devices.hearOfEverything();

        assertThatEveryFaceIsAsItsPersonSays();
        assertThatDevicesShowWhatTheTableSays();
    }

    private void assertThatEveryFaceIsAsItsPersonSays() {
        for (String face : List.of(ada, adaToo, stranger, guest)) {
            Map<String, AttributeValue> item = cloud.item(face);
            Map<String, AttributeValue> person = cloud.item("person#" + item.get("personId").s());
            if (!person.isEmpty()) {
                assertThat(item.get("name")).as("name of " + face).isEqualTo(person.get("name"));
                assertThat(person.get("faces").ss()).contains(face);
            }
        }
        long facesInPersons = state().entrySet().stream().filter(entry -> entry.getKey().startsWith("person#") && entry.getValue().containsKey("faces"))
                .mapToLong(entry -> entry.getValue().get("faces").ss().size()).sum();
        assertThat(facesInPersons).as("no face in two persons").isLessThanOrEqualTo(4);
    }

    private void assertThatDevicesShowWhatTheTableSays() {
        Map<String, String> shown = devices.shown();
        for (String face : List.of(ada, adaToo, stranger, guest)) {
            Map<String, AttributeValue> item = cloud.item(face);
            String name = item.containsKey("name") ? item.get("name").s() : "-";
            Set.copyOf(item.containsKey("seenBy") ? item.get("seenBy").ss() : List.of())
                    .forEach(sighting -> assertThat(shown).containsEntry(sighting, name));
        }
    }

    /** Ada's face that both devices were told of. */
    private String ada() {
        return Stream.of(ada, adaToo).filter(face -> cloud.item(face).containsKey("seenBy")).findFirst().orElseThrow();
    }

    private Act act(String what) {
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
    private Map<String, Map<String, AttributeValue>> state() {
        Map<String, Map<String, AttributeValue>> state = new TreeMap<>();
        cloud.dynamoDb.scanPaginator(scan -> scan.tableName(Cloud.TABLE).consistentRead(true)).items().forEach(item -> {
            String id = item.get("id").s();
            if (!id.startsWith("event#") && !id.startsWith("correction#")) {
                state.put(id, item);
            }
        });
        return state;
    }

    /** Without what counts changes; a person without a face is as good as none. */
    private static Map<String, Map<String, AttributeValue>> known(Map<String, Map<String, AttributeValue>> state) {
        Map<String, Map<String, AttributeValue>> known = new TreeMap<>();
        state.forEach((id, item) -> {
            Map<String, AttributeValue> rest = new TreeMap<>(item);
            rest.keySet().removeAll(Set.of("rev", "version", "versionName", "changedAt", "changedBy", "corrections", "corrected", "expiresAt"));
            rest.replaceAll((name, value) -> value.hasSs() ? AttributeValue.fromSs(value.ss().stream().sorted().toList()) : value);
            if (!id.startsWith("person#") || rest.containsKey("faces")) {
                known.put(id, rest);
            }
        });
        return known;
    }

    private JsonNode operator(Act act) {
        return operator(UUID.randomUUID(), act);
    }

    private JsonNode operator(UUID id, Act act) {
        JsonNode result = cloud.callAs(Caller.OPERATOR, Cloud.bytes(asOperator(id, act)));
        devices.hearOfEverything();
        return result;
    }

    private static ObjectNode asOperator(UUID id, Act act) {
        return ((ObjectNode) Cloud.read(new Correction(id, "Grace", act).toJson())).put("action", Correction.ACTION);
    }

    private JsonNode at(String thing, Act act) {
        return at(thing, UUID.randomUUID(), act);
    }

    private JsonNode at(String thing, UUID id, Act act) {
        JsonNode result = send(thing, id, act, "Grace");
        devices.hearOfEverything();
        return result;
    }

    private JsonNode send(String thing, UUID id, Act act, String by) {
        return cloud.call(Cloud.fromRule(thing, Topics.CORRECT, new Correction(id, by, act).toJson()));
    }

    /** Somebody edits the name in the table. */
    private void edit(String faceId, String name) {
        cloud.dynamoDb.updateItem(update -> update.tableName(Cloud.TABLE).key(Map.of("id", AttributeValue.fromS(faceId)))
                .updateExpression("SET #name = :name").expressionAttributeNames(Map.of("#name", "name"))
                .expressionAttributeValues(Map.of(":name", AttributeValue.fromS(name))));
        devices.hearOfEverything();
    }

    private String enrol(String name, byte[] photo) {
        return cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto(name, photo).toJson()).path("faceId").asText();
    }

    private Map<String, AttributeValue> personOf(String faceId) {
        return cloud.item("person#" + cloud.item(faceId).get("personId").s());
    }

    private String name(String faceId) {
        return cloud.item(faceId).get("name").s();
    }

    private static List<String> texts(JsonNode array) {
        return IntStream.range(0, array.size()).mapToObj(each -> array.get(each).asText()).toList();
    }
}
