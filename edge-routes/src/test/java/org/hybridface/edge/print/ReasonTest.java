// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonTest {

    @Test
    void aFileIsNeverTheWholeReason(@TempDir Path folder) {
        for (IOException problem : new IOException[] {new NoSuchFileException("/a"), new AccessDeniedException("/a"), new FileSystemException("/a", null, "No space left on device")}) {
            assertThat(Reason.of(problem)).contains("/a").isNotEqualTo("/a");
        }
        assertThat(Reason.of(new IOException("Broken pipe"))).isEqualTo("Broken pipe");
        assertThat(Reason.of(new IOException())).isEqualTo("IOException");
        assertThat(catching(folder.resolve("none"))).isEqualTo(folder.resolve("none") + " does not exist");
    }

    private static String catching(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return Reason.of(e);
        }
    }
}
