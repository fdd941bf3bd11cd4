// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.EnrolPerson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Several devices meet one stranger in the same second, and each run stops where a test says. However the runs' steps follow one
 * another, and wherever a run dies, one face stays in the pool and in the table, and it is every device's answer.
 */
class TwinsTest {

    private static final Duration TICK = Duration.ofMillis(1);

    private final Cloud cloud = new Cloud();
    private final List<Run> runs = new ArrayList<>();
    private int strangers;

    @AfterEach
    void stop() {
        runs.forEach(Run::close);
        cloud.close();
    }

    /** A device's event of one stranger. */
    private final class Device {

        private final String thing;
        private final String who;
        private final byte[] event;
        private final UUID uuid = UUID.randomUUID();
        private Run run;

        Device(String thing, String who) {
            this.thing = thing;
            this.who = who;
            this.event = Cloud.newFace(thing, "User001", uuid, TestPhotos.of(who));
        }

        /** Its event is delivered; the run has claimed it and stops. */
        Device begins() {
            deliver();
            run.untilAfter(1);
            cloud.wait(TICK);
            return this;
        }

        Device deliver() {
            run = Run.begin(() -> cloud.call(event));
            runs.add(run);
            return this;
        }

        Device until(String step) {
            run.until(step);
            return this;
        }

        JsonNode finish() {
            return run.finish();
        }

        /** Lambda delivers the event again when the lease is over. */
        JsonNode isDeliveredAgain() {
            cloud.wait(Cloud.TIMEOUT.plus(TICK));
            return deliver().finish();
        }

        Map<String, AttributeValue> item() {
            return cloud.item("event#" + uuid);
        }
    }

    @Test
    void theYoungerRunThatSawNoTwinYieldsWhenTheOlderOneSaysSoFirst() {
        Device door = device("door", "a stranger").begins();
        Device garden = device("garden", "a stranger").begins();
        door.until("enrol");
        // The younger run looked for twins before the older one's face was in the pool, and has not written its answer.
        garden.until("write standing");

        door.finish();
        garden.finish();

        assertOneFace("a stranger", door, garden);
        assertThat(faceOf(garden)).isEqualTo(door.uuid.toString());
        assertThat(garden.item().get("stays").m().get("personId").s()).isEqualTo(door.uuid.toString());
    }

    @Test
    void theOlderRunYieldsWhenTheYoungerOneWasFirstToStay() {
        Device door = device("door", "a stranger").begins();
        Device garden = device("garden", "a stranger").begins();
        door.until("enrol");
        garden.until("keep face");

        door.finish();
        garden.finish();

        assertOneFace("a stranger", door, garden);
        assertThat(door.item().get("stays").m().get("personId").s()).isEqualTo(garden.uuid.toString());
    }

    @Test
    void theOlderRunIsToldToYieldAfterAllWhenTheYoungerOneStaysWhileItAsks() {
        Device door = device("door", "a stranger").begins();
        Device garden = device("garden", "a stranger").begins();
        door.until("enrol");
        garden.until("write standing");
        // The older run read that the younger one's face is open, and is about to tell it to yield.
        door.until("write standing");
        garden.finish();

        door.finish();

        assertOneFace("a stranger", door, garden);
        assertThat(door.item().get("stays").m().get("personId").s()).isEqualTo(garden.uuid.toString());
    }

    @Test
    void twoRunsThatSeeEachOtherDecideAlike() {
        Device door = device("door", "a stranger").begins().until("twins");
        Device garden = device("garden", "a stranger").begins().until("ask event");
        door.until("ask event");

        garden.finish();
        door.finish();

        assertOneFace("a stranger", door, garden);
        assertThat(faceOf(door)).isEqualTo(door.uuid.toString());
    }

    @Test
    void atEqualClaimTimesTheIdsDecide() {
        Device door = device("door", "a stranger").deliver();
        Device garden = device("garden", "a stranger").deliver();
        door.until("twins");
        garden.until("ask event");
        door.until("ask event");

        garden.finish();
        door.finish();

        assertOneFace("a stranger", door, garden);
        String smaller = door.uuid.toString().compareTo(garden.uuid.toString()) < 0 ? door.uuid.toString() : garden.uuid.toString();
        assertThat(faceOf(door)).isEqualTo(smaller);
    }

    @Test
    void aRunThatTookOverIsAsOldAsTheFirstClaim() {
        Device door = device("door", "a stranger").begins();
        door.run.kill();
        Device garden = device("garden", "a stranger").begins().until("twins");
        cloud.wait(Cloud.TIMEOUT.plus(TICK));
        // Both see each other. By its own clock the run that took over is the younger one, by the table the older.
        door.deliver().until("enrol").until("ask event");
        garden.until("ask event");

        garden.finish();
        door.finish();

        assertOneFace("a stranger", door, garden);
        assertThat(faceOf(garden)).isEqualTo(door.uuid.toString());
    }

    @Test
    void wheneverOneRunStopsForTheOtherOneFaceStays() {
        int steps = stepsOfOneRun();
        for (int older = 1; older <= steps; older++) {
            for (int younger = 1; younger <= steps; younger++) {
                String who = nextStranger();
                Device door = device("door", who).begins();
                Device garden = device("garden", who).begins();
                door.run.untilAfter(older);
                garden.run.untilAfter(younger);
                if ((older + younger) % 2 == 0) {
                    door.finish();
                }
                garden.finish();
                door.finish();
                assertOneFace(who, door, garden);
            }
        }
    }

    @Test
    void whereverARunDiesOneFaceStays() {
        int steps = stepsOfOneRun();
        for (String otherStopsBefore : List.of("enrol", "twins", "write standing")) {
            for (int diesAfter = 1; diesAfter < steps; diesAfter++) {
                String who = nextStranger();
                Device other = device("garden", who).begins().until(otherStopsBefore);
                Device dies = device("door", who).begins();
                dies.run.untilAfter(diesAfter);
                dies.run.kill();
                other.finish();
                dies.isDeliveredAgain();
                assertOneFace(who, dies, other);
            }
        }
    }

    @Test
    void whereverTheOlderRunDiesOneFaceStays() {
        int steps = stepsOfOneRun();
        for (int diesAfter = 1; diesAfter < steps; diesAfter++) {
            String who = nextStranger();
            Device dies = device("door", who).begins();
            Device other = device("garden", who).begins().until("twins");
            dies.run.untilAfter(diesAfter);
            dies.run.kill();
            other.finish();
            dies.isDeliveredAgain();
            assertOneFace(who, dies, other);
        }
    }

    @Test
    void ofThreeDevicesOneFaceStaysThoughNoTwoSawTheSame() {
        Device door = device("door", "a stranger").begins();
        Device garden = device("garden", "a stranger").begins();
        Device gate = device("gate", "a stranger").begins();
        door.until("enrol");
        garden.until("enrol");
        gate.until("write standing");
        garden.until("write standing");
        door.until("write standing");

        garden.finish();
        gate.finish();
        door.finish();

        assertOneFace("a stranger", door, garden, gate);
    }

    @Test
    void aDeviceThatFindsAFaceBeforeItIsSettledIsNotToldOneThatGoes() {
        Device door = device("door", "a stranger").begins().until("enrol");
        Device garden = device("garden", "a stranger").begins().until("write standing");
        Device gate = device("gate", "a stranger").begins().until("read face");
        door.finish();
        garden.finish();

        gate.finish();

        assertOneFace("a stranger", door, garden, gate);
    }

    @Test
    void theFaceOfARunThatIsDeadForEverIsTheOneThatStays() {
        Device dead = device("door", "a stranger").begins().until("twins");
        dead.run.kill();

        Device garden = device("garden", "a stranger");
        garden.deliver().finish();

        assertThat(cloud.faces.of("a stranger")).containsExactly(answerOf(garden).path("faceId").asText());
        assertThat(cloud.item(answerOf(garden).path("faceId").asText()).get("personId").s()).isEqualTo(dead.uuid.toString());
        assertThat(cloud.see("gate", "User001", "a stranger").path("faceId")).isEqualTo(answerOf(garden).path("faceId"));
    }

    @Test
    void aTwinWhoseEventHasExpiredStays() {
        String faceId = cloud.see("door", "User001", "a stranger").path("faceId").asText();
        String event = cloud.item(faceId).get("eventId").s();
        // Its search came before the other one's enrolment; then it was held up until that event had expired.
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", AttributeValue.fromS("event#" + event))));
        cloud.faces.missNextSearch();

        JsonNode late = cloud.see("garden", "User001", "a stranger");

        assertThat(late.path("faceId").asText()).isEqualTo(faceId);
        assertThat(cloud.faces.of("a stranger")).containsExactly(faceId);
        assertThat(cloud.item("event#" + event)).isEmpty();
    }

    @Test
    void aLabelledFaceStaysAndTheDeviceHearsItsName() {
        Device door = device("door", "ada").begins().until("enrol");
        String labelled = cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto("Ada", TestPhotos.another("ada")).toJson()).path("faceId").asText();

        door.finish();

        assertThat(cloud.faces.of("ada")).containsExactly(labelled);
        assertThat(cloud.lastLetter().face("User001").path("name").asText()).isEqualTo("Ada");
    }

    @Test
    void aStrangerThatIsBeingEnrolledYieldsToTheLabelThatComesMeanwhile() {
        Device door = device("door", "ada").begins().until("write standing");
        String labelled = cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto("Ada", TestPhotos.another("ada")).toJson()).path("faceId").asText();

        door.finish();

        assertThat(cloud.faces.of("ada")).containsExactly(labelled);
        assertThat(cloud.lastLetter().face("User001").path("name").asText()).isEqualTo("Ada");
    }

    @Test
    void anEnrolmentWithoutATwinCostsOneWriteAndARecognisedFaceNone() {
        cloud.see("door", "User001", "a stranger");
        assertThat(cloud.table.calls()).containsExactly("claim", "write standing", "keep face", "save answer");
        cloud.table.calls().clear();

        cloud.see("garden", "User001", "a stranger");
        assertThat(cloud.table.calls()).containsExactly("claim", "read face", "note sighting", "save answer");
    }

    private Device device(String thing, String who) {
        return new Device(thing, who);
    }

    private String nextStranger() {
        return "stranger " + ++strangers;
    }

    private int stepsOfOneRun() {
        Device alone = device("door", nextStranger()).deliver();
        alone.finish();
        return alone.run.steps().size();
    }

    private static JsonNode answerOf(Device device) {
        return device.run.finish();
    }

    /** The person id of the one face that stayed. */
    private String faceOf(Device device) {
        return cloud.item(answerOf(device).path("faceId").asText()).get("personId").s();
    }

    private void assertOneFace(String who, Device... devices) {
        List<String> pool = cloud.faces.of(who);
        assertThat(pool).as(this::whatHappened).hasSize(1);
        for (Device device : devices) {
            assertThat(answerOf(device).path("faceId").asText()).as(this::whatHappened).isEqualTo(pool.get(0));
        }
        assertThat(cloud.item(pool.get(0)).get("seenBy").ss()).as(this::whatHappened)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(devices).map(device -> device.thing + "#User001").toList());
        assertThat(facesInTable(who, devices)).as(this::whatHappened).containsExactly(pool.get(0));
    }

    private List<String> facesInTable(String who, Device... devices) {
        List<String> persons = Arrays.stream(devices).map(device -> device.uuid.toString()).toList();
        return cloud.dynamoDb.scan(scan -> scan.tableName(Cloud.TABLE)).items().stream()
                .filter(item -> item.containsKey("personId") && persons.contains(item.get("personId").s()))
                .map(item -> item.get("id").s()).toList();
    }

    private String whatHappened() {
        return runs.stream().skip(Math.max(0, runs.size() - 3)).map(run -> run.steps().toString()).toList().toString();
    }
}
