// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.SEALER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.time.TestTime;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A question from its photo to the broker's receipt, and what is told of it on the way. */
class OutboxTest {

    private static final OutboxLimits LIMITS = new OutboxLimits(2, 1_000_000, Duration.ofHours(1));
    private static final String FILE = "User001.ask";

    @TempDir
    Path directory;

    private final TestTime machine = new TestTime();
    private final List<FaceEvent> news = new ArrayList<>();
    private Outbox outbox;

    @BeforeEach
    void start() throws IOException {
        outbox = new Outbox(directory, LIMITS, SEALER, machine.process(), news::add);
        outbox.prepare();
    }

    @Test
    void aQuestionIsToldWhenItIsSealedWhenItGoesAndWhenTheBrokerHasIt() throws Exception {
        NewFace question = store("User001", 3);
        assertThat(outbox.waiting("User001")).contains(question);

        byte[] opened = open("User001");
        outbox.sent(opened);

        assertThat(opened).isEqualTo(question.toJson());
        String id = " key=User001 id=" + question.uuid();
        assertThat(lines()).containsExactly("event=sealed key=User001 bytes=" + Files.size(directory.resolve(FILE)), "event=sending" + id + " bytes=" + opened.length,
                "event=published" + id);
    }

    @Test
    void aBetterPhotoIsToldAndOneThatComesTooLateIsNot() throws Exception {
        NewFace first = store("User001", 3);
        NewFace better = question(first.uuid(), "User001", 9);
        news.clear();

        outbox.improve(better.toJson(), FILE);
        assertThat(outbox.waiting("User001")).contains(better);
        assertThat(lines()).containsExactly("event=improved key=User001 id=" + first.uuid() + " photo=9");

        news.clear();
        store("User002", 3);
        open("User001");
        open("User002");
        news.clear();
        outbox.improve(question(first.uuid(), "User001", 12).toJson(), FILE);
        assertThat(outbox.waiting("User001")).as("it is on its way, whatever else is").contains(better);
        Files.delete(directory.resolve(FILE));
        outbox.improve(better.toJson(), FILE);
        outbox.improve(question(UUID.randomUUID(), "User003", 9).toJson(), "User003.ask");
        assertThat(directory.resolve(FILE)).as("sent").doesNotExist();
        assertThat(directory.resolve("User003.ask")).as("never asked, or sent before this run").doesNotExist();
        assertThat(news).isEmpty();
    }

    @Test
    void theNextQuestionAboutAFaceMayGetABetterPhotoAgain() throws Exception {
        store("User001", 3);
        open("User001");
        NewFace next = store("User001", 4);
        NewFace better = question(next.uuid(), "User001", 9);

        outbox.improve(better.toJson(), FILE);

        assertThat(outbox.waiting("User001")).contains(better);
    }

    @Test
    void whatMakesRoomIsToldByItsKey() throws Exception {
        for (String key : List.of("User001", "User002", "User003")) {
            store(key, 3);
            machine.pass(Duration.ofMinutes(1));
        }
        assertThat(lines()).filteredOn(line -> line.startsWith("event=dropped")).containsExactly("event=dropped key=User001");
        assertThat(outbox.size()).isEqualTo(2);
        assertThat(outbox.load().files()).isEqualTo(2);
        assertThat(outbox.load().bytes()).isEqualTo(Files.size(directory.resolve("User002.ask")) + Files.size(directory.resolve("User003.ask")));
        assertThat(outbox.maxFiles()).isEqualTo(LIMITS.files());
        assertThat(outbox.maxBytes()).isEqualTo(LIMITS.bytes());
    }

    @Test
    void whoIsForgottenLeavesNoQuestionAndNoHalfOfOne() throws IOException {
        Path half = directory.resolve(".User001.ask.tmp");
        assertThat(outbox.forget("User001")).as("nothing waits").isFalse();

        store("User001", 3);
        store("User002", 3);
        assertThat(outbox.forget("User001")).isTrue();
        Files.write(half, new byte[10]);
        assertThat(outbox.forget("User001")).as("a half").isTrue();

        assertThat(half).doesNotExist();
        assertThat(outbox.waiting("User001")).isEmpty();
        assertThat(outbox.waiting("User002")).isPresent();
        assertThat(new Outbox(directory.resolve("nowhere"), LIMITS, SEALER, machine.process()).forget("User001")).isFalse();
    }

    @Test
    void whatCannotBeOpenedIsNoQuestion() throws IOException {
        Files.write(directory.resolve(FILE), new byte[] {1, 2, 3});
        assertThat(outbox.waiting("User001")).isEmpty();
    }

    @Test
    void aStampThatIsOffBySecondsStaysAndOneThatIsOffByMoreIsPutRight() throws IOException {
        store("User001", 3);
        FileTime stamp = Files.getLastModifiedTime(directory.resolve(FILE));

        machine.set(Duration.ofSeconds(10));
        outbox.expire();
        assertThat(Files.getLastModifiedTime(directory.resolve(FILE))).isEqualTo(stamp);

        machine.set(Duration.ofMillis(1));
        outbox.expire();
        assertThat(Files.getLastModifiedTime(directory.resolve(FILE)).toInstant()).isEqualTo(machine.timeOfDay());
    }

    /** As the route does it. */
    private NewFace store(String key, int photoBytes) throws IOException {
        NewFace question = question(UUID.randomUUID(), key, photoBytes);
        Path file = directory.resolve(key + Outbox.SUFFIX);
        Files.write(file, outbox.seal(question.toJson(), file.getFileName().toString()));
        Files.setLastModifiedTime(file, FileTime.from(machine.timeOfDay()));
        outbox.stored(file.getFileName().toString());
        return question;
    }

    private byte[] open(String key) throws Exception {
        Exchange carrying = new DefaultExchange(new DefaultCamelContext());
        return outbox.open(Files.readAllBytes(directory.resolve(key + Outbox.SUFFIX)), key + Outbox.SUFFIX, carrying);
    }

    private NewFace question(UUID id, String key, int photoBytes) {
        byte[] jpeg = Arrays.copyOf(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, photoBytes);
        return new NewFace(id, key, machine.timeOfDay(), jpeg, new PhotoQuality(142, 0.7, -8));
    }

    private List<String> lines() {
        return news.stream().map(FaceEvent::toString).toList();
    }
}
