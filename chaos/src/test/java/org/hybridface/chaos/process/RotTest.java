// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotTest {

    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    Path data;

    @Test
    void oneBitIsFlipped() {
        for (int seed = 0; seed < 100; seed++) {
            byte[] worn = Rot.FLIPPED.of(CONTENT, new Random(seed));

            assertThat(new BigInteger(1, worn).xor(new BigInteger(1, CONTENT)).bitCount()).isEqualTo(1);
        }
    }

    @Test
    void theEndIsCutOff() {
        for (int seed = 0; seed < 100; seed++) {
            byte[] worn = Rot.CUT.of(CONTENT, new Random(seed));

            assertThat(worn).hasSizeLessThan(CONTENT.length);
            assertThat(Arrays.copyOf(CONTENT, worn.length)).isEqualTo(worn);
        }
    }

    @Test
    void oneFileOfAKindIsWornAndNoOther() throws IOException {
        Path faces = Files.createDirectories(data.resolve("faces"));
        for (String name : List.of("User001.face", "User002.face")) {
            Files.write(faces.resolve(name), CONTENT);
        }
        Files.write(data.resolve("last-key"), CONTENT);

        Rot.CUT.befall(StateFile.FACES.of(data), new Random(1));

        assertThat(StateFile.FACES.of(data)).hasSize(2).filteredOn(file -> file.toFile().length() == CONTENT.length).hasSize(1);
        assertThat(data.resolve("last-key")).hasBinaryContent(CONTENT);
    }

    @Test
    void whatIsNotThereOrEmptyStaysSo() throws IOException {
        Rot.FLIPPED.befall(StateFile.JOURNAL.of(data), new Random(1));
        Path empty = Files.createFile(data.resolve("budget"));
        Rot.FLIPPED.befall(StateFile.BUDGET.of(data), new Random(1));

        assertThat(empty).isEmptyFile();
        assertThat(data.resolve("journal")).doesNotExist();
    }
}
