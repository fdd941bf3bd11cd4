// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.camera.Pictures;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.record.KeyLookup.Known;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameRecordTest {

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final TestClock clock = new TestClock();

    @TempDir
    Path folder;

    private Path file;
    private FrameRecord record;

    @BeforeEach
    void open() throws Exception {
        file = folder.resolve("out/record.jsonl");
        record = new FrameRecord(Optional.of(file), key -> Optional.ofNullable(known.get(key)), clock);
        record.open();
    }

    @AfterEach
    void close() throws Exception {
        record.close();
    }

    @Test
    void aFrameOfAVideoSaysWhatWasOnScreen() {
        known.put("User001", new Known(Optional.of("Ada"), "named", false));
        show(Frame.Kind.VIDEO, "clip.avi#1", face("User001", Optional.empty(), "pending"));
        await().until(() -> lines().size() == 1);
        assertThat(lines()).containsExactly(
                "{\"frame\":1,\"source\":\"clip.avi#1\",\"faces\":[{\"key\":\"User001\",\"name\":null,\"state\":\"pending\",\"box\":[3,4,20,31]}]}");
    }

    @Test
    void aFrameWithoutFacesIsALineToo() {
        show(Frame.Kind.VIDEO, "clip.avi#1");
        await().until(() -> lines().equals(List.of("{\"frame\":1,\"source\":\"clip.avi#1\",\"faces\":[]}")));
    }

    @Test
    void aPhotoWaitsForItsNameAndLaterPhotosWaitBehindIt() {
        known.put("User001", new Known(Optional.empty(), "pending", true));
        show(Frame.Kind.STILL, "a.jpg", face("User001", Optional.empty(), "pending"));
        show(Frame.Kind.STILL, "b.jpg");
        assertThat(record.waiting()).isEqualTo(2);
        known.put("User001", new Known(Optional.of("Ada \"L\" Łovelace"), "named", false));
        await().until(() -> lines().size() == 2);
        assertThat(lines().get(0)).contains("a.jpg", "\"name\":\"Ada \\\"L\\\" Łovelace\",\"state\":\"named\"");
        assertThat(lines().get(1)).contains("b.jpg");
    }

    @Test
    void anEnrolledOrRejectedFaceIsAnAnswerToo() {
        known.put("User001", new Known(Optional.empty(), "enrolled", false));
        known.put("User002", new Known(Optional.empty(), "rejected", false));
        show(Frame.Kind.STILL, "a.jpg", face("User001", Optional.empty(), "pending"), face("User002", Optional.empty(), "pending"));
        await().until(() -> lines().size() == 1);
        assertThat(lines().get(0)).contains("\"state\":\"enrolled\"", "\"state\":\"rejected\"");
    }

    @Test
    void aFolderIsNotReadFurtherAheadThanAFewPhotos() throws Exception {
        known.put("User001", new Known(Optional.empty(), "pending", true));
        for (int photo = 0; photo < FrameRecord.WAITING_PHOTOS; photo++) {
            show(Frame.Kind.STILL, photo + ".jpg", face("User001", Optional.empty(), "pending"));
        }
        Thread camera = new Thread(() -> show(Frame.Kind.STILL, "next.jpg"), "camera");
        camera.start();
        await().until(() -> camera.getState() == Thread.State.WAITING);
        assertThat(lines()).isEmpty();

        known.put("User001", new Known(Optional.of("Ada"), "named", false));

        await().until(() -> lines().size() == FrameRecord.WAITING_PHOTOS + 1);
        camera.join();
    }

    @Test
    void whoeverIsErasedIsInNoLineAnyMoreAndTheOthersAre() throws Exception {
        known.put("User001", new Known(Optional.of("Ada Łovelace"), "named", false));
        known.put("User011", new Known(Optional.of("Bob"), "named", false));
        show(Frame.Kind.VIDEO, "clip.avi#1", face("User001", Optional.of("Ada Łovelace"), "named"), face("User011", Optional.of("Bob Łukasz"), "named"));
        show(Frame.Kind.VIDEO, "clip.avi#2", face("User011", Optional.of("Bob"), "named"));
        await().until(() -> lines().size() == 2);
        String second = lines().get(1);
        Files.writeString(file, "{\"frame\":3,\"faces\":[{\"key\":\"User012\",\"name\":null,\"probably\":\"Ada Łovelace\"}]}\n{\"cut\":[{\"key\":\"User001\"\n", StandardOpenOption.APPEND);
        assertThat(record.about(Set.of("User001"))).singleElement().asString().contains("clip.avi#1", "Ada Łovelace").doesNotContain("User011", "Bob");

        assertThat(record.forget(Set.of("User001"), Set.of("Ada Łovelace"))).isEqualTo(3);

        assertThat(Files.readString(file)).doesNotContain("User001", "Ada").contains("Bob Łukasz", "clip.avi#1", "User012");
        assertThat(lines().get(1)).isEqualTo(second);
        assertThat(record.forget(Set.of("User001"), Set.of("Ada Łovelace"))).isZero();
        show(Frame.Kind.VIDEO, "clip.avi#4", face("User001", Optional.of("Ada Łovelace"), "named"), face("User011", Optional.of("Bob"), "named"));
        await().until(() -> Files.readString(file).contains("clip.avi#4"));
        assertThat(Files.readString(file)).as("a frame that was on its way").doesNotContain("User001");
    }

    @Test
    void patienceEnds() {
        known.put("User001", new Known(Optional.empty(), "pending", true));
        show(Frame.Kind.STILL, "a.jpg", face("User001", Optional.empty(), "pending"));
        clock.advance(FrameRecord.PATIENCE);
        await().until(() -> lines().size() == 1);
        assertThat(lines().get(0)).contains("\"name\":null,\"state\":\"pending\"");
    }

    @Test
    void stoppingWritesWhatWaits() throws Exception {
        known.put("User001", new Known(Optional.empty(), "pending", true));
        show(Frame.Kind.STILL, "a.jpg", face("User001", Optional.empty(), "pending"));
        show(Frame.Kind.STILL, "b.jpg", face("User001", Optional.empty(), "pending"));
        record.close();
        assertThat(lines()).hasSize(2);
    }

    @Test
    void anotherRunAppends() throws Exception {
        show(Frame.Kind.VIDEO, "clip.avi#1");
        record.close();
        record = new FrameRecord(Optional.of(file), key -> Optional.empty(), clock);
        record.open();
        show(Frame.Kind.VIDEO, "clip.avi#1");
        await().until(() -> lines().size() == 2);
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAtTheStart() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("file"), "");
        FrameRecord hopeless = new FrameRecord(Optional.of(noFolder.resolve("record.jsonl")), key -> Optional.empty(), clock);
        assertThatThrownBy(hopeless::open).hasMessageContaining("edge.record=").hasMessageContaining("choose another file");
    }

    @Test
    void withoutAFileNothingIsRecorded() throws Exception {
        record.close();
        record = new FrameRecord(Optional.empty(), key -> Optional.empty(), clock);
        record.open();
        show(Frame.Kind.VIDEO, "clip.avi#1");
        assertThat(record.waiting()).isZero();
    }

    private void show(Frame.Kind kind, String source, SeenFace... faces) {
        Exchange exchange = DefaultExchange.newFromEndpoint(new DefaultCamelContext().getEndpoint("direct:x"));
        try (Frame frame = new Frame(1, source, kind, Instant.EPOCH, Pictures.grey(50))) {
            record.record(frame, List.of(faces), exchange);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody stops this test's thread", e);
        }
        UnitOfWorkHelper.doneSynchronizations(exchange, exchange.getExchangeExtension().handoverCompletions());
    }

    private static SeenFace face(String key, Optional<String> name, String state) {
        return new SeenFace(key, name, state, OptionalDouble.empty(), new Box(3.4, 4.4, 19.8, 30.9));
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
