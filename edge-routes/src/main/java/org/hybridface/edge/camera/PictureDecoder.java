// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.IOException;
import org.hybridface.messages.ImageHeader;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Decodes a photo whose header says that it may be. Turned as its EXIF data say. */
public final class PictureDecoder {

    private PictureDecoder() {
    }

    /**
     * The same of a file, which may have been cut or may still be on its way. A decoder would paint the rest grey.
     *
     * @throws IOException as {@link #decode}, and when it ends before its end
     */
    public static Mat decodeFile(byte[] photo) throws IOException {
        PictureLimit.requireDecodable(photo);
        if (ImageHeader.breaksOff(photo)) {
            throw new IOException("it breaks off before its end");
        }
        return decode(photo);
    }

    /**
     * BGR, 8 bits a channel, the caller's own.
     *
     * @throws IOException when it is too large, damaged or of an unknown kind; the message says which
     */
    public static Mat decode(byte[] photo) throws IOException {
        PictureLimit.requireDecodable(photo);
        MatOfByte bytes = new MatOfByte(photo);
        try {
            Mat image = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_COLOR);
            if (image.empty()) {
                image.release();
                throw new IOException("its pixels are damaged");
            }
            return image;
        } catch (CvException e) {
            throw new IOException("its pixels are damaged", e);
        } finally {
            bytes.release();
        }
    }
}
