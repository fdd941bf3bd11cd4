// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridface.edge.cache.Faces.SEALER;
import static org.hybridface.edge.cache.Faces.face;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.outbox.Photographer;
import org.hybridface.edge.recognise.FacePhoto;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.recognise.Sighting;
import org.hybridface.edge.recognise.Sighting.Purpose;
import org.hybridface.messages.NewFace;
import org.hybridface.vision.Box;
import org.hybridface.vision.Jpeg;
import org.hybridface.vision.OpenCv;
import org.hybridface.vision.Quality;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class FaceToOutboxRouteTest extends RouteTest {

    private static final Quality GOOD = new Quality(100, 0.6, 5, 0, false);
    private static final Quality BETTER = new Quality(180, 0.8, 0, 0, false);
    private static final Quality BLURRED = new Quality(100, 0.01, 5, 0, false);

    private Frame frame;
    private String key;

    @Override
    String file() {
        return "face-to-outbox";
    }

    @Override
    void bind(CamelContext context) {
        context.getRegistry().bind("photographer", new Photographer(cache, news::add));
    }

    @BeforeEach
    void aFrameWithAnUnknownFace() {
        OpenCv.load();
        frame = new Frame(1, "clip#1", Frame.Kind.VIDEO, Instant.parse("2026-01-31T10:15:30Z"),
                new Mat(480, 640, CvType.CV_8UC3, new Scalar(10, 120, 200)));
        key = cache.remember(face(1), Set.of());
    }

    @AfterEach
    void release() {
        frame.close();
    }

    @Test
    void aGoodUnknownFaceWaitsSealedInTheOutbox() throws Exception {
        context.start();
        send(GOOD);
        Path file = directory.resolve("waiting/User001.ask");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        NewFace question = NewFace.fromJson(SEALER.open(Files.readAllBytes(file), "User001.ask"));
        assertThat(question.key()).isEqualTo(key);
        assertThat(question.capturedAt()).isEqualTo(frame.capturedAt());
        assertThat(question.quality().size()).isEqualTo(100);
        assertThat(question.quality().sharpness()).isEqualTo(GOOD.sharpness());
        assertThat(cache.find(key).orElseThrow().eventId()).contains(question.uuid().toString());
        assertThat(news).as("on the disk").extracting(FaceEvent::kind).contains(FaceEvent.Kind.ASK, FaceEvent.Kind.SEALED);
        Mat photo = Jpeg.decode(question.photo());
        assertThat(photo.cols()).as("head and shoulders, never upscaled").isEqualTo(220);
        photo.release();
    }

    @Test
    void theSameFaceIsAskedOnce() throws Exception {
        context.start();
        send(GOOD);
        Files.delete(directory.resolve("waiting/User001.ask"));
        send(GOOD);
        assertThat(outbox.size()).isZero();
    }

    @Test
    void aQuestionThatIsInTheOutboxStaysOpenWhateverItsCallerDoesThen() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:caller").to("direct:face-to-outbox").throwException(new IllegalStateException("a step of the caller's"));
            }
        });
        context.start();

        send("direct:caller", Purpose.ASK, GOOD);

        assertThat(outbox.size()).isEqualTo(1);
        assertThat(cache.find(key).orElseThrow().isOpen()).as("its answer will come").isTrue();
    }

    @Test
    void aBlurredFaceIsNotAskedButTheNextGoodOneIs() throws Exception {
        context.start();
        send(BLURRED);
        assertThat(outbox.size()).isZero();
        assertThat(cache.find(key).orElseThrow().asks()).isZero();
        send(GOOD);
        assertThat(outbox.size()).isEqualTo(1);
    }

    @Test
    void aFullDiskIsMetAtTheBackOffsPaceAndNotWithEveryFrame() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        doing("face-to-outbox", "outbox", exchange -> {
            tries.incrementAndGet();
            throw new IOException("No space left on device");
        });
        context.start();
        for (int i = 0; i < 50; i++) {
            send(GOOD);
        }
        assertThat(tries.get()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(60));
        send(GOOD);
        assertThat(tries.get()).isEqualTo(2);
    }

    @Test
    void aClearlyBetterPhotoTakesThePlaceOfTheOneThatWaits() throws Exception {
        context.start();
        send(GOOD);
        Path file = directory.resolve("waiting/User001.ask");
        NewFace first = NewFace.fromJson(SEALER.open(Files.readAllBytes(file), "User001.ask"));
        FileTime since = Files.getLastModifiedTime(file);
        assertThat(send(Purpose.IMPROVE, BETTER).getProperty(Exchange.EXCEPTION_CAUGHT)).as("it ends here").isNull();
        NewFace better = NewFace.fromJson(SEALER.open(Files.readAllBytes(file), "User001.ask"));
        assertThat(better.quality().size()).isEqualTo(180);
        assertThat(better.uuid()).as("the same question").isEqualTo(first.uuid());
        assertThat(Files.getLastModifiedTime(file)).as("its place in the queue").isEqualTo(since);
        assertThat(outbox.size()).isEqualTo(1);
        assertThat(cache.find(key).orElseThrow().asks()).isEqualTo(1);
    }

    @Test
    void aPhotoThatIsUnderwayStaysWhatItIs() throws Exception {
        context.start();
        send(GOOD);
        Path file = directory.resolve("waiting/User001.ask");
        byte[] waiting = Files.readAllBytes(file);
        Exchange carrying = new DefaultExchange(context);
        outbox.open(waiting, "User001.ask", carrying);
        send(Purpose.IMPROVE, BETTER);
        assertThat(Files.readAllBytes(file)).isEqualTo(waiting);

        carrying.setException(new IOException("the broker is away"));
        UnitOfWorkHelper.doneSynchronizations(carrying, carrying.getExchangeExtension().handoverCompletions());
        send(Purpose.IMPROVE, BETTER);
        assertThat(Files.readAllBytes(file)).as("it failed, and waits again").isNotEqualTo(waiting);
    }

    @Test
    void aBetterPhotoOfAQuestionThatIsSentAsksNothing() throws Exception {
        context.start();
        send(GOOD);
        Files.delete(directory.resolve("waiting/User001.ask"));
        send(Purpose.IMPROVE, BETTER);
        assertThat(outbox.size()).isZero();
    }

    /** A power cut at this moment leaves the question as it was, or as it is to be. */
    @Test
    void aQuestionStaysWhatItWasUntilTheNextOneIsWrittenToItsEnd() throws Exception {
        Path file = directory.resolve("waiting/User001.ask");
        Files.writeString(file, "the last question");
        List<String> meanwhile = new ArrayList<>();
        doing("face-to-outbox", "seal", exchange -> exchange.getMessage().setBody(new ByteArrayInputStream("the next question".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                meanwhile.add(said(file));
                return super.read(into, offset, length);
            }
        }));
        context.setStreamCaching(false);
        context.start();
        send(GOOD);
        assertThat(meanwhile).isNotEmpty().containsOnly("the last question");
        assertThat(file).hasContent("the next question");
    }

    private static String said(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "nothing";
        }
    }

    private void send(Quality quality) {
        send(Purpose.ASK, quality);
    }

    private Exchange send(Purpose purpose, Quality quality) {
        return send("direct:face-to-outbox", purpose, quality);
    }

    private Exchange send(String route, Purpose purpose, Quality quality) {
        Box box = new Box(200, 200, 100, 100);
        byte[] jpeg = Jpeg.encode(frame.picture().submat(140, 390, 140, 360), 97_920);
        Sighting sighting = new Sighting(new SeenFace(key, Optional.empty(), "pending", OptionalDouble.empty(), box), purpose,
                Optional.of(new FacePhoto(jpeg, quality, box, frame.capturedAt(), frame.source())));
        Exchange exchange = fluentTemplate.withBody(sighting).withExchangeProperties(Map.of(FaceRecogniser.FRAME, frame,
                FaceRecogniser.SIGHTINGS, List.of(sighting))).to(route).send();
        assertThat(exchange.getException()).isNull();
        return exchange;
    }
}
