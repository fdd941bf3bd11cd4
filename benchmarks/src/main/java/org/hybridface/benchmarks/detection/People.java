// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.detection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hybridface.benchmarks.accuracy.LabelledPhotos;
import org.hybridface.benchmarks.accuracy.LabelledPhotos.Photo;
import org.hybridface.benchmarks.detection.Options.Heads;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Photos to cut faces from.
 *
 * @param photos   how many there were
 * @param heads    those that are wanted, of the photos in whose middle there is a face
 * @param faceless every fourth photo, all its faces blurred out
 */
record People(int photos, List<Cutting> heads, List<Mat> faceless) implements AutoCloseable {

    private static final double FRONTAL_DEGREES = 20;
    private static final int EVERY_FACELESS = 4;
    private static final double MARGIN = 0.3;

    /** @param detector for the smallest faces that may be in a photo's background */
    static People in(Path folder, Heads wanted, FaceDetector detector) {
        List<Cutting> heads = new ArrayList<>();
        List<Mat> faceless = new ArrayList<>();
        List<Photo> photos = LabelledPhotos.in(folder);
        for (int i = 0; i < photos.size(); i++) {
            Mat picture = photos.get(i).read();
            if (i % EVERY_FACELESS == 0) {
                faceless.add(blurred(picture, detector.detect(picture)));
            }
            Optional<Cutting> head = Cutting.of(picture, detector).filter(one -> wanted == Heads.FRONTAL == one.yawDegrees() <= FRONTAL_DEGREES);
            head.ifPresentOrElse(heads::add, picture::release);
        }
        return new People(photos.size(), List.copyOf(heads), List.copyOf(faceless));
    }

    @Override
    public void close() {
        heads.forEach(head -> head.picture().release());
        faceless.forEach(Mat::release);
    }

    /** Nothing is left of a face but its four corners' colours. */
    private static Mat blurred(Mat picture, List<Detection> faces) {
        Mat copy = picture.clone();
        for (Detection face : faces) {
            Box box = face.box();
            Box around = new Box(box.x() - MARGIN * box.width(), box.y() - MARGIN * box.height(), (1 + 2 * MARGIN) * box.width(),
                    (1 + 2 * MARGIN) * box.height()).clippedTo(picture.cols(), picture.rows());
            Mat place = copy.submat(new Rect((int) around.x(), (int) around.y(), (int) around.width(), (int) around.height()));
            Mat corners = new Mat();
            Imgproc.resize(place, corners, new Size(2, 2), 0, 0, Imgproc.INTER_AREA);
            Imgproc.resize(corners, place, place.size(), 0, 0, Imgproc.INTER_LINEAR);
            corners.release();
            place.release();
        }
        return copy;
    }
}
