// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.detect;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.opencv.core.Mat;
import org.opencv.core.Size;

/**
 * A few detectors of one model, each for pictures of one size, since a net that is given another size is laid out anew, which takes longer
 * than a look at a small picture. The one not used for longest takes the next new size. Used by one thread at a time.
 */
final class SizedDetectors implements AutoCloseable {

    /** Whole pictures and parts, at two scales in large ones, of two cameras, and the closer looks in two sizes. */
    private static final int MOST = 9;

    private final Supplier<FaceDetector> opening;
    /** Last used at the end. */
    private final List<Sized> open = new ArrayList<>();

    /** @param opening opens one more; called at once for the first */
    SizedDetectors(Supplier<FaceDetector> opening) {
        this.opening = opening;
        open.add(new Sized(opening.get(), new Size()));
    }

    String modelId() {
        return open.get(0).detector.modelId();
    }

    List<Detection> detect(Mat bgr) {
        FaceDetector detector = take(bgr.size());
        open.add(new Sized(detector, bgr.size()));
        return detector.detect(bgr);
    }

    private FaceDetector take(Size size) {
        for (Iterator<Sized> each = open.iterator(); each.hasNext();) {
            Sized one = each.next();
            if (one.size.equals(size) || one.size.empty()) {
                each.remove();
                return one.detector;
            }
        }
        return open.size() < MOST ? opening.get() : open.remove(0).detector;
    }

    @Override
    public void close() {
        open.forEach(one -> one.detector.close());
        open.clear();
    }

    private record Sized(FaceDetector detector, Size size) {
    }
}
