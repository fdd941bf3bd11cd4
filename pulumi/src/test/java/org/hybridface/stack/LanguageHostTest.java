// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of Pulumi's language host for Java, letter by letter (pulumi-java, executor_maven.go), in this folder. */
class LanguageHostTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void requireMaven() {
        assumeThat(Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of)
                .anyMatch(path -> Files.isExecutable(path.resolve("mvn"))))
                .as("mvn is on the PATH").isTrue();
    }

    @Test
    void upRunsTheProgram() throws Exception {
        Path zip = Files.createFile(folder.resolve("cloud-routes.zip"));
        try (FakeEngine engine = new FakeEngine(true)) {
            ProgramRun run = ProgramRun.run(engine, folder,
                    List.of("mvn", "--no-transfer-progress", "compile", "exec:java"), "lambda-zip", zip.toString());

            assertThat(run.exitCode()).as(run.text()).isZero();
            assertThat(engine.complaints()).isEmpty();
            assertThat(engine.one("Function", "face-recogniser").getCustom()).isTrue();
        }
    }

    @Test
    void aBadSettingEndsTheCommandWithTheCodeThatSaysAllWasSaid() throws Exception {
        try (FakeEngine engine = new FakeEngine(true)) {
            ProgramRun run = ProgramRun.run(engine, folder,
                    List.of("mvn", "--no-transfer-progress", "compile", "exec:java"), "photo-days", "many");

            assertThat(engine.complaints()).singleElement().asString().contains("photo-days: 'many' is not a whole number");
            assertThat(run.exitCode()).as(run.text()).isEqualTo(32);
            assertThat(run.text()).doesNotContain("SEVERE").doesNotContain("photo-days").doesNotContain("ERROR");
        }
    }

    @Test
    void theProviderAndItsVersionAreFound() throws Exception {
        try (FakeEngine engine = new FakeEngine(true)) {
            ProgramRun run = ProgramRun.run(engine, folder, List.of("mvn", "-Dorg.slf4j.simpleLogger.logFile=System.err",
                    "--no-transfer-progress", "compile", "exec:java", "-DmainClass=com.pulumi.bootstrap.internal.Main",
                    "-DmainArgs=packages"));

            assertThat(run.exitCode()).as(run.text()).isZero();
            // Maven's own lines go to the other stream; the list is the one line that is JSON.
            JsonElement packages = JsonParser.parseString(run.text().lines()
                    .filter(line -> line.startsWith("[{")).findFirst().orElseThrow(() -> new AssertionError(run.text())));
            assertThat(packages.toString()).contains("\"name\":\"aws\"").contains("\"version\":\"6.83.0\"");
        }
    }
}
