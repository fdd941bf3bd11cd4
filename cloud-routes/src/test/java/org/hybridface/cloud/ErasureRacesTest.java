// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Something else happens to a person who is being erased, between any two steps of the one or the other: nothing of the person is left, nobody else is touched. */
class ErasureRacesTest extends KnownPeople {

    /** Of the steps of an erasure each so-and-so-many-th; with 1 it takes minutes. */
    private static final int EVERY = Integer.getInteger("erasure.races.every", 16);

    private int people;

    /** Somebody with a name and one face, whom the door has seen. */
    private final class Eve {

        final String name = "Eve" + ++people;
        final String key = String.format("User%03d", 100 + people);
        final String face;
        final String id;

        Eve() {
            face = enrol(name, TestPhotos.of(name));
            cloud.see(DOOR, key, name);
            devices.hearOfEverything();
            id = cloud.item(face).get("personId").s();
            cloud.retained.publish(Topics.known(id), new byte[] {1});
        }

        JsonNode erased() {
            return erase(ErasePerson.of(id, "Grace")).path("receipt");
        }

        /** What came while the erasure ran is found by the hour. */
        void assertThatNothingIsLeft(String when) {
            devices.hearOfEverything();
            hourly();
            devices.hearOfEverything();
            assertThat(saying(face, id, "=" + name + ")", "\"" + name + "\"")).as(when).isEmpty();
            assertThat(cloud.faces.of(name)).as(when).doesNotContain(face);
            assertThat(photos(name)).as(when).allMatch(photo -> all().contains(photo));
            assertThat(cloud.retained.messages).as(when).doesNotContainKey(Topics.known(id));
            assertThat(mail(DOOR).values()).as(when).noneMatch(answer -> answer.path("name").asText().equals(name));
        }
    }

    /** One run stops before one of its steps, and the other is done there. */
    private void atStep(int step, Callable<JsonNode> stopping, Runnable other) {
        try (Run run = Run.begin(stopping)) {
            run.untilAfter(step);
            other.run();
            run.finish();
        }
    }

    private static int steps(Callable<JsonNode> work) {
        try (Run run = Run.begin(work)) {
            run.finish();
            return run.steps().size();
        }
    }

    @Test
    void aSightingThatIsUnderwayBringsNothingOfThePersonBack() {
        Eve first = new Eve();
        int steps = steps(() -> cloud.see(DOOR, "User900", first.name));
        assertThat(steps).isGreaterThan(5);
        for (int step = 0; step < steps; step++) {
            Eve eve = new Eve();
            String key = String.format("User%03d", 901 + step);
            atStep(step, () -> cloud.see(DOOR, key, eve.name), eve::erased);
            eve.assertThatNothingIsLeft("a sighting stood before its step " + step);
        }
    }

    /** Nobody looks for it again then; the event of the sighting names the face's id until it expires. */
    @Test
    void aSightingThatOutlivesAWholeErasureBringsNeitherFaceNorNameBack() {
        Eve first = new Eve();
        int steps = steps(() -> cloud.see(DOOR, "User900", first.name));
        for (int step = 0; step < steps; step++) {
            Eve eve = new Eve();
            String key = String.format("User%03d", 901 + step);
            atStep(step, () -> cloud.see(DOOR, key, eve.name), () -> erased(DOOR, eve.erased().path("erasure").asText(), Map.of()));
            devices.hearOfEverything();
            hourly();

            assertThat(cloud.item(eve.face)).as("a sighting stood before its step " + step).isEmpty();
            assertThat(saying(eve.id, "=" + eve.name + ")", "\"" + eve.name + "\"")).as("a sighting stood before its step " + step).isEmpty();
        }
    }

    /** It keeps the face and the name, whichever came first: so the receipt waits for it as well. */
    @Test
    void aDeviceThatIsToldOfThePersonAtThatMomentIsToldToEraseThem() {
        int told = 0;
        int own = steps(() -> cloud.see(GARDEN, "User900", new Eve().name));
        for (int step = 0; step < own; step++) {
            Eve eve = new Eve();
            List<JsonNode> receipts = new ArrayList<>();
            atStep(step, () -> cloud.see(GARDEN, eve.key, eve.name), () -> receipts.add(eve.erased()));
            told += assertThatGardenErases(eve, receipts.get(0), "a sighting stood before its step " + step);
        }
        int steps = steps(new Eve()::erased);
        for (int step = 1; step < steps; step += EVERY) {
            Eve eve = new Eve();
            try (Run run = Run.begin(() -> eve.erased())) {
                run.untilAfter(step);
                cloud.see(GARDEN, eve.key, eve.name);
                told += assertThatGardenErases(eve, run.finish(), "the erasure stood before its step " + step);
            }
        }
        assertThat(told).isPositive();
    }

    /** @return 1 when the device was told of the person at all */
    private int assertThatGardenErases(Eve eve, JsonNode receipt, String when) {
        boolean told = cloud.letters.stream().anyMatch(letter -> letter.thing().equals(GARDEN) && letter.face(eve.key).path("faceId").asText().equals(eve.face));
        eve.assertThatNothingIsLeft(when);
        if (told) {
            assertThat(receiptOf(receipt.path("erasure").asText())).as(when).contains("\"device\":\"" + GARDEN + "\"");
        }
        return told ? 1 : 0;
    }

    static Stream<String> acts() {
        return Stream.of("rename", "take the name away", "merge", "not-this-person", "differ", "never-ask", "consent");
    }

    @ParameterizedTest
    @MethodSource("acts")
    void aCorrectionInBetweenBringsNothingOfThePersonBack(String what) {
        int steps = steps(new Eve()::erased);
        for (int step = 0; step < steps; step += EVERY) {
            Eve eve = new Eve();
            Act act = act(what, eve);
            atStep(step, eve::erased, () -> correct(act));
            eve.assertThatNothingIsLeft(what + " before step " + step + " of the erasure");
        }
        Act first = act(what, new Eve());
        int own = steps(() -> correct(first));
        for (int step = 0; step < own; step++) {
            Eve another = new Eve();
            Act once = act(what, another);
            atStep(step, () -> correct(once), another::erased);
            another.assertThatNothingIsLeft("the erasure before step " + step + " of " + what);
        }
        assertThat(cloud.faces.of("bob")).as("nobody else's face goes").hasSize(1);
    }

    @Test
    void consentThatEndsAndTwoWhoEraseAtOnceAreOneErasure() {
        Eve first = new Eve();
        int steps = steps(first::erased);
        for (int step = 0; step < steps; step += EVERY) {
            Eve eve = new Eve();
            correct(new Act.Consent(eve.face, Optional.empty()));
            List<JsonNode> receipts = new ArrayList<>();
            atStep(step, () -> cloud.call(Cloud.fromRule(DOOR, Topics.ERASE, ErasePerson.ofFace(eve.face, "Linus").toJson())), () -> {
                hourly();
                receipts.add(eve.erased());
            });
            eve.assertThatNothingIsLeft("consent ended before step " + step);
            JsonNode receipt = erased(DOOR, receipts.get(0).path("erasure").asText(), Map.of()).path("receipt");
            assertThat(places(receipt)).as("before step " + step).allMatch(place -> place.path("state").asText().equals("clear"));
            assertThat(receipt.path("state").asText()).isEqualTo("done");
        }
    }

    private JsonNode correct(Act act) {
        return cloud.call(Cloud.fromRule(DOOR, Topics.CORRECT, new Correction(UUID.randomUUID(), "Hedy", act).toJson()));
    }

    private Act act(String what, Eve eve) {
        return switch (what) {
            case "rename" -> new Act.Rename(eve.face, Optional.of(eve.name));
            case "take the name away" -> new Act.Rename(eve.face, Optional.empty());
            case "merge" -> new Act.Merge(new Eve().face, eve.face);
            case "not-this-person" -> new Act.NotThisPerson(eve.face, eve.key);
            case "differ" -> new Act.Differ(eve.face, guest);
            case "never-ask" -> new Act.NeverAsk(eve.face, true);
            case "consent" -> new Act.Consent(eve.face, Optional.of(Instant.parse("2030-01-31T00:00:00Z")));
            default -> throw new IllegalArgumentException(what);
        };
    }
}
