// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.hybridface.vision.CameraSearch;
import org.hybridface.vision.Detection;
import org.hybridface.vision.OpenCv;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

/** White squares stand for faces; what the real net makes of real faces is measured in benchmarks. */
class FaceSearchTest {

    private static final int WANTED = 40;
    private static final int FRAME_MS = 83;

    private FaceSearch search;

    @BeforeEach
    void open() {
        OpenCv.load();
        search = new FaceSearch(BlobDetector::new, BlobDetector.SEES, 0.7, WANTED);
    }

    @AfterEach
    void close() {
        search.close();
    }

    @ParameterizedTest(name = "{0}x{1}")
    @CsvSource({"250, 250", "640, 480", "480, 640", "1280, 720", "1920, 1080", "1080, 1920", "3840, 2160", "2560, 400"})
    void facesFromTheSmallestWantedToOneThatFillsThePictureAreFoundOnce(int width, int height) {
        Random random = new Random(5);
        for (double size = WANTED; size <= Math.min(width, height) - 2; size *= 1.3) {
            Mat picture = picture(width, height);
            int side = (int) Math.ceil(size);
            int x = 1 + random.nextInt(width - side - 1);
            int y = 1 + random.nextInt(height - side - 1);
            paint(picture, x, y, side);
            List<Detection> faces = search.detect(picture);
            assertThat(faces).as("a face of %d px at %d,%d", side, x, y).hasSize(1);
            assertThat(faces.get(0).box().centre().x()).isCloseTo(x + side / 2.0, within(0.1 * side));
            assertThat(faces.get(0).box().height()).isCloseTo(side, within(0.15 * side));
            picture.release();
        }
    }

    @ParameterizedTest(name = "{0}x{1}, a picture each {2} ms")
    @CsvSource({"1280, 720, 83", "1920, 1080, 40", "1920, 1080, 83", "3840, 2160, 83", "3840, 2160, 33", "3840, 2160, 200", "3840, 2160, 700"})
    void aNewFaceIsFoundWithinHalfASecondAndInEveryPictureAfter(int width, int height, int frameMs) {
        CameraSearch camera = search.forCamera();
        Instant at = Instant.EPOCH;
        Mat room = picture(width, height);
        // Some way into the turns.
        for (int i = 0; i < 7; i++) {
            assertThat(camera.next(room, at)).isEmpty();
            at = at.plusMillis(frameMs);
        }
        int[][] places = {{3, 3}, {width - 60, 5}, {width / 2, height / 2}, {9, height - 70}, {width - 55, height - 52}, {width / 3, height / 3}};
        for (int[] place : places) {
            paint(room, place[0], place[1], 44);
        }
        int missing = places.length;
        for (Instant since = at; !at.isAfter(since.plusMillis(1500)); at = at.plusMillis(frameMs)) {
            int now = places.length - camera.next(room, at).size();
            assertThat(now).as("a face found is found again").isLessThanOrEqualTo(missing);
            missing = now;
            if (at.plusMillis(frameMs).isAfter(since.plusMillis(500))) {
                assertThat(missing).as("faces not found after %s", Duration.between(since, at)).isZero();
            }
        }
        room.release();
    }

    @Test
    void aSmallFaceThatWalksIsFoundInEveryPicture() {
        CameraSearch camera = search.forCamera();
        for (int i = 0; i < 25; i++) {
            Mat picture = picture(3840, 2160);
            paint(picture, 300 + 12 * i, 900 + 5 * i, 44);
            assertThat(camera.next(picture, Instant.EPOCH.plusMillis(FRAME_MS * (long) i))).as("picture " + i).hasSize(1);
            picture.release();
        }
    }

    @Test
    void searchingInTurnsLooksAtFarFewerPixels() {
        Mat picture = picture(3840, 2160);
        CameraSearch camera = search.forCamera();
        camera.next(picture, Instant.EPOCH);
        BlobDetector.looked = 0;
        for (int i = 1; i <= 12; i++) {
            camera.next(picture, Instant.EPOCH.plusMillis(FRAME_MS * (long) i));
        }
        assertThat(BlobDetector.looked / 12.0).isLessThan(0.3 * picture.total());
        picture.release();
    }

    @Test
    void aFastCameraIsNotSearchedMoreOftenThanItMust() {
        Mat picture = picture(1920, 1080);
        CameraSearch camera = search.forCamera();
        camera.next(picture, Instant.EPOCH);
        BlobDetector.looked = 0;
        for (int i = 1; i <= 50; i++) {
            camera.next(picture, Instant.EPOCH.plusMillis(40L * i));
        }
        assertThat(BlobDetector.looked / 50.0).isLessThan(0.27 * picture.total());
        picture.release();
    }

    @ParameterizedTest(name = "dark {0}, light {1}")
    @CsvSource({"60, 255", "20, 60", "180, 230"})
    void aFaceInPoorLightIsLookedAtWithMoreContrast(int background, int face) {
        try (FaceSearch poor = new FaceSearch(() -> new ContrastDetector(), BlobDetector.SEES, 0.7, WANTED)) {
            Mat picture = new Mat(480, 640, CvType.CV_8UC3, new Scalar(background, background, background));
            Mat place = picture.submat(new Rect(200, 150, 48, 48));
            place.setTo(new Scalar(face, face, face));
            assertThat(poor.detect(picture)).hasSize(1);
            picture.release();
            place.release();
        }
    }

    @Test
    void anotherSizeOfPictureStartsAnew() {
        CameraSearch camera = search.forCamera();
        for (int width : new int[] {1920, 640, 3840}) {
            Mat picture = picture(width, width * 9 / 16);
            paint(picture, width - 70, 20, 50);
            assertThat(camera.next(picture, Instant.EPOCH)).hasSize(1);
            picture.release();
        }
    }

    private static Mat picture(int width, int height) {
        return new Mat(height, width, CvType.CV_8UC3, new Scalar(60, 60, 60));
    }

    private static void paint(Mat picture, int x, int y, int side) {
        Mat place = picture.submat(new Rect(x, y, side, side));
        place.setTo(new Scalar(255, 255, 255));
        place.release();
    }
}
