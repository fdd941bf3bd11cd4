// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hybridface.local.demo.RecordedFrame.RecordedFace;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.Test;

class DemoCheckTest {

    private static final Box LEFT = new Box(100, 100, 100, 120);
    private static final Box RIGHT = new Box(400, 100, 100, 120);

    /** Ada stands left and Alan right in every frame; Ada has a name. */
    private final DemoCheck check = new DemoCheck(
            source -> List.of(new Truth.Standing("Ada", LEFT), new Truth.Standing("Alan", RIGHT)),
            Set.of("Ada"), Set.of("Ada", "Alan"));

    @Test
    void allIsWellWhenEveryoneHasOneKeyAndTheirOwnName() {
        assertThat(check.findings(List.of(
                frame(1, face("User001", null, LEFT), face("User002", null, RIGHT)),
                frame(2, face("User001", "Ada", LEFT), face("User002", null, RIGHT))), 2)).isEmpty();
    }

    @Test
    void aMachineThatWasTooBusyToJudgeByIsSaid() {
        assertThat(DemoCheck.tooBusy(275, 432)).get().asString().contains("looked at 275 of 432 frames", "Run it again");
        assertThat(DemoCheck.tooBusy(340, 432)).isEmpty();
    }

    @Test
    void aWrongNameInASingleFrameIsFound() {
        assertThat(check.findings(List.of(
                frame(1, face("User001", "Ada", LEFT), face("User002", "Ada", RIGHT))), 2))
                .containsExactly("Alan was shown as Ada (User002, 1 frames from demo#1)");
    }

    @Test
    void aNameThatNeverReachedTheScreenIsFound() {
        assertThat(check.findings(List.of(
                frame(1, face("User001", null, LEFT), face("User002", null, RIGHT))), 2))
                .containsExactly("Ada has a name in the cloud but was never shown by it");
    }

    @Test
    void twoKeysForOnePersonAreFound() {
        assertThat(check.findings(List.of(
                frame(1, face("User001", "Ada", LEFT), face("User002", null, RIGHT)),
                frame(2, face("User003", null, RIGHT))), 3))
                .containsExactly("Alan has 2 keys: [User002, User003]");
    }

    @Test
    void aRedundantSearchIsFound() {
        assertThat(check.findings(List.of(
                frame(1, face("User001", "Ada", LEFT), face("User002", null, RIGHT))), 3))
                .containsExactly("3 searches for 2 keys: a key is to be asked once");
    }

    @Test
    void somebodyWhoWasNeverSeenIsFound() {
        assertThat(check.findings(List.of(frame(1, face("User001", "Ada", LEFT))), 1))
                .containsExactly("Alan was never seen");
    }

    private static RecordedFrame frame(long number, RecordedFace... faces) {
        return new RecordedFrame(number, "demo#" + number, List.of(faces));
    }

    private static RecordedFace face(String key, String name, Box box) {
        return new RecordedFace(key, Optional.ofNullable(name), name == null ? "enrolled" : "named", box);
    }
}
