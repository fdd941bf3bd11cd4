// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routemutants;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The other end of a {@link TestWorker}. It is begun anew when a mutant hangs it, and now and then, because failed starts leave things behind. */
final class WorkerProcess implements AutoCloseable {

    /** What a mutant that never ends is noticed by. */
    static final String HANGS = "it hangs";

    private static final int QUESTIONS_BEFORE_A_NEW_ONE = 60;
    private static final int EXIT_SECONDS = 5;

    private final Path classPathInFront;
    private Process process;
    private BufferedReader answers;
    private PrintStream questions;
    private int asked;

    /** @param classPathInFront holds {@code routes/}, which the tests are to find before any other */
    WorkerProcess(Path classPathInFront) {
        this.classPathInFront = classPathInFront;
    }

    /**
     * Runs tests until the first fails.
     *
     * @param tests classes or unique ids, in the order they run in
     * @return JUnit's unique id of the test that failed, {@link #HANGS}, or empty when all passed
     */
    Optional<String> firstFailure(List<String> tests, Duration atMost) throws IOException {
        if (process == null || ++asked > QUESTIONS_BEFORE_A_NEW_ONE) {
            close();
            start();
        }
        questions.println(String.join(TestWorker.SEPARATOR, tests));
        questions.flush();
        try {
            String answer = CompletableFuture.supplyAsync(this::answer).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(answer).filter(failed -> !failed.equals(TestWorker.ALL_PASSED));
        } catch (TimeoutException e) {
            close();
            return Optional.of(HANGS);
        } catch (ExecutionException e) {
            close();
            return Optional.of("it ends the JVM");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String answer() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(TestWorker.ANSWER)) {
                    return line.substring(TestWorker.ANSWER.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the JVM has ended");
    }

    private void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-Droutes.dir=" + classPathInFront.resolve("routes"),
                "-Dproject.root=" + System.getProperty("project.root", ".")));
        command.addAll(List.of("-cp", classPathInFront + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                TestWorker.class.getName()));
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        asked = 1;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            try {
                process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process = null;
        }
    }
}
