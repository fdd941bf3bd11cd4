// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hybridface.edge.gallery.FleetOfDevices.KEY;
import static org.hybridface.edge.gallery.FleetOfDevices.MODEL;
import static org.hybridface.edge.gallery.FleetOfDevices.faceId;
import static org.hybridface.edge.gallery.FleetOfDevices.look;
import static org.hybridface.edge.gallery.FleetOfDevices.personId;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.cache.FaceState;
import org.hybridface.edge.gallery.FleetOfDevices.Node;
import org.hybridface.messages.Answer;
import org.hybridface.messages.FleetKeys;
import org.hybridface.messages.Known;
import org.hybridface.messages.LookVector;
import org.hybridface.messages.Topics;
import org.hybridface.messages.Whose;
import org.junit.jupiter.api.Test;

class GalleryTest extends DoorAndGarden {

    private static final Answer ADA = named("Ada", 1, 1);
    private static final String ADAS_TOPIC = Topics.known(personId(1));
    private static final Duration ALL_CAME = GallerySync.ALL_CAME.plusSeconds(1);

    private static Answer named(String name, int person, long version) {
        return new Answer.Named(name, faceId(person), 98.7, version, Whose.of(personId(person)));
    }

    /** Ada comes to the door, and the cloud names her. */
    private void adaIsKnown() {
        door.meets(1, ADA);
        fleet.pass(MOMENT);
    }

    @Test
    void whomTheCloudNamedForOneDeviceAnotherNamesWithoutAQuestion() {
        adaIsKnown();
        String key = garden.sees(look(1, 0.3));

        FaceEntry face = garden.face(key);
        assertThat(face.name()).contains("Ada");
        assertThat(face.state()).isEqualTo(FaceState.NAMED);
        assertThat(garden.cache.add(key)).as("asked").isFalse();
        assertThat(garden.sees(look(1, 0.2))).as("she is remembered as everybody is").isEqualTo(key);
        assertThat(garden.cache.counts().asks()).isZero();
        assertThat(garden.cache.toSayToTheCloud()).contains(face);
    }

    @Test
    void aFaceInThePoolWithoutANameIsSharedAsWell() {
        door.meets(1, new Answer.Enrolled(faceId(1), 100, 1, Whose.of(personId(1))));
        fleet.pass(MOMENT);
        String key = garden.sees(look(1, 0.3));
        assertThat(garden.face(key).state()).isEqualTo(FaceState.ENROLLED);
        assertThat(garden.cache.add(key)).isFalse();

        door.hears("User001", named("Ada", 1, 2));
        fleet.pass(MOMENT);
        fleet.pass(GalleryPost.PAUSE);
        assertThat(garden.face(key).name()).contains("Ada");
    }

    @Test
    void aStrangerAndSomebodyBetweenTwoAreAskedForAsEver() {
        adaIsKnown();
        String stranger = garden.sees(look(2, 0));
        assertThat(garden.face(stranger).state()).isEqualTo(FaceState.PENDING);
        assertThat(garden.cache.add(stranger)).isTrue();

        float[] between = new float[64];
        between[1] = (float) Math.sqrt(0.5);
        between[3] = (float) Math.sqrt(0.5);
        door.meets(3, named("Grace", 3, 1));
        fleet.pass(MOMENT);
        String either = garden.sees(new org.hybridface.vision.Embedding(MODEL, between));
        assertThat(garden.face(either).state()).isEqualTo(FaceState.PENDING);
    }

    @Test
    void nobodyIsTwiceInOneFrame() {
        adaIsKnown();
        String ada = garden.sees(look(1, 0));
        assertThat(garden.cache.adopt(look(1, 0.3), Set.of(ada), Set.of(ada))).isEmpty();
    }

    @Test
    void whoIsKnownHereByOtherViewsGetsNoSecondKey() {
        door.meets(1, ADA);
        String here = garden.sees(look(1, -0.5));
        garden.cache.add(here);
        garden.hears(here, ADA);
        fleet.pass(MOMENT);
        door.cache.alsoLooksLike("User001", look(1, 0.9));
        fleet.pass(GalleryPost.PAUSE);

        assertThat(garden.sees(look(1, 1.1))).isEqualTo(here);
        assertThat(garden.cache.getCacheSize()).isEqualTo(1);
    }

    @Test
    void whoGotAKeyBeforeTheOthersToldOfHimIsNotAskedForEither() {
        String key = garden.sees(look(1, 0.3));
        adaIsKnown();
        assertThat(garden.cache.add(key)).isFalse();
        assertThat(garden.face(key).name()).contains("Ada");
    }

    @Test
    void aRestartWithoutANetworkForgetsNobody() throws Exception {
        adaIsKnown();
        garden.stop();
        garden.start();
        assertThat(garden.face(garden.sees(look(1, 0.3))).name()).contains("Ada");
    }

    @Test
    void onTheDiskNoNameCanBeRead() throws Exception {
        adaIsKnown();
        await().until(() -> Files.exists(directory.resolve("garden/gallery/" + personId(1) + ".known")));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).as(file.toString()).doesNotContain("Ada");
            }
        }
    }

    @Test
    void anEmptyMessageErasesAPersonAndWhatWasTakenOver() {
        adaIsKnown();
        String key = garden.sees(look(1, 0.3));
        fleet.publish(ADAS_TOPIC, new byte[0]);

        assertThat(garden.cache.find(key)).isEmpty();
        assertThat(garden.gallery.size()).isZero();
        assertThat(door.gallery.size()).isZero();
        await().until(() -> Files.notExists(directory.resolve("garden/gallery/" + personId(1) + ".known")));
        door.cache.alsoLooksLike("User001", look(1, 1.2));
        fleet.pass(GalleryPost.PAUSE.plus(MOMENT));
        assertThat(fleet.retained).as("a view that the door learns does not bring her back").isEmpty();
    }

    @Test
    void aDeviceThatWasAwayDuringAnErasureErasesWhenItComesBack() {
        adaIsKnown();
        door.meets(2, named("Grace", 2, 1));
        fleet.pass(MOMENT);
        String ada = garden.sees(look(1, 0.3));
        String grace = garden.sees(look(2, 0.3));
        garden.disconnect();
        fleet.publish(ADAS_TOPIC, new byte[0]);
        assertThat(garden.face(ada).name()).contains("Ada");

        garden.connect();
        fleet.pass(MOMENT);
        assertThat(garden.gallery.size()).as("the broker may not have sent all yet").isEqualTo(2);
        fleet.pass(ALL_CAME);
        await().untilAsserted(() -> assertThat(garden.cache.find(ada)).isEmpty());
        assertThat(garden.gallery.size()).isEqualTo(1);
        assertThat(garden.face(grace).name()).contains("Grace");
    }

    @Test
    void aLinkThatIsLostBeforeAllCameErasesNobody() {
        adaIsKnown();
        garden.gallery.subscribing(Gallery.FILTER);
        fleet.pass(ALL_CAME);
        fleet.pass(ALL_CAME);
        assertThat(garden.gallery.size()).isEqualTo(1);
    }

    @Test
    void vectorsOfAnotherModelSayNothing() throws Exception {
        Node other = fleet.new Node("hall", "another-model", KEY, 0).connect();
        adaIsKnown();
        String key = other.sees(look("another-model", 1, 0));
        assertThat(other.face(key).state()).isEqualTo(FaceState.PENDING);
        other.stop();
    }

    @Test
    void anOlderWordNeverTakesTheNewersPlace() {
        adaIsKnown();
        byte[] older = fleet.retained.get(ADAS_TOPIC);
        String key = garden.sees(look(1, 0.3));
        door.hears("User001", named("Ada Lovelace", 1, 2));
        fleet.pass(GalleryPost.PAUSE);
        assertThat(garden.face(key).name()).contains("Ada Lovelace");

        fleet.publish(ADAS_TOPIC, older);
        assertThat(garden.face(key).name()).contains("Ada Lovelace");
        fleet.pass(GalleryPost.PAUSE);
        assertThat(known().name()).as("whoever knows better says so again").contains("Ada Lovelace");
    }

    private Known known() {
        return Known.fromMessage(ADAS_TOPIC, fleet.retained.get(ADAS_TOPIC), FleetKeys.parse(KEY));
    }

    @Test
    void whatIsNotTheFleetsChangesNothing() {
        adaIsKnown();
        String key = garden.sees(look(1, 0.3));
        byte[] good = fleet.retained.get(ADAS_TOPIC);
        Known mallory = new Known(Whose.of(personId(1)), MODEL, List.of(new LookVector(look(1, 0).values())), Optional.of("Mallory"), faceId(1), 100, 99, "mallory",
                fleet.clock.instant(), fleet.clock.instant().plusSeconds(60));
        for (byte[] bad : List.of(mallory.toMessage(FleetKeys.parse(FleetKeys.fresh())), mallory.toJson(), Arrays.copyOf(good, good.length / 2),
                new byte[128 * 1024], new byte[] {1}, "garbage".getBytes(StandardCharsets.UTF_8))) {
            fleet.publish(ADAS_TOPIC, bad);
            fleet.publish(Topics.KNOWN_PREFIX + "garbage", bad);
        }
        assertThat(garden.face(key).name()).contains("Ada");
        assertThat(garden.gallery.size()).isEqualTo(1);

        garden.disconnect();
        garden.connect();
        fleet.pass(ALL_CAME);
        fleet.pass(ALL_CAME);
        assertThat(garden.face(key).name()).as("what cannot be read is no erasure").contains("Ada");
    }

    @Test
    void aClockThatRunsAheadMakesNobodyKnownForEver() {
        Known tomorrow = new Known(Whose.of(personId(1)), MODEL, List.of(new LookVector(look(1, 0).values())), Optional.of("Ada"), faceId(1), 100, 1, "hall",
                fleet.clock.instant().plus(Duration.ofDays(9000)), fleet.clock.instant().plus(Duration.ofDays(9999)));
        fleet.publish(ADAS_TOPIC, tomorrow.toMessage(FleetKeys.parse(KEY)));
        String key = garden.sees(look(1, 0.3));
        fleet.pass(Duration.ofHours(25));
        assertThat(garden.cache.isWorthAsking(key)).isTrue();
        fleet.pass(Duration.ofDays(30));
        await().until(() -> garden.gallery.size() == 0);
    }

    @Test
    void aFaceThatBecomesAnotherPersonsIsToldUnderThatAndTheOldIsEmptied() {
        adaIsKnown();
        garden.sees(look(1, 0.3));
        Answer merged = new Answer.Named("Ada Lovelace", faceId(1), 100, 2, Whose.of(personId(7)));
        door.hears("User001", merged);
        garden.hears("User001", merged);
        fleet.pass(GalleryPost.PAUSE.plus(MOMENT));

        assertThat(fleet.retained).containsOnlyKeys(Topics.known(personId(7)));
        assertThat(garden.face("User001").name()).contains("Ada Lovelace");
        assertThat(garden.gallery.size()).isEqualTo(1);
    }

    @Test
    void aFaceThatIsGoneInTheCloudIsTakenAwayFromAll() {
        adaIsKnown();
        door.hears("User001", new Answer.Enrolled(faceId(1), 100, 2));
        fleet.pass(GalleryPost.PAUSE.plus(MOMENT));
        assertThat(fleet.retained).isEmpty();
        assertThat(garden.gallery.size()).isZero();
    }

    @Test
    void nothingIsSaidTwiceAndOneWhoOnlyHeardLetsOthersSpeak() {
        adaIsKnown();
        String adopted = garden.sees(look(1, 0.3));
        int before = fleet.published.size();
        assertThat(before).isEqualTo(1);
        for (int i = 0; i < 20; i++) {
            door.hears("User001", ADA);
            garden.hears(adopted, ADA);
            door.cache.alsoLooksLike("User001", look(1, 0.05 * i % 0.2));
            fleet.pass(GalleryPost.PAUSE);
        }
        assertThat(fleet.published).hasSize(before);

        Answer renamed = named("Ada Lovelace", 1, 2);
        garden.hears(adopted, renamed);
        door.hears("User001", renamed);
        fleet.pass(MOMENT);
        fleet.pass(GalleryPost.OTHERS_FIRST);
        assertThat(fleet.published).hasSize(before + 1);
    }

    @Test
    void newViewsAreSharedUntilTheyAreEnough() {
        adaIsKnown();
        for (int i = 1; i < 20; i++) {
            door.cache.alsoLooksLike("User001", look(1, i * 0.7));
            fleet.pass(GalleryPost.PAUSE);
        }
        assertThat(known().looks()).hasSize(Known.MOST_LOOKS);
        assertThat(fleet.published).hasSize(Known.MOST_LOOKS);
        String key = garden.sees(look(1, 1.4));
        assertThat(garden.face(key).name()).contains("Ada");
    }

    @Test
    void aNameThatOnlyAPersonHereGaveIsNotShared() {
        String key = door.meets(1, new Answer.Enrolled(faceId(1), 100, 1, Whose.of(personId(1))));
        door.cache.rename(key, "Only Here");
        door.hears(key, new Answer.Enrolled(faceId(1), 100, 1, Whose.of(personId(1))));
        fleet.pass(MOMENT);
        assertThat(known().name()).isEmpty();
    }

    @Test
    void aNameAgesAsIfThisDeviceHadAskedAndAFreshAnswerAnywhereMakesItYoung() {
        adaIsKnown();
        fleet.pass(Duration.ofHours(20));
        String key = garden.sees(look(1, 0.3));
        assertThat(garden.cache.isWorthAsking(key)).isFalse();
        fleet.pass(Duration.ofHours(5));
        assertThat(garden.cache.isWorthAsking(key)).as("25 hours after the cloud said it").isTrue();

        door.meets(1, ADA);
        fleet.pass(MOMENT);
        assertThat(garden.cache.isWorthAsking(key)).isFalse();
    }

    @Test
    void aSmallShareIsCheckedByTheCloud() throws Exception {
        Node checking = fleet.new Node("hall", MODEL, KEY, 0.2).connect();
        for (int person = 1; person <= 20; person++) {
            door.meets(person, named("Person " + person, person, 1));
        }
        for (int i = 0; i < 20; i++) {
            fleet.pass(MOMENT);
        }
        long asked = 0;
        for (int person = 1; person <= 20; person++) {
            String key = checking.sees(look(person, 0.3));
            assertThat(checking.face(key).name()).contains("Person " + person);
            asked += checking.cache.add(key) ? 1 : 0;
        }
        assertThat(asked).isEqualTo(4);
        checking.stop();
    }

    @Test
    void noMorePersonsAreKeptThanThereIsRoomFor() {
        for (int person = 0; person < 60; person++) {
            String id = FleetOfDevices.uuid("bbbbbbbb", person);
            Known known = new Known(Whose.of(id), MODEL, List.of(new LookVector(look(person % 20, 0).values())), Optional.empty(), faceId(person), 100, 1, "hall",
                    fleet.clock.instant().minusSeconds(100 - person), fleet.clock.instant().plusSeconds(6000));
            fleet.publish(Topics.known(id), known.toMessage(FleetKeys.parse(KEY)));
        }
        assertThat(garden.gallery.size()).isEqualTo(30);
    }

    @Test
    void fiveDevicesAskOnceForEachOfTwentyPeople() throws Exception {
        List<Node> devices = List.of(door, garden, fleet.device("hall").connect(), fleet.device("yard").connect(), fleet.device("gate").connect());
        fleet.pass(MOMENT);
        for (Node device : devices) {
            for (int person = 1; person <= 20; person++) {
                String key = device.meets(person, named("Person " + person, person, 1));
                assertThat(device.face(key).name()).contains("Person " + person);
                fleet.pass(MOMENT);
            }
        }
        assertThat(devices.stream().mapToLong(device -> device.cache.counts().asks()).sum()).isEqualTo(20);
        assertThat(fleet.published).hasSize(20);
        assertThat(Map.copyOf(fleet.retained)).hasSize(20);
    }
}
