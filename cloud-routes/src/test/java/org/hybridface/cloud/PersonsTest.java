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
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One person everywhere: corrected by people at two devices and by an operator, undone, and told to everyone. */
class PersonsTest extends CorrectedPeople {

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

    /** As if somebody had edited the face in the table: then its person and other faces would be read and compared. */
    @Test
    void aCorrectionThatTheStreamDeliversIsNotFollowedOnceMore() {
        Map<String, AttributeValue> before = cloud.item(guest);
        send("door", UUID.randomUUID(), new Act.Rename(guest, Optional.of("Bob")), "Grace");
        Map<String, AttributeValue> after = cloud.item(guest);
        cloud.table.calls().clear();

        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", before, after)));

        assertThat(cloud.table.calls()).as("only what the device is told").containsExactly("read face");
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
}
