// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hybridface.cloud.event.Caller;
import org.hybridface.cloud.event.Events;
import org.hybridface.messages.EnrolPerson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Collection, table and bucket are held against each other, and nothing that something explains is ever deleted. */
class SweepTest {

    private static final byte[] SWEEP = "{\"action\":\"sweep\"}".getBytes(StandardCharsets.UTF_8);
    private static final Duration LONG_ENOUGH = Duration.ofHours(25);

    private final Cloud cloud = new Cloud(Map.of("SWEEP", "delete"));

    @AfterEach
    void close() {
        cloud.close();
    }

    private JsonNode sweep() {
        return cloud.callAs(Caller.SCHEDULE, SWEEP);
    }

    private void sweepTwice() {
        sweep();
        cloud.wait(LONG_ENOUGH);
        sweep();
    }

    /** A face in the collection whose run ended right after IndexFaces. */
    private String orphan(String who, String externalId) {
        String key = "faces/door/" + UUID.randomUUID() + ".jpg";
        cloud.s3.objects().put(key, TestPhotos.of(who));
        return cloud.faces.enrol(URI.create("s3://" + Cloud.BUCKET + "/" + key), externalId, "AUTO").faceId();
    }

    private String orphan(String who) {
        return orphan(who, UUID.randomUUID().toString());
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    @Test
    void aFaceThatNothingExplainsHasAnItemOfItsOwnAndIsGoneADayLater() {
        String event = UUID.randomUUID().toString();
        String face = orphan("Ada", event);

        assertThat(sweep().path("noted").asInt()).isOne();
        assertThat(cloud.item("event#" + event)).containsEntry("orphanFace", text(face)).doesNotContainKey("expiresAt");

        cloud.wait(Duration.ofHours(23));
        sweep();
        assertThat(cloud.faces.contains(face)).as("after 23 hours").isTrue();

        cloud.wait(Duration.ofHours(2));
        assertThat(sweep().path("deleted").asInt()).isOne();
        assertThat(cloud.faces.contains(face)).isFalse();
        assertThat(cloud.item("event#" + event)).as("its item expires now").containsKey("expiresAt").doesNotContainKey("orphanSince");
    }

    @Test
    void anEventWhoseRunDiedWithoutAFaceIsRememberedForAWhileOnly() {
        String event = UUID.randomUUID().toString();
        cloud.faces.failNextCallWith(new IllegalStateException("the service is away"));
        assertThatThrownBy(() -> cloud.call(Cloud.newFace("door", "User001", UUID.fromString(event), TestPhotos.of("Ada"))))
                .hasMessageContaining("away");

        cloud.wait(Duration.ofHours(23));
        assertThat(sweep().path("abandoned").asInt()).as("it may be delivered again").isZero();
        assertThat(cloud.item("event#" + event)).doesNotContainKey("expiresAt");

        cloud.wait(Duration.ofHours(2));
        assertThat(sweep().path("abandoned").asInt()).isOne();
        assertThat(cloud.item("event#" + event)).containsKey("expiresAt");

        cloud.call(Cloud.newFace("door", "User001", UUID.fromString(event), TestPhotos.of("Ada")));
        assertThat(cloud.item("event#" + event)).as("redriven, it is an event like any other").containsEntry("status", text("done"));
    }

    @Test
    void untilItIsArmedItOnlySaysWhatItWouldDelete() {
        try (Cloud dry = new Cloud()) {
            String key = "faces/door/1.jpg";
            dry.s3.objects().put(key, TestPhotos.of("Ada"));
            dry.faces.enrol(URI.create("s3://" + Cloud.BUCKET + "/" + key), UUID.randomUUID().toString(), "AUTO");
            dry.callAs(Caller.SCHEDULE, SWEEP);
            dry.wait(LONG_ENOUGH);

            JsonNode report = dry.callAs(Caller.SCHEDULE, SWEEP);

            assertThat(report.path("would-delete").asInt()).as("%s", report).isOne();
            assertThat(report.path("deletes").asBoolean(true)).isFalse();
            assertThat(dry.faces.size()).isOne();
        }
    }

    @Test
    void whatTheTableExplainsStaysForEver() {
        JsonNode unnamed = cloud.see("door", "User001", "Ada");
        JsonNode labelled = cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto("Grace", TestPhotos.of("Grace")).toJson());
        assertThat(cloud.s3.objects()).hasSize(2);

        sweepTwice();
        sweepTwice();

        assertThat(cloud.faces.contains(unnamed.path("faceId").asText())).isTrue();
        assertThat(cloud.faces.contains(labelled.path("faceId").asText())).isTrue();
        assertThat(cloud.s3.objects()).hasSize(2);
        assertThat(cloud.item(unnamed.path("faceId").asText())).doesNotContainKey("facelessSince");
    }

    @Test
    void aFaceWhoseRunIsAtWorkOrWhoseEventIsAliveIsLeftAlone() {
        String running = UUID.randomUUID().toString();
        String alive = UUID.randomUUID().toString();
        orphan("Ada", running);
        orphan("Grace", alive);
        long far = cloud.now().plus(Duration.ofDays(9)).toEpochMilli();
        cloud.put(Map.of("id", text("event#" + running), "status", text("pending"), "leaseUntil", number(far)));
        cloud.put(Map.of("id", text("event#" + alive), "status", text("pending"), "leaseUntil", number(0), "expiresAt", number(far / 1000)));

        sweepTwice();

        assertThat(cloud.faces.size()).isEqualTo(2);
        assertThat(cloud.item("event#" + alive)).doesNotContainKey("orphanSince");
    }

    @Test
    void aFaceThatARunTakesUpWhileItsPageIsSweptStays() {
        List<String> events = List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        events.forEach(event -> orphan("who came with " + event, event));
        sweep();
        cloud.wait(LONG_ENOUGH);
        AttributeValue far = number(cloud.now().plus(Duration.ofDays(9)).toEpochMilli());
        cloud.faces.afterNextForget(() -> events.forEach(event -> cloud.dynamoDb.updateItem(take -> take.tableName(Cloud.TABLE)
                .key(Map.of("id", text("event#" + event))).updateExpression("SET leaseUntil = :far").expressionAttributeValues(Map.of(":far", far)))));

        assertThat(sweep().path("deleted").asInt()).as("the first of the page").isOne();
        assertThat(cloud.faces.size()).isOne();
    }

    @Test
    void aFaceThatYieldedAndCouldNotBeTakenOutIsGoneADayLater() {
        JsonNode stays = cloud.see("gate", "User001", "Ada");
        String event = UUID.randomUUID().toString();
        String face = orphan("Ada", event);
        cloud.put(Map.of("id", text("event#" + event), "status", text("pending"), "claimedAt", number(1), "leaseUntil", number(0),
                "stays", AttributeValue.fromM(Map.of("faceId", text(stays.path("faceId").asText()), "personId", text("another"),
                        "similarity", AttributeValue.fromN("99")))));

        sweepTwice();

        assertThat(cloud.faces.of("Ada")).containsExactly(stays.path("faceId").asText());
        assertThat(cloud.item("event#" + event)).containsKey("expiresAt");
        assertThat(cloud.faces.contains(face)).isFalse();
    }

    @Test
    void whoeverIsSeenMeanwhileIsOnePersonWithAFaceOfItsOwn() {
        String face = orphan("Ada");
        sweep();

        JsonNode first = cloud.see("door", "User001", "Ada");
        JsonNode second = cloud.see("gate", "User001", "Ada");
        cloud.wait(LONG_ENOUGH);
        sweep();
        JsonNode third = cloud.see("yard", "User001", "Ada");

        assertThat(first.path("faceId").asText()).isNotEqualTo(face);
        assertThat(second.path("faceId")).isEqualTo(first.path("faceId"));
        assertThat(third.path("faceId")).isEqualTo(first.path("faceId"));
        assertThat(cloud.faces.of("Ada")).containsExactly(first.path("faceId").asText());
    }

    @Test
    void aFaceWhoseEventIsDeliveredAgainAfterItWasNotedStays() {
        UUID event = UUID.randomUUID();
        byte[] question = Cloud.newFace("door", "User001", event, TestPhotos.of("Ada"));
        cloud.table.failNext("keep face");
        try {
            cloud.call(question);
        } catch (RuntimeException e) {
            assertThat(e).hasStackTraceContaining("keep face");
        }
        cloud.wait(LONG_ENOUGH);
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", text("event#" + event))));
        sweep();

        JsonNode answer = cloud.call(question);
        cloud.wait(LONG_ENOUGH);
        sweep();
        cloud.wait(LONG_ENOUGH);
        sweep();

        assertThat(cloud.faces.contains(answer.path("faceId").asText())).as("%s", answer).isTrue();
        assertThat(cloud.item(answer.path("faceId").asText())).isNotEmpty();
    }

    @Test
    void aFaceOfALabelledPersonIsNotedUnderItsOwnId() {
        String person = UUID.nameUUIDFromBytes("person:Ada".getBytes(StandardCharsets.UTF_8)).toString();
        String face = orphan("Ada", person);

        sweep();
        assertThat(cloud.item("event#" + person)).as("it would make the person's other faces yield").isEmpty();
        assertThat(cloud.item("orphan#" + face)).containsKey("orphanSince");
        cloud.wait(LONG_ENOUGH);
        sweep();

        assertThat(cloud.faces.contains(face)).isFalse();
    }

    @Test
    void aNoteIsOverWhenTheFaceIsExplained() {
        String person = UUID.nameUUIDFromBytes("person:Ada".getBytes(StandardCharsets.UTF_8)).toString();
        String face = orphan("Ada", person);
        sweep();
        cloud.put(Map.of("id", text(face), "personId", text(person)));

        sweep();

        assertThat(cloud.item("orphan#" + face)).containsKey("expiresAt");
        cloud.wait(LONG_ENOUGH);
        sweep();
        assertThat(cloud.faces.contains(face)).isTrue();
    }

    @Test
    void aFaceThatOthersPutThereIsReportedAndLeftAlone() {
        orphan("Ada", "badge-4711");

        sweep();
        cloud.wait(LONG_ENOUGH);

        assertThat(sweep().path("foreign").asInt()).isOne();
        assertThat(cloud.faces.size()).isOne();
    }

    @Test
    void anItemWithoutFaceExpiresUnlessSomebodyNamedIt() {
        String unnamed = cloud.see("door", "User001", "Ada").path("faceId").asText();
        String named = cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto("Grace", TestPhotos.of("Grace")).toJson()).path("faceId").asText();
        cloud.faces.lose(unnamed);
        cloud.faces.lose(named);

        sweep();
        assertThat(cloud.item(unnamed)).containsKey("facelessSince");
        cloud.wait(LONG_ENOUGH);
        JsonNode report = sweep();

        assertThat(Long.parseLong(cloud.item(unnamed).get("expiresAt").n())).isLessThanOrEqualTo(cloud.now().getEpochSecond());
        assertThat(cloud.item(named)).doesNotContainKey("expiresAt");
        assertThat(report.path("named-without-face").asInt()).as("%s", report).isOne();
    }

    @Test
    void aLabelledPhotoThatNoFaceHasIsDeletedAndTheOwnersOwnAreNot() {
        String person = UUID.nameUUIDFromBytes("person:Ada".getBytes(StandardCharsets.UTF_8)).toString();
        String unused = "people/" + person + "/" + "ab".repeat(32) + ".jpg";
        String running = "people/" + person + "/" + "cd".repeat(32) + ".jpg";
        cloud.s3.objects().put(unused, TestPhotos.of("Ada"));
        cloud.s3.objects().put(running, TestPhotos.of("Ada"));
        cloud.s3.objects().put("people/ada/1.jpg", TestPhotos.of("Ada"));
        cloud.put(Map.of("id", text("event#" + Events.ofLabelledPhoto(person, "cd".repeat(32))), "status", text("pending"),
                "leaseUntil", number(cloud.now().plusSeconds(20).toEpochMilli())));

        sweep();

        assertThat(cloud.s3.objects()).containsOnlyKeys(running, "people/ada/1.jpg");
    }

    @Test
    void aTableThatExplainsAlmostNothingIsNotBelieved() {
        for (int i = 0; i < 20; i++) {
            orphan("person " + i);
        }
        sweep();
        cloud.wait(LONG_ENOUGH);

        JsonNode report = sweep();

        assertThat(report.path("suspicious").asInt()).as("%s", report).isEqualTo(20);
        assertThat(cloud.faces.size()).isEqualTo(20);
    }

    @Test
    void whatARunHasNoTimeForIsLookedAtByTheNext() {
        for (int i = 0; i < 120; i++) {
            orphan("person " + i);
        }
        cloud.faces.beforeEachPage(() -> cloud.wait(Duration.ofSeconds(15)));

        JsonNode first = sweep();
        JsonNode second = sweep();

        assertThat(first.path("status").asText()).isEqualTo("to be continued");
        assertThat(first.path("noted").asInt() + second.path("noted").asInt()).as("%s %s", first, second).isEqualTo(120);
    }

    @Test
    void oneThatFailsKeepsNoOtherFromBeingSwept() {
        orphan("Ada");
        orphan("Grace");
        sweep();
        cloud.wait(LONG_ENOUGH);
        cloud.faces.failNextCallWith(new IllegalStateException("throttled"));

        JsonNode report = sweep();

        assertThat(report.path("failed").asInt()).as("%s", report).isOne();
        assertThat(report.path("deleted").asInt()).isOne();
        cloud.wait(Duration.ofMinutes(1));
        sweep();
        assertThat(cloud.faces.size()).as("the next sweep does what is left").isZero();
    }
}
