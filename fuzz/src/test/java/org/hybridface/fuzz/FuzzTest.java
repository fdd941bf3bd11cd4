// SPDX-License-Identifier: Apache-2.0
package org.hybridface.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzzes each target in a JVM of its own, beginning with its corpus: seconds in {@code mvn verify}, {@code fuzz.seconds} of them, or
 * five minutes with {@code -Pfuzz}. A finding fails the test; the input is kept under {@code target/findings}, and belongs into the
 * corpus once it is mended.
 *
 * @see <a href="https://github.com/CodeIntelligenceTesting/jazzer">Jazzer</a>
 */
class FuzzTest {

    private static final String SUFFIX = "Fuzz.class";

    /** The first input waits for the classes, which are instrumented while they are loaded. */
    private static final int SECONDS_PER_INPUT = 60;

    private static final Pattern DONE = Pattern.compile("Done (?<runs>\\d+) runs in (?<seconds>\\d+) second");

    /** For the start of a JVM and of the models on a busy machine. */
    private static final int SPARE_SECONDS = 180;

    private final long seconds = Long.getLong("fuzz.seconds", 4);

    static List<String> targets() throws IOException {
        Path classes = Path.of("target/test-classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .map(file -> classes.relativize(file).toString().replace('/', '.').replace(".class", "")).sorted().toList();
        }
    }

    @Test
    void everyTargetHasACorpus() throws IOException {
        assertThat(targets()).isNotEmpty().allSatisfy(target -> assertThat(corpus(target)).isNotEmptyDirectory());
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Execution(ExecutionMode.CONCURRENT)
    void nothingIsFound(String target) throws IOException, InterruptedException {
        Path work = Files.createDirectories(Path.of("target/fuzz", target));
        Path findings = Files.createDirectories(Path.of("target/findings", target));
        Path log = work.resolve("log.txt");
        Process fuzzer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Jazzer.class.getName(),
                "--target_class=" + target,
                "--instrumentation_includes=org.hybridface.**",
                "--custom_hook_includes=org.hybridface.**",
                "--reproducer_path=" + findings,
                "-artifact_prefix=" + findings + "/",
                "-max_total_time=" + seconds,
                "-rss_limit_mb=0",
                "-timeout=" + SECONDS_PER_INPUT,
                "-max_len=16384",
                Files.createDirectories(work.resolve("generated")).toString(),
                corpus(target).toString())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        boolean ended = fuzzer.waitFor(seconds + SPARE_SECONDS, TimeUnit.SECONDS);
        fuzzer.destroyForcibly();
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertThat(ended).as("%s did not end:%n%s", target, text).isTrue();
        assertThat(fuzzer.exitValue()).as("%s; its input lies in %s:%n%s", target, findings, text).isZero();
        Matcher done = DONE.matcher(text);
        assertThat(done.find()).as("it came to its end").isTrue();
        assertThat(Long.parseLong(done.group("seconds"))).as("it took its time").isGreaterThanOrEqualTo(seconds);
        System.out.printf("fuzzed: %s, %s runs in %s s, nothing found%n", target, done.group("runs"), done.group("seconds"));
    }

    private static Path corpus(String target) {
        return Path.of("src/test/corpus", target.substring(target.lastIndexOf('.') + 1));
    }
}
