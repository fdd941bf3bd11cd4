// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.util.Collection;
import org.hybridface.messages.Limits;
import org.hybridface.vision.Box;
import org.hybridface.vision.Jpeg;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Cuts the photo of one face out of a frame and encodes it; makes smaller what is too large, and nothing larger. No state. */
final class PhotoCut {

    /** Longest side of the photo: Rekognition gains nothing from more, the network and the disk do. */
    private static final int LONGEST_SIDE_PX = 720;

    private PhotoCut() {
    }

    /**
     * @param picture BGR, not changed
     * @param others the other faces in the picture
     * @return JPEG of at most {@link Limits#PHOTO_BYTES}
     */
    static byte[] jpeg(Mat picture, Box face, Collection<Box> others) {
        Box box = HeadAndShoulders.around(face, others, picture.cols(), picture.rows());
        int x = Math.min((int) box.x(), picture.cols() - 1);
        int y = Math.min((int) box.y(), picture.rows() - 1);
        Mat crop = picture.submat(new Rect(x, y, Math.max(1, (int) box.width()), Math.max(1, (int) box.height())));
        Mat smaller = new Mat();
        try {
            double factor = LONGEST_SIDE_PX / (double) Math.max(crop.cols(), crop.rows());
            if (factor >= 1) {
                return Jpeg.encode(crop, Limits.PHOTO_BYTES);
            }
            Imgproc.resize(crop, smaller, new Size(), factor, factor, Imgproc.INTER_AREA);
            return Jpeg.encode(smaller, Limits.PHOTO_BYTES);
        } finally {
            crop.release();
            smaller.release();
        }
    }
}
