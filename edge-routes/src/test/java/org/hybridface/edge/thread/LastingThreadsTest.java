// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LastingThreadsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final ScheduledExecutorService scheduler = LastingThreads.scheduler("test-schedule");
    private final ThreadPoolExecutor worker = LastingThreads.worker("test-worker", 10, new ThreadPoolExecutor.DiscardPolicy());

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
        worker.shutdownNow();
    }

    @Test
    void aScheduleGoesOnAfterAnError() {
        AtomicInteger runs = new AtomicInteger();
        scheduler.scheduleWithFixedDelay(() -> failTwice(runs), 0, 1, TimeUnit.MILLISECONDS);
        await().atMost(SOON).until(() -> runs.get() > 3);
    }

    @Test
    void aScheduleAtAFixedRateGoesOnAfterAnError() {
        AtomicInteger runs = new AtomicInteger();
        scheduler.scheduleAtFixedRate(() -> failTwice(runs), 0, 1, TimeUnit.MILLISECONDS);
        await().atMost(SOON).until(() -> runs.get() > 3);
    }

    @Test
    void aWorkerTakesTheNextTaskAfterAnErrorInTheSameThread() {
        AtomicInteger runs = new AtomicInteger();
        Thread[] threads = new Thread[2];
        worker.execute(() -> {
            threads[0] = Thread.currentThread();
            failTwice(runs);
        });
        worker.execute(() -> threads[1] = Thread.currentThread());
        await().atMost(SOON).until(() -> threads[1] != null);
        assertThat(threads[1]).isSameAs(threads[0]);
    }

    @Test
    void aThreadNobodyCaughtEndsTheProcess() throws InterruptedException {
        AtomicInteger ended = new AtomicInteger();
        Thread thread = new Thread(() -> {
            throw new OutOfMemoryError("as native code throws it");
        }, "somebody's thread");
        thread.setUncaughtExceptionHandler(new LastLine(ended::incrementAndGet));
        thread.start();
        thread.join(SOON.toMillis());
        assertThat(ended).hasValue(1);
    }

    /** The rule that keeps the kind away: whoever needs a thread takes it from here. */
    @Test
    void noOtherClassOfTheDeviceMakesThreadsThatLast() throws IOException {
        List<String> makers = List.of("Executors.new", "new ScheduledThreadPoolExecutor", "new ThreadPoolExecutor(", "new Timer(");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> found = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.getParent().endsWith("thread"))
                    .filter(file -> makers.stream().anyMatch(read(file)::contains)).toList();
            assertThat(found).isEmpty();
        }
    }

    private static void failTwice(AtomicInteger runs) {
        if (runs.incrementAndGet() <= 2) {
            throw new OutOfMemoryError("as native code throws it");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
