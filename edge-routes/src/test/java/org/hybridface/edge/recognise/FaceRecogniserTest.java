// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridface.edge.cache.Faces.face;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.Faces;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.OpenCv;
import org.hybridface.vision.Point;
import org.hybridface.vision.TrackerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class FaceRecogniserTest {

    private static final Box BOX = new Box(100, 100, 80, 80);
    private static final Detection FACE = new Detection(BOX,
            new Landmarks(new Point(120, 130), new Point(160, 130), new Point(140, 145), new Point(140, 165)), 0.9);

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private int closed;
    private FaceCache cache;
    private FaceFinder finder;
    private FaceRecogniser recogniser;

    @BeforeEach
    void start() {
        OpenCv.load();
        cache = Faces.cache(directory, Faces.SETTINGS, clock);
        finder = new FaceFinder(new OneFace());
        recogniser = new FaceRecogniser(finder, new SameFace(), cache, new QualityGate(40, 0, 90),
                new LookSettings(TrackerSettings.DEFAULT, Duration.ofMillis(120)));
    }

    @AfterEach
    void stop() {
        recogniser.close();
        cache.stop();
    }

    @Test
    void theFrameGoesOnBesideTheFaces() {
        Frame frame = frame(1, Frame.Kind.STILL);
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(frame);
        recogniser.process(exchange);
        SeenFace face = (SeenFace) exchange.getMessage().getBody(List.class).get(0);
        assertThat(face.key()).isEqualTo("User001");
        assertThat(face.state()).isEqualTo("pending");
        assertThat(face.box()).isEqualTo(BOX);
        assertThat(exchange.getProperty(FaceRecogniser.FRAME)).isSameAs(frame);
        assertThat(exchange.getProperty(FaceRecogniser.SIGHTINGS, List.class)).hasSize(1);
        frame.close();
    }

    @Test
    void aFrameIsLookedAtOnceAndAStepBetweenMayLeaveFacesOut() {
        try (Frame frame = frame(1, Frame.Kind.STILL)) {
            Exchange exchange = new DefaultExchange(new DefaultCamelContext());
            exchange.getMessage().setBody(frame);

            finder.process(exchange);
            assertThat(exchange.getMessage().getBody()).isEqualTo(List.of(FACE));
            recogniser.process(exchange);
            assertThat(exchange.getMessage().getBody(List.class)).hasSize(1);
            assertThat(recogniser.facesDetected()).as("not detected again").isOne();

            exchange.getMessage().setBody(List.of());
            recogniser.process(exchange);
            assertThat(exchange.getMessage().getBody(List.class)).as("left out by the step between").isEmpty();
        }
    }

    @Test
    void whatIsNoListOfFacesIsRefusedWithAWordAboutTheStepBefore() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(List.of("a face"));
        assertThatThrownBy(() -> recogniser.process(exchange)).isInstanceOf(IllegalStateException.class).hasMessageContaining("faceDetector");
    }

    @Test
    void aVideoIsFollowedAndPhotosAreNot() {
        for (int i = 1; i <= 10; i++) {
            recognise(i, Frame.Kind.VIDEO);
        }
        assertThat(recogniser.facesEmbedded()).as("two looks, then followed").isEqualTo(2);
        for (int i = 11; i <= 20; i++) {
            recognise(i, Frame.Kind.STILL);
        }
        assertThat(recogniser.facesEmbedded()).as("each photo is another scene").isEqualTo(12);
        assertThat(cache.getCacheSize()).isEqualTo(1);
    }

    @Test
    void qualityIsMeasuredOnlyWhileTheCloudMayBeAsked() {
        assertThat(recognise(1, Frame.Kind.STILL).get(0).quality()).isPresent();
        cache.add("User001");
        assertThat(recognise(2, Frame.Kind.STILL).get(0).quality()).isEmpty();
    }

    @Test
    void closingTwiceOrLookingAfterwardsHarmsNobody() {
        recogniser.close();
        recogniser.close();
        assertThat(closed).isEqualTo(2);
        assertThat(recognise(1, Frame.Kind.STILL)).isEmpty();
    }

    private List<Sighting> recognise(int number, Frame.Kind kind) {
        try (Frame frame = frame(number, kind)) {
            return recogniser.recognise(frame).sightings();
        }
    }

    private static Frame frame(int number, Frame.Kind kind) {
        return new Frame(number, "clip#" + number, kind, Instant.parse("2026-01-31T10:15:30Z").plusMillis(40L * number),
                new Mat(480, 640, CvType.CV_8UC3, new Scalar(1, 2, 3)));
    }

    private final class OneFace implements FaceDetector {

        @Override
        public String modelId() {
            return "test-detector";
        }

        @Override
        public List<Detection> detect(Mat bgr) {
            return List.of(FACE);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private final class SameFace implements FaceEmbedder {

        @Override
        public String modelId() {
            return Faces.MODEL;
        }

        @Override
        public ModelLines lines() {
            return new ModelLines(0.53, 0.6, 0.5, 0.4, 0.3, 0);
        }

        @Override
        public Embedding embed(Mat bgr, Landmarks landmarks) {
            return face(7);
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
