// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.hybridface.edge.camera.Pictures;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveViewTest {

    private final LiveView view = new LiveView(Clock.systemUTC());
    private long openBefore;

    private String camera = "camera:test";

    @BeforeEach
    void count() {
        openBefore = Frame.open();
    }

    @AfterEach
    void everyFrameIsReleased() throws InterruptedException {
        view.close();
        assertThat(Frame.open()).isEqualTo(openBefore);
    }

    @Test
    void allViewersGetTheSamePictureDrawnOnce() {
        List<byte[]> one = new CopyOnWriteArrayList<>();
        List<byte[]> two = new CopyOnWriteArrayList<>();
        view.watch(one::add);
        view.watch(two::add);
        show(1, 100);
        await().until(() -> one.size() == 1 && two.size() == 1);
        assertThat(one.get(0)).isSameAs(two.get(0));
        assertThat(one.get(0)).startsWith(0xff, 0xd8).endsWith(0xff, 0xd9);
    }

    @Test
    void whoComesLateSeesTheNewestPictureAtOnce() {
        show(1, 10);
        show(2, 100);
        List<byte[]> seen = new CopyOnWriteArrayList<>();
        view.watch(seen::add);
        await().until(() -> seen.size() == 1);
        List<byte[]> later = new CopyOnWriteArrayList<>();
        view.watch(later::add);
        assertThat(later).containsExactly(seen.get(0));
    }

    @Test
    void aSlowViewerSkipsPicturesAndTheCameraNeverWaits() {
        CountDownLatch slow = new CountDownLatch(1);
        List<byte[]> seen = new CopyOnWriteArrayList<>();
        view.watch(jpeg -> {
            seen.add(jpeg);
            waitFor(slow);
        });
        show(1, 1);
        await().until(() -> seen.size() == 1);
        for (int i = 2; i <= 200; i++) {
            show(i, i);
        }
        assertThat(Frame.open() - openBefore).isLessThanOrEqualTo(2);
        slow.countDown();
        await().until(() -> seen.size() == 2);
    }

    @Test
    void aFaceLeavesASmallPictureUntilItIsForgotten() {
        show(1, 100, face("User001", Optional.empty(), "pending", OptionalDouble.empty()));
        assertThat(view.portrait("User001")).isPresent();
        view.forget("User001");
        assertThat(view.portrait("User001")).isEmpty();
    }

    @Test
    void eachCameraHasItsOwnVideoAndItIsKnownWhoSawWhom() {
        List<byte[]> door = new CopyOnWriteArrayList<>();
        List<byte[]> yard = new CopyOnWriteArrayList<>();
        view.watch(door::add, "camera:door");
        view.watch(yard::add, "camera:yard");
        camera = "camera:door";
        show(1, 100, face("User001", Optional.empty(), "pending", OptionalDouble.empty()));
        await().until(() -> door.size() == 1);
        camera = "camera:yard";
        show(2, 50, face("User002", Optional.empty(), "pending", OptionalDouble.empty()));
        await().until(() -> yard.size() == 1);
        assertThat(door).hasSize(1);
        assertThat(view.cameraOf("User001")).contains("camera:door");
        assertThat(view.cameraOf("User002")).contains("camera:yard");
        List<byte[]> late = new CopyOnWriteArrayList<>();
        view.watch(late::add, "camera:door");
        assertThat(late).containsExactly(door.get(0));
    }

    @Test
    void aFaceBesideThePictureDoesNoHarm() {
        show(1, 100, new SeenFace("User001", Optional.of("Ada"), "named", OptionalDouble.of(99), new Box(-500, -500, 40, 40)),
                new SeenFace("User002", Optional.of("Ada"), "named", OptionalDouble.of(99), new Box(600, 600, 400, 400)));
        List<byte[]> seen = new CopyOnWriteArrayList<>();
        view.watch(seen::add);
        await().until(() -> seen.size() == 1);
    }

    @Test
    void theWordsBesideAFaceAreItsNameAndHowSureTheCloudIs() {
        assertThat(Annotator.text(face("User001", Optional.of("Ada"), "named", OptionalDouble.of(98.72)))).isEqualTo("Ada  98.7 %");
        assertThat(Annotator.text(face("User002", Optional.empty(), "enrolled", OptionalDouble.of(100)))).isEqualTo("User002");
    }

    private void show(long number, int tone, SeenFace... faces) {
        try (Frame frame = new Frame(number, "demo#" + number, Frame.Kind.VIDEO, Instant.EPOCH, Pictures.grey(tone))) {
            view.showOf(camera, frame, List.of(faces), List.of());
        }
    }

    private static SeenFace face(String key, Optional<String> name, String state, OptionalDouble similarity) {
        return new SeenFace(key, name, state, similarity, new Box(10, 10, 20, 20));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
