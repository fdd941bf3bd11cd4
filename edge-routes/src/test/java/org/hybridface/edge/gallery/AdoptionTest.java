// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hybridface.edge.gallery.FleetOfDevices.faceId;
import static org.hybridface.edge.gallery.FleetOfDevices.look;
import static org.hybridface.edge.gallery.FleetOfDevices.personId;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hybridface.edge.cache.FaceState;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.gallery.FleetOfDevices.Node;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Topics;
import org.hybridface.messages.Whose;
import org.hybridface.vision.Embedding;
import org.junit.jupiter.api.Test;

/**
 * Whom a device takes a face for that others know: somebody else who looks about as much like it is in the way, and the same person is not. A look is
 * an angle; those of {@link #NEAR} and {@link #ABOUT_AS_NEAR} are both one person's, and differ by less than the margin.
 */
class AdoptionTest extends DoorAndGarden {

    private static final int DOORS = 1;
    private static final double NEAR = 1;
    private static final double ABOUT_AS_NEAR = -1.02;
    private static final Embedding BETWEEN = look(DOORS, 0);

    @Test
    void twoKnownElsewhereByOneNameAreNoRivals() {
        knows(door, NEAR, named("Ada", 1, 1));
        knows(door, ABOUT_AS_NEAR, named("Ada", 2, 2));
        assertThat(adopted()).contains(faceId(1));
    }

    @Test
    void twoKnownElsewhereByTwoNamesAreRivals() {
        knows(door, NEAR, named("Ada", 1, 1));
        knows(door, ABOUT_AS_NEAR, named("Grace", 2, 2));
        assertThat(adopted()).isEmpty();
    }

    @Test
    void twoKnownElsewhereWithoutANameAreRivals() {
        knows(door, NEAR, pooled(1, 1));
        knows(door, ABOUT_AS_NEAR, pooled(2, 2));
        assertThat(adopted()).isEmpty();
    }

    @Test
    void somebodyElseWhoIsRememberedHereIsARival() {
        knows(door, NEAR, named("Ada", 1, 1));
        isCalledHere(ABOUT_AS_NEAR, "Grace");
        assertThat(adopted()).isEmpty();
    }

    @Test
    void aStrangerWhoIsRememberedHereIsARivalOfOneWithoutAName() {
        knows(door, NEAR, pooled(1, 1));
        garden.cache.remember(look(DOORS, ABOUT_AS_NEAR), Set.of());
        assertThat(adopted()).isEmpty();
    }

    @Test
    void whoBearsTheNameHereIsNoRival() {
        knows(door, NEAR, named("Ada", 1, 1));
        isCalledHere(ABOUT_AS_NEAR, "Ada");
        assertThat(adopted()).contains(faceId(1));
    }

    @Test
    void thePersonsOtherFaceHereIsNoRivalAndGetsTheView() {
        knows(door, NEAR, pooled(1, 1));
        String here = knows(garden, ABOUT_AS_NEAR, pooled(2, 1));

        assertThat(garden.cache.adopt(BETWEEN, Set.of(), Set.of())).contains(here);
        assertThat(garden.face(here).embeddings()).hasSize(2).endsWith(BETWEEN);
    }

    @Test
    void whoIsNearerHereIsNotTakenForOneKnownElsewhere() {
        knows(door, ABOUT_AS_NEAR, named("Ada", 1, 1));
        isCalledHere(NEAR, "Ada");
        assertThat(adopted()).isEmpty();
    }

    @Test
    void somebodyElseInTheSameFrameIsNoRival() {
        knows(door, NEAR, named("Ada", 1, 1));
        String grace = isCalledHere(ABOUT_AS_NEAR, "Grace");

        Optional<String> key = garden.cache.adopt(BETWEEN, Set.of(grace), Set.of(grace));

        assertThat(garden.face(key.orElseThrow()).name()).contains("Ada");
    }

    @Test
    void whatIsTakenOverBeforeTheFirstQuestionIsToldAndTheCloudIsToHearOfIt() {
        String key = garden.sees(look(DOORS, 0.3));
        assertThat(garden.cache.toSayToTheCloud()).as("nothing was taken over yet").isEmpty();
        knows(door, 0, named("Ada", 1, 1));
        garden.news.clear();

        assertThat(garden.cache.isWorthAsking(key)).isFalse();

        assertThat(garden.news).first().extracting(FaceEvent::toString).asString()
                .startsWith("event=adopted key=" + key + " ").endsWith(" face=" + faceId(1) + " person=" + personId(1) + " from=door");
        assertThat(garden.cache.toSayToTheCloud()).contains(garden.face(key));
        garden.cache.saidToTheCloud(key);
        assertThat(garden.cache.toSayToTheCloud()).as("said").isEmpty();
    }

    /** The cloud's answer joins the two keys; a device does not by itself. */
    @Test
    void aSecondKeyOfOneWhoIsRememberedHereTakesNothingOver() {
        String second = garden.sees(look(DOORS, 0.9));
        knows(door, 0.5, named("Ada", 1, 1));
        knows(garden, -0.7, named("Ada", 1, 1));

        assertThat(garden.cache.isWorthAsking(second)).isTrue();
        assertThat(garden.face(second).state()).isEqualTo(FaceState.PENDING);
    }

    @Test
    void newsOfOnePersonWriteNobodyElseToTheDiskAgain() throws IOException {
        String grace = garden.sees(look(2, 0));
        knows(door, 0, named("Ada", 1, 1));
        String ada = garden.sees(look(DOORS, 0.3));
        Path faces = directory.resolve("garden/faces");
        await().until(() -> Files.exists(faces.resolve(ada + ".face")) && Files.exists(faces.resolve(grace + ".face")));
        Files.delete(faces.resolve(grace + ".face"));
        byte[] before = Files.readAllBytes(faces.resolve(ada + ".face"));

        door.hears("User001", new Answer.Named("Ada Lovelace", faceId(1), 100, 2, Whose.of(personId(1))));
        fleet.pass(GalleryPost.PAUSE);

        await().untilAsserted(() -> assertThat(faces.resolve(ada + ".face")).exists().satisfies(file -> assertThat(Files.readAllBytes(file)).isNotEqualTo(before)));
        assertThat(faces.resolve(grace + ".face")).doesNotExist();
    }

    @Test
    void whoWasErasedMeanwhileGoesAlsoWhereTheDeviceLostWhatOthersKnow() throws Exception {
        knows(door, 0, named("Ada", 1, 1));
        String ada = garden.sees(look(DOORS, 0.3));
        assertThat(garden.face(ada).isAdopted()).isTrue();
        String own = knows(garden, 2, named("Grace", 2, 2));
        garden.stop();
        try (Stream<Path> files = Files.list(directory.resolve("garden/gallery"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        fleet.publish(Topics.known(personId(1)), new byte[0]);

        garden.start();
        garden.connect();
        fleet.pass(MOMENT);
        fleet.pass(GallerySync.ALL_CAME.plusSeconds(1));

        await().untilAsserted(() -> assertThat(garden.cache.find(ada)).isEmpty());
        assertThat(garden.cache.find(own)).as("whom it asked about itself").isPresent();
    }

    /** A device remembers somebody by one look, and the cloud says who it is; the others hear of it. */
    private String knows(Node device, double turn, Answer answer) {
        String key = device.cache.remember(look(DOORS, turn), Set.of());
        assertThat(device.cache.add(key)).isTrue();
        device.hears(key, answer);
        if (device == door) {
            fleet.pass(MOMENT);
        }
        return key;
    }

    /** Somebody at the garden's device types a name, of which the others hear nothing. */
    private String isCalledHere(double turn, String name) {
        String key = garden.cache.remember(look(DOORS, turn), Set.of());
        garden.cache.rename(key, name);
        return key;
    }

    /** The pool's id of the face that the look between the two is taken for by the garden's device. */
    private Optional<String> adopted() {
        return garden.cache.adopt(BETWEEN, Set.of(), Set.of()).flatMap(key -> garden.face(key).faceId());
    }

    private static Answer named(String name, int face, int person) {
        return new Answer.Named(name, faceId(face), 98.7, 1, Whose.of(personId(person)));
    }

    private static Answer pooled(int face, int person) {
        return new Answer.Enrolled(faceId(face), 98.7, 1, Whose.of(personId(person)));
    }
}
