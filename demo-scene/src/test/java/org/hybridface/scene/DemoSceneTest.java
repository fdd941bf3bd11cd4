// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoSceneTest {

    private static final DemoScene SCENE = new DemoScene();

    @Test
    void somebodyIsClearlyVisibleInTheFirstFrame() {
        assertThat(SCENE.who(0)).anyMatch(Sighting::fullyInView);
    }

    @Test
    void theSameFrameHasTheSamePixelsInEveryScene() {
        assertThat(new DemoScene().bgr(100)).isEqualTo(SCENE.bgr(100));
    }

    @Test
    void framesMayBeRenderedInAnyOrder() {
        byte[] before = SCENE.bgr(30);
        SCENE.bgr(200);

        assertThat(SCENE.bgr(30)).isEqualTo(before);
    }

    @Test
    void everybodyShowsTheirWholeFaceForSomeSeconds() {
        for (Person person : DemoPeople.all()) {
            long frames = clip().filter(frame -> SCENE.who(frame).stream()
                            .anyMatch(face -> face.name().equals(person.name()) && face.fullyInView()))
                    .count();
            assertThat(frames / SCENE.framesPerSecond()).as("seconds of " + person.name()).isGreaterThan(3);
        }
    }

    @Test
    void sometimesTwoAndSometimesThreePeopleShowTheirFacesAtOnce() {
        Set<Long> together = new HashSet<>();
        clip().forEach(frame -> together.add(SCENE.who(frame).stream().filter(Sighting::fullyInView).count()));

        assertThat(together).contains(1L, 2L, 3L);
    }

    @Test
    void peopleComeAndGoAtTheEdge() {
        Set<String> cut = new HashSet<>();
        clip().forEach(frame ->
                SCENE.who(frame).stream().filter(face -> !face.fullyInView()).forEach(face -> cut.add(face.name())));

        assertThat(cut).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void facesAreWideEnoughForADetector() {
        clip().forEach(frame -> assertThat(SCENE.who(frame)).allSatisfy(face -> {
            assertThat(face.width()).isBetween(70.0, 160.0);
            assertThat(face.height()).isBetween(100.0, 200.0);
        }));
    }

    @Test
    void facesDoNotJumpFromFrameToFrame() {
        IntStream.range(1, SCENE.frames()).forEach(frame -> {
            for (Sighting before : SCENE.who(frame - 1)) {
                SCENE.who(frame).stream().filter(face -> face.name().equals(before.name())).forEach(face -> {
                    assertThat(face.x()).isCloseTo(before.x(), org.assertj.core.data.Offset.offset(25.0));
                    assertThat(face.y()).isCloseTo(before.y(), org.assertj.core.data.Offset.offset(12.0));
                });
            }
        });
    }

    @Test
    void theLastFrameLeadsBackToTheFirst() {
        Sighting last = SCENE.who(SCENE.frames() - 1).get(0);
        Sighting first = SCENE.who(0).get(0);

        assertThat(last.name()).isEqualTo(first.name());
        assertThat(first.x() - last.x()).isBetween(0.0, 25.0);
        assertThat(SCENE.who(SCENE.frames())).isEqualTo(SCENE.who(0));
    }

    @Test
    void aTargetOfTheWrongSizeIsRefusedInWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SCENE.render(0, new byte[100]))
                .withMessageContaining("921600")
                .withMessageContaining("100");
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoPeople.named("Nobody"))
                .withMessageContaining("Nobody")
                .withMessageContaining("Ada");
    }

    private static IntStream clip() {
        return IntStream.range(0, SCENE.frames());
    }

    private static List<String> names() {
        return DemoPeople.all().stream().map(Person::name).toList();
    }
}
