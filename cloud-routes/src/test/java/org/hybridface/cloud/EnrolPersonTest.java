// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hybridface.cloud.event.Caller;
import org.hybridface.cloud.event.EventInProgressException;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.routecheck.RouteFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.rekognition.model.ThrottlingException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

class EnrolPersonTest {

    private final Cloud cloud = new Cloud();

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void aLabelledPhotoIsStoredEnrolledAndNamedForEver() {
        JsonNode result = enrol("Ada Lovelace", TestPhotos.of("ada"));

        assertThat(result.path("status").asText()).isEqualTo("answered");
        assertThat(result.path("state").asText()).isEqualTo("named");
        var item = cloud.item(result.path("faceId").asText());
        assertThat(item.get("name").s()).isEqualTo("Ada Lovelace");
        assertThat(item).doesNotContainKeys("expiresAt", "seenBy");
        assertThat(item.get("link").s()).isEqualTo("s3://photos/" + cloud.s3.objects().keySet().iterator().next());
        assertThat(cloud.s3.objects().keySet().iterator().next()).startsWith("people/" + item.get("personId").s() + "/");
        assertThat(cloud.letters).isEmpty();
    }

    @Test
    void seedingTwiceChangesNothingEvenAYearLater() {
        JsonNode first = enrol("Ada", TestPhotos.of("ada"));
        cloud.wait(Duration.ofDays(365));
        cloud.faces.calls().clear();
        JsonNode second = enrol("Ada", TestPhotos.of("ada"));

        assertThat(second.path("status").asText()).isEqualTo("duplicate");
        assertThat(second.path("faceId")).isEqualTo(first.path("faceId"));
        assertThat(cloud.faces.calls()).as("nothing is asked and paid for again").isEmpty();
        assertThat(cloud.faces.size()).isEqualTo(1);
        assertThat(cloud.item("event#" + first.path("uuid").asText())).doesNotContainKey("expiresAt");
    }

    /** An owner may add a step: what was enrolled by then is done, and is not paid for again. */
    @Test
    void aPhotoThatIsEnrolledStaysSoWhenAStepBehindFails() throws Exception {
        RouteFile shipped = RouteFile.parse("enrol-person", Files.readString(Path.of(System.getProperty("routes.dir"), "cloud", "enrol-person" + RouteFile.SUFFIX)));
        JsonNode edited = shipped.tree().deepCopy();
        ((ArrayNode) edited.at("/0/route/from/steps")).addObject().putObject("throwException")
                .put("exceptionType", IllegalStateException.class.getName()).put("message", "the owner's own step");
        byte[] ada = EnrolPerson.withPhoto("Ada", TestPhotos.of("ada")).toJson();
        try (Cloud own = new Cloud(Map.of(), Map.of("enrol-person", edited.toPrettyString()))) {
            assertThatThrownBy(() -> own.callAs(Caller.OPERATOR, ada)).hasStackTraceContaining("the owner's own step");
            own.faces.calls().clear();
            assertThatThrownBy(() -> own.callAs(Caller.OPERATOR, ada)).hasStackTraceContaining("the owner's own step");
            assertThat(own.faces.calls()).isEmpty();
        }
    }

    @Test
    void severalPhotosOfOneNameAreSeveralFacesOfOnePerson() {
        JsonNode first = enrol("Ada", TestPhotos.of("ada"));
        JsonNode second = enrol("Ada", TestPhotos.another("ada"));

        assertThat(second.path("faceId")).isNotEqualTo(first.path("faceId"));
        assertThat(cloud.item(second.path("faceId").asText()).get("personId"))
                .isEqualTo(cloud.item(first.path("faceId").asText()).get("personId"));
    }

    @Test
    void aPhotoThatLiesInTheBucketIsReadFromThere() {
        put("seed/Ada Lovelace.jpg", TestPhotos.of("ada"));

        JsonNode result = cloud.callAs(Caller.OPERATOR, EnrolPerson.stored("Ada", URI.create("s3://photos/seed/Ada%20Lovelace.jpg")).toJson());

        assertThat(result.path("state").asText()).isEqualTo("named");
        assertThat(cloud.s3.objects()).containsOnlyKeys("seed/Ada Lovelace.jpg");
        assertThat(cloud.item(result.path("faceId").asText()).get("link").s())
                .isEqualTo("s3://photos/seed/Ada%20Lovelace.jpg");
    }

    @Test
    void aPhotosNameMayHoldWhatAUrlMayNot() throws Exception {
        put("seed/Ada #1? 100%.jpg", TestPhotos.of("ada"));

        JsonNode result = cloud.callAs(Caller.OPERATOR, """
                {"action":"enrol-person","version":1,"name":"Ada","photo":"s3://photos/seed/Ada #1? 100%.jpg"}""".getBytes(UTF_8));

        assertThat(result.path("state").asText()).isEqualTo("named");
        assertThat(cloud.item(result.path("faceId").asText()).get("link").s()).isEqualTo("s3://photos/seed/Ada%20%231%3F%20100%25.jpg");
    }

    @Test
    void aPhotoThatIsNotThereIsRejectedWithItsName() {
        JsonNode result = cloud.callAs(Caller.OPERATOR, EnrolPerson.stored("Ada", URI.create("s3://photos/seed/nobody.jpg")).toJson());

        assertThat(result.path("status").asText()).isEqualTo("rejected");
        assertThat(result.path("reason").asText()).contains("seed/nobody.jpg");
    }

    @Test
    void aPhotoInAnotherBucketIsRejectedWithAHint() {
        JsonNode result = cloud.callAs(Caller.OPERATOR, EnrolPerson.stored("Ada", URI.create("s3://elsewhere/ada.jpg")).toJson());

        assertThat(result.path("reason").asText()).contains("elsewhere").contains("reads only photos");
    }

    @Test
    void aPhotoWithoutAFaceIsRejectedAndCanBeSentAgain() {
        JsonNode turned = enrol("Ada", TestPhotos.of("turned ada"));
        assertThat(turned.path("reason").asText()).isEqualTo("low-quality");
        assertThat(turned.path("detail").asText()).as("what would be better").isEqualTo("EXTREME_POSE");
        assertThat(enrol("Ada", TestPhotos.of("")).path("reason").asText()).isEqualTo("no-face");
        assertThat(cloud.s3.objects()).isEmpty();
        assertThat(enrol("Ada", TestPhotos.of("")).path("status").asText()).isEqualTo("rejected");
    }

    @Test
    void aPhotoOfTwoPeopleIsRejectedAndNeitherIsEnrolled() {
        JsonNode result = enrol("Ada", TestPhotos.of("ada and bob"));

        assertThat(result.path("status").asText()).isEqualTo("rejected");
        assertThat(result.path("reason").asText()).isEqualTo("several-faces");
        assertThat(cloud.faces.size()).isZero();
    }

    @Test
    void aRejectedPhotoOfTheOwnerStaysInTheBucket() {
        put("seed/group.jpg", TestPhotos.of("ada and bob"));

        cloud.callAs(Caller.OPERATOR, EnrolPerson.stored("Ada", URI.create("s3://photos/seed/group.jpg")).toJson());

        assertThat(cloud.s3.objects()).containsOnlyKeys("seed/group.jpg");
    }

    @Test
    void aPhotoTooSmallIsRejectedBeforeItCostsACall() {
        JsonNode result = enrol("Ada", TestPhotos.of("ada", 79, 120));

        assertThat(result.path("reason").asText()).isEqualTo("low-quality");
        assertThat(cloud.faces.calls()).isEmpty();
    }

    @Test
    void whoSendsAPhotoThatIsBeingEnrolledIsNotToldThatItIsDone() {
        byte[] request = EnrolPerson.withPhoto("Ada", TestPhotos.of("ada")).toJson();
        try (Run first = Run.begin(() -> cloud.callAs(Caller.OPERATOR, request)).until("keep face")) {
            assertThatThrownBy(() -> cloud.callAs(Caller.OPERATOR, request)).isInstanceOf(EventInProgressException.class);

            assertThat(first.finish().path("state").asText()).isEqualTo("named");
        }
    }

    @Test
    void aNameOrPhotoThatIsNoneIsRejected() {
        assertThat(cloud.callAs(Caller.OPERATOR, json("{\"action\":\"enrol-person\",\"name\":\" \",\"face\":\"/9j/\"}")).path("reason").asText())
                .isEqualTo("'name' is empty");
        assertThat(cloud.callAs(Caller.OPERATOR, json("{\"action\":\"enrol-person\",\"name\":\"Ada\"}")).path("status").asText())
                .isEqualTo("rejected");
    }

    @Test
    void throttlingIsThrownAndSendingAgainSucceeds() {
        cloud.faces.failNextCallWith(ThrottlingException.builder().message("slow down").build());
        assertThatThrownBy(() -> enrol("Ada", TestPhotos.of("ada"))).isInstanceOf(ThrottlingException.class);

        assertThat(enrol("Ada", TestPhotos.of("ada")).path("state").asText()).isEqualTo("named");
    }

    @Test
    void aRunThatDiesBeforeItWritesTheTableLeavesNoSecondFace() {
        cloud.table.failNext("keep face");
        assertThatThrownBy(() -> enrol("Ada", TestPhotos.of("ada"))).hasMessage("no keep face");
        assertThat(cloud.faces.of("ada")).hasSize(1);

        JsonNode again = enrol("Ada", TestPhotos.of("ada"));

        assertThat(cloud.faces.of("ada")).containsExactly(again.path("faceId").asText());
        assertThat(cloud.item(again.path("faceId").asText()).get("name").s()).isEqualTo("Ada");
    }

    @Test
    void whoIsToldThatAPhotoIsEnrolledIsToldOnlyWhenThatIsWritten() {
        cloud.table.failNext("save answer");
        assertThatThrownBy(() -> enrol("Ada", TestPhotos.of("ada"))).hasMessage("no save answer");

        assertThat(enrol("Ada", TestPhotos.of("ada")).path("status").asText()).isEqualTo("answered");
        assertThat(enrol("Ada", TestPhotos.of("ada")).path("status").asText()).isEqualTo("duplicate");
    }

    @Test
    void aStrangerACameraMetBeforeGetsTheName() {
        String stranger = cloud.see("door", "User001", "ada").path("faceId").asText();

        enrol("Ada", TestPhotos.another("ada"));

        assertThat(cloud.item(stranger).get("name")).isEqualTo(AttributeValue.fromS("Ada"));
        assertThat(cloud.item(stranger)).doesNotContainKey("expiresAt");
    }

    @Test
    void aFaceWithAnotherNameKeepsIt() {
        String bob = enrol("Bob", TestPhotos.of("ada")).path("faceId").asText();

        enrol("Ada", TestPhotos.another("ada"));

        assertThat(cloud.item(bob).get("name").s()).isEqualTo("Bob");
    }

    private JsonNode enrol(String name, byte[] photo) {
        return cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto(name, photo).toJson());
    }

    private void put(String key, byte[] photo) {
        cloud.s3.putObject(PutObjectRequest.builder().bucket(Cloud.BUCKET).key(key).build(), RequestBody.fromBytes(photo));
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
