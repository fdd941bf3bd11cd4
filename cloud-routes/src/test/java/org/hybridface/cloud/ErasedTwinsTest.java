// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.hybridface.messages.ErasePerson;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Two devices meet one stranger in the same second, and the face that stays is erased meanwhile: by the time the runs go on, the erasure is over and nobody
 * looks again. Nothing of that face comes back, what is kept of the runs fits together, and nobody else is touched.
 */
class ErasedTwinsTest extends KnownPeople {

    /** Of the pairs of steps each so-and-so-many-th; with 1 it takes a minute. */
    private static final int EVERY = Integer.getInteger("erasure.races.every", 16);

    private int strangers;

    /** A stranger before two devices. */
    private final class Stranger implements AutoCloseable {

        final String who = "stranger " + ++strangers;
        final UUID atDoor = UUID.randomUUID();
        final UUID inGarden = UUID.randomUUID();
        final Run door = sees(DOOR, atDoor);
        final Run garden = sees(GARDEN, inGarden);
        private final Map<String, Map<String, AttributeValue>> others = facesOfOthers();

        private Run sees(String thing, UUID event) {
            return Run.begin(() -> cloud.call(Cloud.newFace(thing, "User" + (500 + strangers), event, TestPhotos.of(who))));
        }

        Stranger stopped(int older, int younger) {
            door.untilAfter(older);
            garden.untilAfter(younger);
            return this;
        }

        /** Erases a face, and every device says that it is done. */
        String isErased(String face) {
            String erasure = erase(ErasePerson.ofFace(face, "Grace")).at("/receipt/erasure").asText();
            devicesSayThatItIsDone(erasure);
            return erasure;
        }

        void devicesSayThatItIsDone(String erasure) {
            Cloud.read(receiptOf(erasure).getBytes(StandardCharsets.UTF_8)).path("devices").forEach(device -> {
                String thing = device.path("device").asText();
                cloud.mailboxes.get(thing).withObject("/state/desired/faces").remove(erasure);
                erased(thing, erasure, Map.of());
            });
        }

        /** Both runs go on; Lambda delivers an event again whose run failed. */
        void finish(String erasure) {
            finish(door, DOOR, atDoor);
            finish(garden, GARDEN, inGarden);
            devices.hearOfEverything();
            devicesSayThatItIsDone(erasure);
        }

        private void finish(Run run, String thing, UUID event) {
            try {
                run.finish();
            } catch (AssertionError failed) {
                cloud.wait(Cloud.TIMEOUT);
                sees(thing, event).finish();
            }
        }

        void assertThatNothingIsLeft(String face, String erasure, String when) {
            assertThat(receiptOf(erasure)).as(when).contains("\"state\":\"done\"").doesNotContain("open");
            assertThat(saying(face)).as(when).isEmpty();
            assertThat(cloud.faces.contains(face)).as(when).isFalse();
            assertThat(mail(DOOR).toString() + mail(GARDEN)).as(when).doesNotContain(face);
            List<String> items = items().filter(item -> isOfStranger(item.get("personId"))).map(item -> item.get("id").s()).toList();
            assertThat(items).as("items and faces, %s", when).containsExactlyInAnyOrderElementsOf(cloud.faces.of(who));
            assertThat(items().filter(item -> item.get("id").s().startsWith("event#") && isOfStranger(AttributeValue.fromS(item.get("id").s().substring(6))))
                    .filter(item -> item.get("status").s().equals("pending"))).as("events without an answer, %s", when).isEmpty();
            assertThat(photos(who)).as(when).allMatch(photo -> all().contains(photo));
            assertThat(facesOfOthers()).as(when).isEqualTo(others);
        }

        private boolean isOfStranger(AttributeValue person) {
            return person != null && Stream.of(atDoor, inGarden).anyMatch(event -> event.toString().equals(person.s()));
        }

        @Override
        public void close() {
            door.close();
            garden.close();
        }
    }

    private Map<String, Map<String, AttributeValue>> facesOfOthers() {
        Map<String, Map<String, AttributeValue>> faces = new TreeMap<>();
        List.of(ada, adaToo, guest).forEach(face -> faces.put(face, cloud.item(face)));
        return faces;
    }

    @Test
    void aFaceThatStaysAndIsErasedWhileTheOtherRunYieldsIsNotBroughtBack() {
        int tried = 0;
        int steps = steps();
        for (int older = 1; older <= steps; older++) {
            for (int younger = 1; younger <= steps; younger++) {
                if ((older * steps + younger) % EVERY > 0) {
                    continue;
                }
                try (Stranger stranger = new Stranger().stopped(older, younger)) {
                    for (String face : List.copyOf(cloud.faces.of(stranger.who)).subList(0, Math.min(1, cloud.faces.of(stranger.who).size()))) {
                        String when = "runs stood before their steps " + older + " (" + stranger.door.steps() + ") and " + younger + " (" + stranger.garden.steps() + ")";
                        String erasure = stranger.isErased(face);
                        stranger.finish(erasure);
                        stranger.assertThatNothingIsLeft(face, erasure, when);
                        tried++;
                    }
                }
            }
        }
        assertThat(tried).isPositive();
    }

    private int steps() {
        try (Stranger alone = new Stranger()) {
            alone.door.finish();
            return alone.door.steps().size();
        }
    }
}
