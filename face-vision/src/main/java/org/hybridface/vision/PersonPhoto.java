// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** A photo of a person as somebody took it, made fit to be sent: a telephone's has 12 million pixels and lies on its side. */
public final class PersonPhoto {

    /** A face that fills a third of it is far above what a recogniser looks at. */
    static final int LONGEST_SIDE_PX = 1280;

    private PersonPhoto() {
    }

    /**
     * A JPEG of at most so many bytes. One that fits already stays as it is; else it is turned upright and made smaller.
     *
     * @throws UnreadableImageException when it is no picture, damaged or too large to be decoded
     */
    public static byte[] fitting(byte[] photo, int maxBytes) {
        Mat picture = Jpeg.decode(photo);
        try {
            if (photo.length <= maxBytes && isJpeg(photo)) {
                return photo;
            }
            shrink(picture);
            return Jpeg.encode(picture, maxBytes);
        } finally {
            picture.release();
        }
    }

    private static boolean isJpeg(byte[] photo) {
        return photo.length > 2 && photo[0] == (byte) 0xFF && photo[1] == (byte) 0xD8 && photo[2] == (byte) 0xFF;
    }

    private static void shrink(Mat picture) {
        double scale = (double) LONGEST_SIDE_PX / Math.max(picture.cols(), picture.rows());
        if (scale < 1) {
            Imgproc.resize(picture, picture, new Size(), scale, scale, Imgproc.INTER_AREA);
        }
    }
}
