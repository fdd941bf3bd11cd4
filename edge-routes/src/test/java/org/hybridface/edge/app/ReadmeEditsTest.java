// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.edge.mqtt.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The edits that README tells a newcomer to begin with, as they stand there, on a device that runs: each does what it says. */
@Timeout(180)
class ReadmeEditsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** What is to be done, and the indented block behind it. */
    private static final Pattern BEFORE = Pattern.compile("In `([a-z-]+\\.camel\\.yaml)`, before the step with the id `([a-z-]+)`:\n\n((?: {8}.*\n)+)");
    private static final Pattern AROUND = Pattern.compile("In `([a-z-]+\\.camel\\.yaml)`, put `([a-z-]+)` into one more filter:\n\n((?: {8}.*\n)+)");

    @TempDir
    Path directory;

    private Path routes;

    @Test
    void eachDoesWhatItSays() throws Exception {
        String readme = Files.readString(Path.of(System.getProperty("project.root"), "README.md"));
        List<MatchResult> before = BEFORE.matcher(readme).results().toList();
        MatchResult around = AROUND.matcher(readme).results().findFirst().orElseThrow();
        assertThat(before).as("README tells them in these words").hasSize(2);
        routes = RunningEdge.routesToEdit(directory.resolve("routes"));
        Path views = directory.resolve("views");
        try (TestBroker broker = new TestBroker(directory.resolve("broker")).start(); LogLines log = new LogLines("outbox-to-cloud");
                RunningEdge edge = RunningEdge.start(directory, routes, Clock.systemUTC(), "mqtt.url", broker.url().toString(), "edge.camera",
                        "camera:dir:" + RunningEdge.photos(directory.resolve("photos"), 2, 2) + "?loop=true").awaitStarted()) {
            await().atMost(SOON).until(() -> edge.cache().getCacheSize() == 2);

            insert(before.get(0), text -> text.replace("directoryName: views", "directoryName: " + views));
            await().atMost(SOON).until(() -> edge.reload().getExchanges() == 1);
            edge.cache().clear();
            await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(new ObjectMapper().readTree(views.resolve("last.json").toFile()).toString()).contains("User00"));

            insert(before.get(1), text -> text);
            await().atMost(SOON).until(() -> edge.reload().getExchanges() == 2);
            edge.cache().clear();
            await().atMost(SOON).untilAsserted(() -> assertThat(log.lines()).anySatisfy(line -> assertThat(line).matches("asking about User00[56]")));

            wrap(around, text -> text.replace("130", "100000"));
            await().atMost(SOON).until(() -> edge.reload().getExchanges() == 3);
            edge.cache().clear();
            await().atMost(SOON).until(() -> edge.cache().getCacheSize() == 2);
            long frames = edge.camera().getFrames();
            await().atMost(SOON).until(() -> edge.camera().getFrames() > frames + 4);
            assertThat(edge.cache().getOpenAsks()).as("nobody comes as near as that").isZero();

            assertThat(edge.reload().getRefused()).isEmpty();
        }
    }

    private interface Change {
        String of(String block);
    }

    private void insert(MatchResult edit, Change change) throws IOException {
        Step step = step(edit.group(1), edit.group(2));
        List<String> lines = new ArrayList<>(step.lines);
        lines.addAll(step.first, block(change.of(edit.group(3)), step.indent));
        Files.write(step.file, lines);
    }

    private void wrap(MatchResult edit, Change change) throws IOException {
        Step step = step(edit.group(1), edit.group(2));
        List<String> filter = block(change.of(edit.group(3)), step.indent);
        String last = filter.remove(filter.size() - 1);
        assertThat(last.strip()).as("README leaves out what stands there already").isEqualTo("- idempotentConsumer: ...");
        int deeper = last.indexOf('-') - step.indent;
        List<String> lines = new ArrayList<>(step.lines.subList(0, step.first));
        lines.addAll(filter);
        step.lines.subList(step.first, step.end()).forEach(line -> lines.add(" ".repeat(deeper) + line));
        lines.addAll(step.lines.subList(step.end(), step.lines.size()));
        Files.write(step.file, lines);
    }

    private static List<String> block(String text, int indent) {
        return new ArrayList<>(text.lines().map(line -> " ".repeat(indent) + line.substring(8)).toList());
    }

    /** A step in a route file: the line with its dash, and how far that is indented. */
    private record Step(Path file, List<String> lines, int first, int indent) {

        int end() {
            int line = first + 1;
            while (line < lines.size() && (lines.get(line).isBlank() || indentOf(lines.get(line)) > indent)) {
                line++;
            }
            return line;
        }
    }

    private Step step(String name, String id) throws IOException {
        Path file = routes.resolve(name);
        List<String> lines = Files.readAllLines(file);
        int at = 0;
        while (!lines.get(at).strip().equals("id: " + id)) {
            at++;
        }
        int first = at;
        while (!lines.get(first).strip().startsWith("- ")) {
            first--;
        }
        return new Step(file, lines, first, indentOf(lines.get(first)));
    }

    private static int indentOf(String line) {
        Matcher spaces = Pattern.compile(" *").matcher(line);
        return spaces.lookingAt() ? spaces.end() : 0;
    }
}
