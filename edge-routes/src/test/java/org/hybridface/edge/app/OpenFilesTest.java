// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/edge where only few files may be open: it takes more, or says in one line what to do. */
class OpenFilesTest {

    @TempDir
    Path home;

    @Test
    void tooFewOpenFilesAreRaisedOrExplained() throws Exception {
        Process edge = edge("ulimit -n 64");
        String said = new String(edge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (edge.waitFor() == 0) {
            assertThat(said).as("this user may raise it").isEqualToIgnoringNewLines("java with 512");
        } else {
            assertThat(edge.exitValue()).isEqualTo(2);
            assertThat(said.lines()).singleElement().asString().contains("only 64 files", "512 are needed", "ulimit -n 512", "LimitNOFILE=512");
        }
    }

    @Test
    void enoughAreLeftAsTheyAre() throws Exception {
        Process edge = edge("ulimit -n 600");
        assertThat(new String(edge.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("java with 600");
    }

    /** With a Java that only says how many files it may open. */
    private Process edge(String before) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho java with $(ulimit -n)\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        String script = Path.of("src/main/scripts/edge").toAbsolutePath().toString();
        ProcessBuilder process = new ProcessBuilder("sh", "-c", before + "; exec sh " + script).redirectErrorStream(true);
        process.environment().put("JAVA_HOME", home.toString());
        return process.start();
    }
}
