// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hybridface.cloud.event.Caller;
import org.hybridface.cloud.event.OutdatedAnswerException;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.NameFace;
import org.hybridface.messages.Topics;
import org.hybridface.messages.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.rekognition.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The whole function, event in and answer out. */
class NewFaceTest {

    private final Cloud cloud = new Cloud();

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void anUnknownFaceIsEnrolledAndKeepsItsKey() {
        JsonNode result = cloud.see("door", "User001", "a stranger");

        assertThat(result.path("status").asText()).isEqualTo("answered");
        assertThat(result.path("state").asText()).isEqualTo("enrolled");
        String faceId = result.path("faceId").asText();
        assertThat(cloud.faces.contains(faceId)).isTrue();
        assertThat(cloud.lastLetter().thing()).isEqualTo("door");
        assertThat(cloud.lastLetter().face("User001").path("faceId").asText()).isEqualTo(faceId);

        String uuid = result.path("uuid").asText();
        String key = "faces/door/2026/01/31/" + uuid + ".jpg";
        assertThat(cloud.s3.objects()).containsOnlyKeys(key);
        assertThat(cloud.s3.contentType(key)).isEqualTo("image/jpeg");
        assertThat(cloud.item(faceId)).containsAllEntriesOf(Map.of(
                "personId", AttributeValue.fromS(uuid),
                "link", AttributeValue.fromS("s3://photos/" + key),
                "firstSeen", AttributeValue.fromS("2026-01-31T10:15:30.123Z"),
                "seenBy", AttributeValue.fromSs(List.of("door#User001")),
                "faceModelVersion", AttributeValue.fromS("7.0"),
                "expiresAt", AttributeValue.fromN(Long.toString(cloud.now().plus(Duration.ofDays(30)).getEpochSecond()))));
    }

    @Test
    void aDeviceIsAnsweredUnderTheKeyOfTheIncarnationThatAsked() {
        String faceId = cloud.see("door", "User001", "a stranger").path("faceId").asText();
        for (int number = 2; number <= 5; number++) {
            cloud.call(newFace("User%03d".formatted(number), "0old00"));
        }
        cloud.call(newFace("User001", "1new11"));

        assertThat(cloud.lastLetter().face("User001-1new11").path("faceId").asText()).isEqualTo(faceId);
        assertThat(cloud.item(faceId).get("seenBy").ss()).as("what the lost memory called the face gives way, however high its number")
                .hasSize(4).contains("door#User001-1new11", "door#User005-0old00").doesNotContain("door#User001");
    }

    private static byte[] newFace(String key, String incarnation) {
        ObjectNode event = (ObjectNode) Cloud.read(Cloud.newFace("door", key, UUID.randomUUID(), TestPhotos.of("a stranger")));
        return Cloud.bytes(event.put("incarnation", incarnation));
    }

    @Test
    void aKnownFaceIsNamedOnAnotherDeviceWithoutASecondEnrolment() {
        cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto("Zoë O'Hara 李", TestPhotos.of("zoe")).toJson());

        JsonNode result = cloud.see("garden", "User007", "zoe");

        assertThat(result.path("state").asText()).isEqualTo("named");
        assertThat(cloud.lastLetter().face("User007").path("name").asText()).isEqualTo("Zoë O'Hara 李");
        assertThat(cloud.lastLetter().face("User007").path("similarity").asDouble()).isEqualTo(99);
        assertThat(cloud.faces.calls().stream().filter("enrol"::equals)).hasSize(1);
        Map<String, AttributeValue> item = cloud.item(result.path("faceId").asText());
        assertThat(item.get("seenBy").ss()).containsExactly("garden#User007");
        assertThat(item).doesNotContainKey("expiresAt");
    }

    @Test
    void everyAnswerAboutAFaceSaysWhoseItIs() {
        String person = cloud.see("door", "User001", "a stranger").path("uuid").asText();
        assertThat(cloud.lastLetter().face("User001").path("person").asText()).as("enrolled").isEqualTo(person);

        JsonNode again = cloud.see("garden", "User007", "a stranger");
        assertThat(cloud.lastLetter().face("User007").path("person").asText()).as("looked up").isEqualTo(person);

        Map<String, AttributeValue> item = new java.util.HashMap<>(cloud.item(again.path("faceId").asText()));
        item.put("personId", AttributeValue.fromS("typed by hand"));
        cloud.put(item);
        cloud.see("hall", "User001", "a stranger");
        assertThat(cloud.lastLetter().face("User001").path("state").asText()).isEqualTo("enrolled");
        assertThat(cloud.lastLetter().face("User001").path("person").isNull()).as("what is no id is left out").isTrue();
    }

    @Test
    void theDeviceHearsHowLongEachStepTook() {
        cloud.see("door", "User001", "a stranger");
        assertThat(steps("User001")).containsExactly("claim-event", "store-photo", "search-face", "enrol-face");

        cloud.see("door", "User002", "a stranger");
        assertThat(steps("User002")).containsExactly("claim-event", "store-photo", "search-face", "look-up-name");
    }

    private Set<String> steps(String key) {
        return Trace.parse(cloud.lastLetter().face(key).path("trace").asText()).millis().keySet();
    }

    @Test
    void anEnrolledStrangerIsRecognisedByASecondDeviceAndLivesOn() {
        String faceId = cloud.see("door", "User001", "a stranger").path("faceId").asText();
        cloud.wait(Duration.ofDays(3));

        JsonNode result = cloud.see("garden", "User004", "a stranger");

        assertThat(result.path("state").asText()).isEqualTo("enrolled");
        assertThat(result.path("faceId").asText()).isEqualTo(faceId);
        assertThat(cloud.faces.size()).isEqualTo(1);
        Map<String, AttributeValue> item = cloud.item(faceId);
        assertThat(item.get("seenBy").ss()).containsExactlyInAnyOrder("door#User001", "garden#User004");
        assertThat(item.get("firstSeen").s()).isEqualTo("2026-01-31T10:15:30.123Z");
        assertThat(item.get("lastSeen").s()).isEqualTo("2026-02-03T10:15:30.123Z");
        assertThat(item.get("expiresAt").n())
                .isEqualTo(Long.toString(cloud.now().plus(Duration.ofDays(30)).getEpochSecond()));
    }

    @Test
    void aPhotoWithoutAFaceIsRejectedAndDeleted() {
        JsonNode result = cloud.see("door", "User001", "");

        assertThat(result.path("status").asText()).isEqualTo("rejected");
        assertThat(result.path("reason").asText()).isEqualTo("no-face");
        assertThat(cloud.lastLetter().face("User001").path("state").asText()).isEqualTo("rejected");
        assertThat(cloud.lastLetter().face("User001").path("reason").asText()).isEqualTo("no-face");
        assertThat(cloud.s3.objects()).isEmpty();
    }

    @Test
    void theEventOfARefusedPhotoExpiresAsEveryOther() {
        JsonNode blurred = cloud.see("door", "User001", "");
        JsonNode usable = cloud.see("door", "User002", "a stranger");

        AttributeValue withThePhoto = AttributeValue.fromN(Long.toString(cloud.now().plus(Duration.ofDays(30)).getEpochSecond()));
        for (JsonNode result : List.of(blurred, usable)) {
            assertThat(cloud.item("event#" + result.path("uuid").asText())).containsEntry("expiresAt", withThePhoto);
        }
    }

    @Test
    void aFaceTooTurnedToBeEnrolledIsRejectedAsLowQuality() {
        cloud.see("door", "User001", "turned somebody");

        assertThat(cloud.lastLetter().face("User001").path("reason").asText()).isEqualTo("low-quality");
        assertThat(cloud.faces.size()).isZero();
    }

    /** A step that somebody added may have used the header for another photo. */
    @Test
    void ofARefusedPhotoThatOneIsDeletedWhateverNameLiesInTheHeader() throws Exception {
        String shipped = Files.readString(Path.of(System.getProperty("routes.dir"), "cloud", "search-face.camel.yaml"));
        String edited = shipped.replaceFirst("steps:", "steps:\n        - setHeader: { name: CamelAwsS3Key, constant: people/ada.jpg }");
        try (Cloud own = new Cloud(Map.of(), Map.of("search-face", edited))) {
            own.s3.putObject(PutObjectRequest.builder().bucket(Cloud.BUCKET).key("people/ada.jpg").build(), RequestBody.fromBytes(TestPhotos.of("ada")));

            assertThat(own.see("door", "User001", "blurred somebody").path("status").asText()).isEqualTo("rejected");

            assertThat(own.s3.objects()).containsOnlyKeys("people/ada.jpg");
        }
    }

    @Test
    void anUnreadablePhotoIsRejectedBeforeItCostsACall() {
        byte[] broken = Arrays.copyOf(TestPhotos.of("ada"), 20);
        cloud.call(Cloud.newFace("door", "User001", UUID.randomUUID(), broken));

        assertThat(cloud.lastLetter().face("User001").path("reason").asText()).isEqualTo("unreadable");
        assertThat(cloud.faces.calls()).isEmpty();
        assertThat(cloud.s3.objects()).isEmpty();
    }

    @Test
    void aTinyPhotoIsRejectedBeforeItCostsACall() {
        cloud.call(Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("ada", 79, 120)));

        assertThat(cloud.lastLetter().face("User001").path("reason").asText()).isEqualTo("low-quality");
        assertThat(cloud.faces.calls()).isEmpty();
    }

    @Test
    void aPhotoThatIsNoImageIsAnsweredWhenTheRestOfTheMessageIsSound() {
        ObjectNode event = (ObjectNode) Cloud.read(Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("ada")));
        event.put("face", Base64.getEncoder().encodeToString("GIF89a".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        JsonNode result = cloud.call(Cloud.bytes(event));

        assertThat(result.path("reason").asText()).isEqualTo("unreadable");
        assertThat(cloud.lastLetter().face("User001").path("reason").asText()).isEqualTo("unreadable");
    }

    @Test
    void aPayloadOf200KilobytesIsRejectedAsUnreadable() {
        ObjectNode event = (ObjectNode) Cloud.read(Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("ada")));
        event.put("face", Base64.getEncoder().encodeToString(Arrays.copyOf(TestPhotos.of("ada"), 150_000)));

        cloud.call(Cloud.bytes(event));

        assertThat(cloud.lastLetter().face("User001").path("reason").asText()).isEqualTo("unreadable");
        assertThat(cloud.faces.calls()).isEmpty();
    }

    @Test
    void garbageIsRefusedWithTheReasonAndNobodyIsTold() {
        assertThat(cloud.call("garbage".getBytes(java.nio.charset.StandardCharsets.UTF_8)).path("status").asText())
                .isEqualTo("rejected");
        ObjectNode event = (ObjectNode) Cloud.read(Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("ada")));
        JsonNode result = cloud.call(Cloud.bytes(event.put("id", "../etc")));

        assertThat(result.path("reason").asText()).isEqualTo("'id' is not a face key like User001");
        assertThat(cloud.letters).isEmpty();
        assertThat(cloud.faces.calls()).isEmpty();
    }

    @Test
    void aSecondDeliveryDoesNothingAndReturnsTheFirstResult() {
        byte[] event = Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("a stranger"));
        JsonNode first = cloud.call(event);

        JsonNode second = cloud.call(event);

        assertThat(second.path("status").asText()).isEqualTo("duplicate");
        assertThat(second.path("faceId")).isEqualTo(first.path("faceId"));
        assertThat(cloud.letters).hasSize(1);
        assertThat(cloud.faces.calls()).containsExactly("search", "enrol", "twins");
    }

    @Test
    void anAnswerThatDidNotReachTheDeviceIsSentAgainWithoutAskingRekognitionAgain() {
        byte[] event = Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("a stranger"));
        cloud.failNextShadowUpdateWith(new IllegalStateException("503"));
        assertThatThrownBy(() -> cloud.call(event)).hasMessage("503");

        JsonNode second = cloud.call(event);

        assertThat(second.path("status").asText()).isEqualTo("answered");
        assertThat(cloud.letters).hasSize(1);
        assertThat(cloud.faces.calls()).containsExactly("search", "enrol", "twins");
    }

    @Test
    void throttlingIsThrownAndTheNextDeliverySucceedsAtOnce() {
        byte[] event = Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("a stranger"));
        cloud.faces.failNextCallWith(ProvisionedThroughputExceededException.builder().message("slow down").build());

        assertThatThrownBy(() -> cloud.call(event)).isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThat(cloud.letters).isEmpty();

        assertThat(cloud.call(event).path("state").asText()).isEqualTo("enrolled");
        assertThat(cloud.letters).hasSize(1);
    }

    @Test
    void aDeviceThatIsToldAnOldNameAfterTheNewOneIsToldTheNewOneOnceMore() {
        String faceId = cloud.see("door", "User001", "ada").path("faceId").asText();
        Devices devices = new Devices(cloud);
        devices.hearOfEverything();
        cloud.letters.clear();
        try (Run telling = Run.begin(() -> cloud.see("garden", "User007", "ada")).until("tell device")) {
            rename(faceId, "Ada", devices);

            assertThat(telling.finish().path("state").asText()).as("in the same run").isEqualTo("named");
        }
        assertThat(cloud.letters).filteredOn(letter -> letter.thing().equals("garden")).extracting(letter -> letter.face("User007").path("state").asText())
                .containsExactly("named", "enrolled", "named");
        assertThat(cloud.faces.calls()).as("nothing is asked and paid for again").containsExactly("search", "enrol", "twins", "search");
    }

    @Test
    void aFaceThatIsRenamedEachTimeTheDeviceIsToldIsLeftToTheNextDelivery() {
        String faceId = cloud.see("door", "User001", "ada").path("faceId").asText();
        Devices devices = new Devices(cloud);
        byte[] event = Cloud.newFace("garden", "User007", UUID.randomUUID(), TestPhotos.of("ada"));
        cloud.repeatRequest("the same for Lambda's next try");
        try (Run telling = Run.begin(() -> cloud.call(event))) {
            for (int times = 1; times <= 9; times++) {
                telling.until("tell device");
                rename(faceId, "Ada the " + times, devices);
            }
            assertThatThrownBy(telling::finish).hasRootCauseInstanceOf(OutdatedAnswerException.class);
        }
        assertThat(cloud.call(event).path("state").asText()).isEqualTo("named");
        assertThat(cloud.lastLetter().face("User007").path("name").asText()).isEqualTo("Ada the 9");
    }

    /** And everybody hears of it. */
    private void rename(String faceId, String name, Devices devices) {
        cloud.call(Cloud.fromRule("door", Topics.NAME, new NameFace(faceId, name).toJson()));
        devices.hearOfEverything();
    }

    @Test
    void anEventAnotherRunWorksOnIsLeftToItsOwnDelivery() {
        byte[] event = Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("a stranger"));
        cloud.faces.afterNextSearch(() -> assertThat(cloud.call(event).path("status").asText()).isEqualTo("under-way"));

        assertThat(cloud.call(event).path("state").asText()).isEqualTo("enrolled");
        assertThat(cloud.faces.size()).isEqualTo(1);
        assertThat(cloud.letters).hasSize(1);
    }

    @Test
    void theEventOfARunThatDiedIsTakenOverWhenItsLeaseIsOver() {
        UUID uuid = UUID.randomUUID();
        byte[] event = Cloud.newFace("door", "User001", uuid, TestPhotos.of("a stranger"));
        cloud.put(Map.of("id", AttributeValue.fromS("event#" + uuid), "status", AttributeValue.fromS("pending"),
                "claimedAt", AttributeValue.fromN(Long.toString(cloud.now().toEpochMilli())),
                "leaseUntil", AttributeValue.fromN(Long.toString(cloud.now().plus(Cloud.TIMEOUT).toEpochMilli()))));
        assertThat(cloud.call(event).path("status").asText()).isEqualTo("under-way");

        cloud.wait(Cloud.TIMEOUT.plusMillis(1));

        assertThat(cloud.call(event).path("state").asText()).isEqualTo("enrolled");
    }

    @Test
    void theNextTryOfTheSameInvocationTakesOverAtOnce() {
        UUID uuid = UUID.randomUUID();
        cloud.put(Map.of("id", AttributeValue.fromS("event#" + uuid), "status", AttributeValue.fromS("pending"),
                "claimedAt", AttributeValue.fromN(Long.toString(cloud.now().toEpochMilli())),
                "leaseUntil", AttributeValue.fromN(Long.toString(cloud.now().plus(Cloud.TIMEOUT).toEpochMilli())),
                "requestId", AttributeValue.fromS("this one")));
        cloud.repeatRequest("this one");

        JsonNode result = cloud.call(Cloud.newFace("door", "User001", uuid, TestPhotos.of("a stranger")));

        assertThat(result.path("state").asText()).isEqualTo("enrolled");
    }

    @Test
    void twoDevicesThatMeetOneStrangerAtOnceEndWithOneFace() {
        byte[] first = Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("a stranger"));
        byte[] second = Cloud.newFace("garden", "User009", UUID.randomUUID(), TestPhotos.of("a stranger"));
        // The second device's whole event runs between the first's search and its enrolment.
        cloud.faces.afterNextSearch(() -> cloud.call(second));

        JsonNode result = cloud.call(first);

        assertThat(cloud.faces.size()).isEqualTo(1);
        assertThat(cloud.faces.contains(result.path("faceId").asText())).isTrue();
        assertThat(cloud.letters).extracting(letter -> letter.document().findValue("faceId").asText())
                .containsOnly(result.path("faceId").asText());
        assertThat(cloud.item(result.path("faceId").asText()).get("seenBy").ss())
                .containsExactlyInAnyOrder("door#User001", "garden#User009");
    }
}
