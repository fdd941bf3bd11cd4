// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hybridface.vision.CameraSearch;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceSizes;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.detect.Glance.Close;
import org.hybridface.vision.detect.Glance.Seen;
import org.hybridface.vision.detect.SearchPlan.Look;
import org.opencv.core.Mat;

/**
 * Finds faces of every size from the smallest wanted to one that fills the picture, in pictures of any size, with a detector that sees a
 * certain range of sizes in one look. Whatever one look saw in doubt (a guess, a small or a cut face) is looked at again closely: so small
 * faces are found at a coarser scale than they could be trusted at, and their landmarks are exact.
 */
public final class FaceSearch implements FaceDetector {

    /** Of sure: what a closer look must show where the look before saw next to nothing; what is a face there shows more, a pattern on a wall less. */
    private static final double AFTER_ALL = 1.15;

    private final SizedDetectors detectors;
    private final Glance glance;
    private final FinerLandmarks landmarks;
    private final FaceSizes sees;
    private final double sure;
    private final int wantedPx;

    /**
     * @param opening  opens a detector of the model; this search closes it
     * @param sees     the sizes of faces that it sees in one look
     * @param sure     its confidence from which on a detection is a face
     * @param wantedPx the smallest face wanted: the longer side of its box, in pixels of the picture
     */
    public FaceSearch(Supplier<FaceDetector> opening, FaceSizes sees, double sure, int wantedPx) {
        this.detectors = new SizedDetectors(opening);
        this.glance = new Glance(detectors, sees, sure);
        this.landmarks = new FinerLandmarks(detectors, sees);
        this.sees = sees;
        this.sure = sure;
        this.wantedPx = wantedPx;
    }

    @Override
    public String modelId() {
        return detectors.modelId();
    }

    @Override
    public List<Detection> detect(Mat bgr) {
        SearchPlan plan = plan(bgr);
        List<Look> looks = new ArrayList<>(plan.fine());
        looks.add(plan.coarse());
        return found(bgr, looks, doubts(), Instant.EPOCH);
    }

    @Override
    public CameraSearch forCamera() {
        return new SearchInTurns(this);
    }

    @Override
    public Landmarks landmarks(Mat bgr, Detection face) {
        return landmarks.of(bgr, face);
    }

    @Override
    public void close() {
        detectors.close();
    }

    SearchPlan plan(Mat bgr) {
        return SearchPlan.of(bgr.cols(), bgr.rows(), wantedPx, sees);
    }

    /** What is doubtful in the pictures of one camera, or in one picture. */
    Doubts doubts() {
        return new Doubts(sure);
    }

    /** One detection for each face that these looks saw for certain, or in doubt and then closely. */
    List<Detection> found(Mat bgr, List<Look> looks, Doubts doubts, Instant at) {
        List<Detection> clear = new ArrayList<>();
        List<Detection> small = new ArrayList<>();
        List<Detection> doubtful = new ArrayList<>();
        for (Look look : looks) {
            for (Seen seen : glance.at(bgr, look)) {
                (switch (seen.certainty()) {
                    case CLEAR -> clear;
                    case SMALL -> small;
                    case DOUBTFUL -> doubtful;
                }).add(seen.detection());
            }
        }
        List<Detection> faces = new ArrayList<>(clear);
        for (Detection one : OneForEachFace.of(small)) {
            if (isNew(one, faces)) {
                faces.addAll(glance.closely(bgr, one.box(), Close.AT_A_FACE));
                // It was a face for certain, so it stays one when the closer look is too blurred to tell.
                if (isNew(one, faces)) {
                    faces.add(one);
                }
            }
        }
        int weak = Doubts.mostWeak(SearchPlan.pixels(looks));
        for (Detection one : doubts.worthwhile(doubtful, at)) {
            if (isNew(one, faces) && (!doubts.isWeak(one) || weak-- > 0)) {
                double least = doubts.isWeak(one) ? AFTER_ALL * sure : sure;
                glance.closely(bgr, one.box(), Close.AT_A_FACE).stream().filter(face -> face.confidence() >= least).forEach(faces::add);
                if (isNew(one, faces)) {
                    doubts.inVain(one, at);
                }
            }
        }
        return OneForEachFace.of(faces);
    }

    private static boolean isNew(Detection one, List<Detection> faces) {
        return faces.stream().noneMatch(face -> OneForEachFace.isSame(face.box(), one.box()));
    }

    /** What is there for certain where a face was in the picture before, and around it. */
    List<Detection> again(Mat bgr, Detection face) {
        return glance.closely(bgr, face.box(), Close.WHERE_A_FACE_WAS);
    }
}
