// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hybridface.chaos.process.RecordTail.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTailTest {

    private static final String LINE = "{\"frame\":1,\"source\":\"x#1\",\"faces\":[{\"key\":\"User001\",\"name\":null,\"state\":\"pending\",\"box\":[100,90,80,80]},"
            + "{\"key\":\"User002\",\"name\":\"Bob\",\"state\":\"named\",\"box\":[400,90,80,80]}]}\n";

    @TempDir
    Path folder;

    @Test
    void eachLineIsReadOnceAndAHalfWrittenOneWaits() throws IOException {
        Path file = folder.resolve("record.jsonl");
        RecordTail tail = new RecordTail(file);
        assertThat(tail.next()).isEmpty();

        Files.writeString(file, LINE + LINE.substring(0, 50));
        assertThat(tail.next()).singleElement().asList()
                .containsExactly(new Seen(Doorway.LEFT, "User001", ""), new Seen(Doorway.RIGHT, "User002", "Bob"));
        assertThat(tail.next()).isEmpty();

        Files.writeString(file, LINE.substring(50), StandardOpenOption.APPEND);
        assertThat(tail.next()).hasSize(1);
    }

    @Test
    void somebodyProbableHasNeitherKeyNorName() throws IOException {
        Path file = folder.resolve("record.jsonl");
        Files.writeString(file, LINE.replace("named", "probable"));

        assertThat(new RecordTail(file).next()).singleElement().asList()
                .containsExactly(new Seen(Doorway.LEFT, "User001", ""), new Seen(Doorway.RIGHT, "", ""));
    }

    @Test
    void whatAKilledDeviceLeftHalfWrittenIsLeftOut() throws IOException {
        Path file = folder.resolve("record.jsonl");
        Files.writeString(file, LINE.substring(0, 50) + LINE + LINE);

        assertThat(new RecordTail(file).next()).hasSize(1);
    }
}
