// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hybridface.cloud.device.UndeliverableException;
import org.hybridface.cloud.event.Caller;
import org.hybridface.cloud.event.Events;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.table.Bookkeeping;
import org.hybridface.messages.Answer;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.NameFace;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** A face gets a name, from a device or in the table, and every device that saw it is told. */
class NamesTest {

    private static final String NOBODY = "00000000-0000-0000-0000-000000000009";

    private final Cloud cloud = new Cloud();

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void aFaceNamedAtADeviceKeepsItsNameForEver() {
        String faceId = cloud.see("door", "User001", "a stranger").path("faceId").asText();

        JsonNode result = name("door", faceId, "Ada Ömer-Lovelace");

        assertThat(result.path("status").asText()).isEqualTo("named");
        assertThat(cloud.item(faceId).get("name").s()).isEqualTo("Ada Ömer-Lovelace");
        assertThat(cloud.item(faceId)).doesNotContainKey("expiresAt");
    }

    @Test
    void aFaceThatIsNotInTheTableCannotBeNamed() {
        JsonNode result = name("door", NOBODY, "Ada");

        assertThat(result.path("status").asText()).isEqualTo("rejected");
        assertThat(result.path("reason").asText()).isEqualTo("unknown-face");
        assertThat(cloud.item(NOBODY)).isEmpty();
    }

    @Test
    void aFaceIsNamedOnlyByADeviceThatSawIt() {
        String faceId = cloud.see("door", "User001", "a stranger").path("faceId").asText();

        assertThat(name("garden", faceId, "Mallory").path("reason").asText()).isEqualTo("never-seen");
        assertThat(name("doo", faceId, "Mallory").path("reason").asText()).as("half a name is another device").isEqualTo("never-seen");
        assertThat(cloud.item(faceId)).doesNotContainKey("name");

        cloud.see("garden", "User005", "a stranger");
        assertThat(name("garden", faceId, "Ada").path("status").asText()).isEqualTo("named");
        assertThat(cloud.item(faceId).get("name").s()).isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"person#ada", "event#00000000-0000-0000-0000-000000000001", "", "../x", "0-0-0-0-0",
        "00000000-0000-0000-0000-00000000000A"})
    void aNamingNeverReachesAnItemThatIsNoFace(String id) {
        if (!id.isEmpty()) {
            cloud.put(Map.of("id", AttributeValue.fromS(id), "seenBy", AttributeValue.fromSs(List.of("door#User001"))));
        }
        ObjectNode message = Cloud.JSON.createObjectNode().put("version", 1).put("faceId", id).put("name", "Mallory");

        JsonNode result = cloud.call(Cloud.fromRule("door", Topics.NAME, Cloud.bytes(message)));

        assertThat(result.path("status").asText()).isEqualTo("rejected");
        assertThat(result.path("reason").asText()).isEqualTo("'faceId' is not a UUID in small letters");
        assertThat(id.isEmpty() || !cloud.item(id).containsKey("name")).isTrue();
    }

    @Test
    void anItemThatIsNoFaceMayChangeAndGoWithoutAnybodyBeingCalled() {
        Map<String, AttributeValue> person = Map.of("id", AttributeValue.fromS("person#ada"), "name", AttributeValue.fromS("Ada"));

        JsonNode report = cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", person, with(person, "name", "Bob")), StreamRecords.record("2", person, Map.of())));

        assertThat(report.path("batchItemFailures")).isEmpty();
        assertThat(cloud.faces.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:///x", "s3://photos", "s3://photos/", "https://photos/x", "s3://photos/../x", "s3://photos/%zz", "x"})
    void aLinkThatLeadsNowhereIsLeftOutWhenItsFaceGoes(String link) {
        Map<String, AttributeValue> face = with(seenByTwoDevices(), "link", link);

        JsonNode report = cloud.callAs(Caller.TABLE, StreamRecords.stream(deleted("1", face)));

        assertThat(report.path("batchItemFailures")).isEmpty();
        assertThat(cloud.faces.size()).as("the face went all the same").isZero();
    }

    @Test
    void seenByEntriesThatNameNoDeviceAreLeftOut() {
        Map<String, AttributeValue> before = seenByTwoDevices();
        Map<String, AttributeValue> face = new HashMap<>(with(before, "name", "Ada"));
        face.put("seenBy", AttributeValue.fromSs(List.of("../x#User001", "door#Ada", "door", "#User001", "garden#User002")));
        cloud.put(face);

        JsonNode report = cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", before, face)));

        assertThat(report.path("batchItemFailures")).isEmpty();
        assertThat(cloud.letters).extracting(Cloud.Letter::thing).containsExactly("garden");
    }

    @Test
    void aNameInTheTableThatNoDeviceCouldShowLeavesTheFaceUnnamed() {
        Map<String, AttributeValue> face = seenByTwoDevices();
        cloud.put(with(face, "name", "Ada\u202Enimda"));

        JsonNode result = cloud.see("door", "User007", "a stranger");

        assertThat(result.path("state").asText()).isEqualTo("enrolled");
        assertThat(cloud.lastLetter().face("User007").path("state").asText()).isEqualTo("enrolled");
    }

    @Test
    void everyDeviceThatSawAFaceIsToldItsNewName() {
        Map<String, AttributeValue> before = seenByTwoDevices();
        Map<String, AttributeValue> after = with(before, "name", "Ada");
        cloud.put(after);

        JsonNode report = cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", before, after)));

        assertThat(report.path("batchItemFailures")).isEmpty();
        assertThat(cloud.letters).extracting(letter -> letter.thing() + " " + letter.document().findValue("name").asText())
                .containsExactlyInAnyOrder("door Ada", "garden Ada");
        assertThat(cloud.letters).allSatisfy(letter ->
                assertThat(letter.document().findValue("state").path("desired").isMissingNode()).isFalse());
    }

    @Test
    void aNameThatIsTakenAwayMakesTheFaceAnEnrolledOneAgain() {
        Map<String, AttributeValue> after = seenByTwoDevices();

        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", with(after, "name", "Ada"), after)));

        assertThat(cloud.letters).hasSize(2).allSatisfy(letter ->
                assertThat(letter.document().toString()).contains("\"state\":\"enrolled\"").doesNotContain("Ada"));
    }

    @Test
    void aNameGivenByHandInTheTableEndsTheExpiryDateAndAnEmptyOneBringsItBack() {
        Map<String, AttributeValue> unnamed = seenByTwoDevices();
        Map<String, AttributeValue> named = with(unnamed, "name", "Ada");
        cloud.put(named);
        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", unnamed, named)));
        Map<String, AttributeValue> settled = cloud.item(named.get("id").s());
        assertThat(settled).containsKey("name").doesNotContainKey("expiresAt");

        Map<String, AttributeValue> again = new HashMap<>(settled);
        again.remove("name");
        cloud.put(again);
        cloud.wait(Duration.ofDays(1));
        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("2", settled, again)));

        assertThat(cloud.item(named.get("id").s()).get("expiresAt").n())
                .isEqualTo(Long.toString(cloud.now().plus(Duration.ofDays(30)).getEpochSecond()));
    }

    @Test
    void sightingsEventsAndUnnamedFacesTellNobody() {
        Map<String, AttributeValue> face = seenByTwoDevices();
        Map<String, AttributeValue> event = Map.of("id", AttributeValue.fromS("event#1"), "name", AttributeValue.fromS("x"));
        cloud.letters.clear();

        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", Map.of(), face), StreamRecords.record("2", face, with(face, "lastSeen", "now")),
                StreamRecords.record("3", Map.of(), event), StreamRecords.record("4", event, Map.of())));

        assertThat(cloud.letters).isEmpty();
    }

    @Test
    void aRecordThatFailsIsReportedAndTheOthersAreTold() {
        Map<String, AttributeValue> face = seenByTwoDevices();
        Map<String, AttributeValue> other = new HashMap<>(with(face, "name", "Bob"));
        other.put("id", AttributeValue.fromS(NOBODY));
        other.put("personId", AttributeValue.fromS(NOBODY));
        cloud.put(with(face, "name", "Ada"));
        cloud.put(other);
        cloud.failNextShadowUpdateWith(new IllegalStateException("503"));

        JsonNode report;
        try (Printed log = new Printed()) {
            report = cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("111", face, with(face, "name", "Ada")), StreamRecords.record("112", Map.of(), other)));
            assertThat(log.lines()).filteredOn(line -> line.contains("status=failed")).singleElement().asString().contains(face.get("id").s(), "cause=503");
            assertThat(log.lines()).filteredOn(line -> line.contains("status=told")).singleElement().asString().contains(NOBODY, "devices=2");
        }

        assertThat(report.toString()).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"111\"}]}");
        assertThat(cloud.letters).hasSize(2).allSatisfy(letter -> assertThat(letter.document().toString()).contains("Bob"));
    }

    @Test
    void aDeviceThatCannotBeToldDoesNotHoldUpTheOthers() {
        Map<String, AttributeValue> face = seenByTwoDevices();
        cloud.failNextShadowUpdateWith(new UndeliverableException("door", new IllegalStateException("413")));

        JsonNode report;
        try (Printed log = new Printed()) {
            report = cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", face, with(face, "name", "Ada"))));
            assertThat(log.lines()).filteredOn(line -> line.contains("status=undeliverable")).singleElement().asString().contains(face.get("id").s());
        }

        assertThat(report.path("batchItemFailures")).isEmpty();
        assertThat(cloud.letters).hasSize(1);
    }

    @Test
    void aChangeThatIsTheDevicesToHearIsNotTakenForAFaceThatIsGone() {
        Map<String, AttributeValue> face = seenByTwoDevices();
        cloud.put(with(face, "name", "Ada"));
        try (Printed log = new Printed()) {
            cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", face, with(face, "name", "Ada"))));
            assertThat(log.lines()).as("neither kept nor forgotten: nobody wanted it gone").noneMatch(line -> line.contains("status=kept") || line.contains("status=forgotten"));
        }
    }

    @Test
    void comparingByFacesMakesNoVectorsOfPersons() {
        cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto("Ada", TestPhotos.of("ada")).toJson());
        new Devices(cloud).hearOfEverything();

        assertThat(cloud.faces.vectors()).isEmpty();
        assertThat(cloud.faces.calls()).doesNotContain("vector");
    }

    @Test
    void aNameNobodyCouldShowIsIgnored() {
        Map<String, AttributeValue> face = seenByTwoDevices();

        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", face, with(face, "name", "x".repeat(500)))));

        assertThat(cloud.letters).isEmpty();
    }

    @Test
    void whatIsToldIsReadWhenItIsTold() {
        Map<String, AttributeValue> unnamed = seenByTwoDevices();
        Map<String, AttributeValue> ada = with(unnamed, "name", "Ada");
        Map<String, AttributeValue> eve = with(unnamed, "name", "Eve");
        cloud.put(eve);

        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", unnamed, ada)));
        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("2", ada, eve)));

        assertThat(cloud.letters).hasSize(4).allSatisfy(letter -> assertThat(letter.document().findValue("name").asText()).isEqualTo("Eve"));
    }

    @Test
    void eachNameOfAFaceHasAHigherVersionThanTheOneBefore() {
        Map<String, AttributeValue> unnamed = seenByTwoDevices();
        List<Map<String, AttributeValue>> states = List.of(with(unnamed, "name", "Ada"), with(unnamed, "name", "Eve"), unnamed);
        long version = Long.parseLong(unnamed.get("version").n());

        for (Map<String, AttributeValue> state : states) {
            Map<String, AttributeValue> before = cloud.item(unnamed.get("id").s());
            Map<String, AttributeValue> after = new HashMap<>(before);
            after.remove("name");
            if (state.containsKey("name")) {
                after.put("name", state.get("name"));
            }
            cloud.put(after);
            cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", before, after)));

            long told = cloud.lastLetter().document().at("/state/desired/faces").elements().next().path("version").asLong();
            assertThat(told).isGreaterThan(version);
            assertThat(cloud.item(unnamed.get("id").s()).get("version").n()).isEqualTo(Long.toString(told));
            version = told;
        }
    }

    @Test
    void aFaceThatIsMetWhileItIsDeletedStaysWithAllWhoSawIt() {
        Map<String, AttributeValue> face = seenByTwoDevices();
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", face.get("id"))));
        cloud.wait(Duration.ofSeconds(1));
        assertThat(cloud.see("hall", "User003", "a stranger").path("faceId").asText()).isEqualTo(face.get("id").s());

        try (Printed log = new Printed()) {
            cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", face, Map.of())));
            assertThat(log.lines()).filteredOn(line -> line.contains("status=kept")).singleElement().asString().contains(face.get("id").s(), "delete it once more");
        }

        assertThat(cloud.faces.contains(face.get("id").s())).isTrue();
        assertThat(cloud.item(face.get("id").s()).get("seenBy").ss()).containsExactlyInAnyOrder("door#User001", "garden#User002", "hall#User003");
    }

    /** A run has looked the face up before it left the collection, and writes its item after that. */
    @Test
    void aFaceThatIsMetWhileItLeavesTheCollectionStaysInTheTableWithAllWhoSawIt() {
        Map<String, AttributeValue> face = seenByTwoDevices();
        int photos = cloud.s3.objects().size();
        Map<String, AttributeValue> met = new HashMap<>(face);
        met.put("seenBy", AttributeValue.fromSs(List.of("hall#User003")));
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", face.get("id"))));
        cloud.faces.afterNextForget(() -> cloud.put(met));

        try (Printed log = new Printed()) {
            cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", face, Map.of())));
            assertThat(log.lines()).filteredOn(line -> line.contains("status=")).singleElement().asString()
                    .contains(face.get("id").s(), "status=kept", "the next one who meets the person enrols them anew");
        }

        assertThat(cloud.faces.contains(face.get("id").s())).isFalse();
        assertThat(cloud.s3.objects()).as("its item still says where its photo lies").hasSize(photos);
        assertThat(cloud.item(face.get("id").s()).get("seenBy").ss()).containsExactlyInAnyOrder("door#User001", "garden#User002", "hall#User003");
    }

    @Test
    void aFaceWrittenAnewByAClockThatIsBehindIsStillNewerThanWhatWasTold() {
        Map<String, AttributeValue> named = with(seenByTwoDevices(), "name", "Ada");
        cloud.put(named);
        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", seenByNobody(named), named)));
        long told = cloud.lastLetter().document().findValue("version").asLong();
        Map<String, AttributeValue> gone = cloud.item(named.get("id").s());
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", named.get("id"))));
        cloud.wait(Duration.ofSeconds(-5));
        cloud.see("hall", "User003", "a stranger");
        cloud.letters.clear();

        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("2", gone, Map.of())));

        assertThat(cloud.letters).extracting(Cloud.Letter::thing).containsExactlyInAnyOrder("door", "garden", "hall");
        assertThat(cloud.letters).allSatisfy(letter -> {
            assertThat(letter.document().toString()).doesNotContain("Ada");
            assertThat(letter.document().findValue("version").asLong()).isGreaterThan(told);
        });
        assertThat(cloud.faces.contains(named.get("id").s())).isTrue();
    }

    @Test
    void aNameTakenAwayBeforeTheFaceWasDeletedAndMetAnewIsToldToThoseWhoSawItThen() {
        Map<String, AttributeValue> face = seenByTwoDevices();
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", face.get("id"))));
        cloud.wait(Duration.ofSeconds(1));
        cloud.see("hall", "User003", "a stranger");
        cloud.letters.clear();

        cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", with(face, "name", "Ada"), face)));

        assertThat(cloud.letters).extracting(Cloud.Letter::thing).contains("door", "garden");
    }

    @Test
    void whoWritesAFaceThatIsBeingForgottenNotesThoseWhoSawItBefore() {
        Map<String, AttributeValue> face = seenByTwoDevices();
        Bookkeeping books = new Bookkeeping(cloud.dynamoDb, Cloud.TABLE, Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(30), Cloud.BUCKET, Clock.systemUTC());
        cloud.callAs(Caller.TABLE, StreamRecords.stream(deleted("1", face)));
        FaceEvent event = new Events(Cloud.BUCKET, Clock.systemUTC()).newFace(
                Cloud.newFace("hall", "User003", UUID.randomUUID(), TestPhotos.of("a stranger")));

        Answer answer = books.sightings().noteStaying(event, new Match(face.get("id").s(), "its person", 95));

        assertThat(cloud.item(face.get("id").s()).get("seenBy").ss()).containsExactlyInAnyOrder("door#User001", "garden#User002", "hall#User003");
        assertThat(answer.version()).isGreaterThan(Long.parseLong(face.get("version").n()) + 1);
    }

    @Test
    void aFaceThatExpiredIsForgottenWithItsPhoto() {
        Map<String, AttributeValue> face = seenByTwoDevices();
        assertThat(cloud.s3.objects()).hasSize(2);

        JsonNode report;
        try (Printed log = new Printed()) {
            report = cloud.callAs(Caller.TABLE, StreamRecords.stream(deleted("1", face)));
            assertThat(log.lines()).filteredOn(line -> line.contains("status=forgotten")).singleElement().asString().contains(face.get("id").s());
        }

        assertThat(report.path("batchItemFailures")).isEmpty();
        assertThat(cloud.faces.size()).isZero();
        assertThat(cloud.s3.objects()).hasSize(1);
        assertThat(cloud.letters).isEmpty();
        assertThat(cloud.see("door", "User001", "a stranger").path("faceId").asText()).isNotEqualTo(face.get("id").s());
    }

    @Test
    void aNamedFaceThatIsDeletedLosesItsNameOnEveryDevice() {
        Map<String, AttributeValue> face = with(seenByTwoDevices(), "name", "Ada");

        cloud.callAs(Caller.TABLE, StreamRecords.stream(deleted("1", face)));

        assertThat(cloud.letters).hasSize(2).allSatisfy(letter ->
                assertThat(letter.document().toString()).contains("\"state\":\"enrolled\"").doesNotContain("Ada"));
    }

    @Test
    void aPersonWhoWasDeletedCanBeEnrolledAgainFromTheSamePhoto() {
        byte[] request = EnrolPerson.withPhoto("Ada", TestPhotos.of("ada")).toJson();
        String faceId = cloud.callAs(Caller.OPERATOR, request).path("faceId").asText();
        Map<String, AttributeValue> face = cloud.item(faceId);
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", face.get("id"))));

        cloud.callAs(Caller.TABLE, StreamRecords.stream(deleted("1", face)));
        JsonNode again = cloud.callAs(Caller.OPERATOR, request);

        assertThat(again.path("status").asText()).isEqualTo("answered");
        assertThat(cloud.faces.contains(faceId)).isFalse();
        assertThat(cloud.faces.contains(again.path("faceId").asText())).isTrue();
    }

    @Test
    void aPhotoThatLayInTheBucketBeforeStaysThereWhenItsPersonIsDeleted() {
        cloud.s3.putObject(PutObjectRequest.builder().bucket(Cloud.BUCKET).key("people/Ada Lovelace/1.jpg").build(),
                RequestBody.fromBytes(TestPhotos.of("ada")));
        String faceId = cloud.callAs(Caller.OPERATOR, EnrolPerson.stored("Ada Lovelace",
                URI.create("s3://photos/people/Ada%20Lovelace/1.jpg")).toJson()).path("faceId").asText();

        cloud.callAs(Caller.TABLE, StreamRecords.stream(deleted("1", cloud.item(faceId))));

        assertThat(cloud.faces.contains(faceId)).isFalse();
        assertThat(cloud.s3.objects()).containsOnlyKeys("people/Ada Lovelace/1.jpg");
    }

    @Test
    void aFaceThatCannotBeForgottenNowIsReported() {
        Map<String, AttributeValue> face = seenByTwoDevices();
        cloud.faces.failNextCallWith(new IllegalStateException("slow down"));

        assertThat(cloud.callAs(Caller.TABLE, StreamRecords.stream(deleted("7", face))).toString())
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"7\"}]}");
    }

    private JsonNode name(String thing, String faceId, String name) {
        return cloud.call(Cloud.fromRule(thing, Topics.NAME, new NameFace(faceId, name).toJson()));
    }

    private Map<String, AttributeValue> seenByTwoDevices() {
        String faceId = cloud.see("door", "User001", "a stranger").path("faceId").asText();
        cloud.see("garden", "User002", "a stranger");
        cloud.letters.clear();
        return cloud.item(faceId);
    }

    /** The record of an item that was deleted. */
    private ObjectNode deleted(String sequence, Map<String, AttributeValue> face) {
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", face.get("id"))));
        return StreamRecords.record(sequence, face, Map.of());
    }

    private static Map<String, AttributeValue> seenByNobody(Map<String, AttributeValue> face) {
        Map<String, AttributeValue> copy = new HashMap<>(face);
        copy.keySet().removeAll(List.of("name", "seenBy"));
        return copy;
    }

    private static Map<String, AttributeValue> with(Map<String, AttributeValue> item, String attribute, String value) {
        Map<String, AttributeValue> copy = new HashMap<>(item);
        copy.put(attribute, AttributeValue.fromS(value));
        return copy;
    }
}
