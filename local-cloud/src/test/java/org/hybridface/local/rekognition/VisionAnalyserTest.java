// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.hybridface.local.http.AwsException;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.Jpeg;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** The real models on rendered people. */
class VisionAnalyserTest {

    /** More than a machine of tests has processors. */
    private static final int CALLERS = Runtime.getRuntime().availableProcessors() * 4;

    private static VisionAnalyser analyser;
    private static Similarity similarity;
    private static BufferedImage ada;

    @BeforeAll
    static void open() {
        analyser = new VisionAnalyser(FaceModels.open(Optional.empty()), "auto", "auto");
        similarity = Similarity.forModel(analyser.lines());
        ada = portrait("Ada", Pose.FRONTAL, Light.STUDIO);
    }

    @AfterAll
    static void close() {
        analyser.close();
    }

    @Test
    void aPersonInAnotherPoseAndLightIsStillThatPerson() {
        BufferedImage turned = portrait("Ada", Pose.turned(15), new Light(35, 20, 0.9, 0.8, 0.4));
        assertThat(similarity.of(embed(png(ada)).distance(embed(jpeg(turned))))).isGreaterThan(95);
    }

    @Test
    void anotherPersonIsNot() {
        Embedding katherine = embed(png(portrait("Katherine", Pose.FRONTAL, Light.STUDIO)));
        Embedding dennis = embed(png(portrait("Dennis", Pose.FRONTAL, Light.STUDIO)));
        assertThat(similarity.of(katherine.distance(dennis))).isLessThan(80);
    }

    @Test
    void aFaceIsMeasured() {
        try (PhotoAnalyser.Photo photo = analyser.open(jpeg(ada))) {
            Face face = photo.faces().get(0);
            assertThat(photo.faces()).hasSize(1);
            assertThat(face.relativeBox().width()).isBetween(0.2, 0.7);
            assertThat(face.brightness()).isBetween(30.0, 90.0);
            assertThat(Math.abs(face.pose().yawDegrees())).isLessThan(15);
            assertThat(QualityBar.AUTO.shortcomings(face)).isEmpty();
        }
    }

    @Test
    void aFaceTooBlurredToBeKnownAgainIsNotIndexed() {
        assertThat(shortcomings(ada)).isEmpty();
        assertThat(shortcomings(blurred(ada, 12))).contains("LOW_SHARPNESS");
    }

    @Test
    void anEmptyWallHasNoFace() {
        try (PhotoAnalyser.Photo photo = analyser.open(png(new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR)))) {
            assertThat(photo.faces()).isEmpty();
        }
    }

    @Test
    void onlyJpegAndPngAreImages() {
        assertRefused("InvalidImageFormatException", encoded(ada, "gif"));
        assertRefused("InvalidImageFormatException", encoded(ada, "bmp"));
        assertRefused("InvalidImageFormatException", new byte[0]);
        assertRefused("InvalidImageFormatException", "<html></html>".getBytes(StandardCharsets.UTF_8));
        byte[] torn = jpeg(ada);
        assertRefused("InvalidImageFormatException", Arrays.copyOf(torn, 20));
    }

    @Test
    void imagesOfTooFewOrTooManyPixelsAreRefused() {
        assertRefused("InvalidParameterException", png(new BufferedImage(79, 200, BufferedImage.TYPE_3BYTE_BGR)));
        byte[] bomb = png(new BufferedImage(10_000, 10_000, BufferedImage.TYPE_BYTE_BINARY));
        assertThat(bomb.length).isLessThan(100_000);
        assertRefused("ImageTooLargeException", bomb);
    }

    @Test
    void manyPhotosAtOnceGiveTheSameAnswersAsOneAfterTheOther() {
        byte[] photo = png(ada);
        Embedding alone = embed(photo);
        List<Embedding> together = IntStream.range(0, 8).parallel().mapToObj(i -> embed(photo)).toList();
        assertThat(together).allSatisfy(embedding -> assertThat(embedding.distance(alone)).isLessThan(1e-4));
    }

    @Test
    void whicheverThreadsPhotosComeByAFewLookAtThem() throws Exception {
        byte[] photo = png(ada);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        WatchedDetector.THREADS.clear();
        try (VisionAnalyser watched = new VisionAnalyser(FaceModels.open(Optional.empty()), WatchedDetector.NAME, "auto")) {
            CountDownLatch all = new CountDownLatch(CALLERS);
            List<Future<?>> looks = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                looks.add(callers.submit(() -> {
                    try (PhotoAnalyser.Photo open = watched.open(photo)) {
                        open.faces();
                    }
                    all.countDown();
                    all.await();
                    return true;
                }));
            }
            for (Future<?> look : looks) {
                look.get();
            }
        } finally {
            callers.shutdown();
        }
        assertThat(WatchedDetector.THREADS).hasSizeBetween(1, Runtime.getRuntime().availableProcessors());
    }

    private static List<String> shortcomings(BufferedImage picture) {
        try (PhotoAnalyser.Photo photo = analyser.open(jpeg(picture))) {
            return QualityBar.AUTO.shortcomings(photo.faces().get(0));
        }
    }

    private static BufferedImage blurred(BufferedImage picture, double sigma) {
        Mat pixels = Jpeg.decode(png(picture));
        Imgproc.GaussianBlur(pixels, pixels, new Size(0, 0), sigma);
        try {
            return ImageIO.read(new ByteArrayInputStream(Jpeg.encode(pixels, 1_000_000)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            pixels.release();
        }
    }

    private static Embedding embed(byte[] image) {
        try (PhotoAnalyser.Photo photo = analyser.open(image)) {
            return photo.embed(photo.faces().get(0));
        }
    }

    private static void assertRefused(String code, byte[] image) {
        assertThatThrownBy(() -> analyser.open(image)).isInstanceOfSatisfying(AwsException.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }

    private static BufferedImage portrait(String name, Pose pose, Light light) {
        return Portrait.render(DemoPeople.named(name), pose, light, 320);
    }

    private static byte[] png(BufferedImage picture) {
        return encoded(picture, "png");
    }

    private static byte[] jpeg(BufferedImage picture) {
        return encoded(picture, "jpg");
    }

    private static byte[] encoded(BufferedImage picture, String format) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            assertThat(ImageIO.write(picture, format, out)).isTrue();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
