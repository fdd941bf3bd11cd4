// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.commons.imaging.Imaging;

/** How large a picture will be once it is decoded: a file of 200 KB can hold 144 million pixels, which take 432 MB of native memory. */
final class PictureHeader {

    /** Above 8K video (33 million) and nearly all phones; three bytes each. */
    static final long MAX_PIXELS = 50_000_000;

    /** More than a picture of that many pixels takes. */
    static final int MAX_BYTES = 64 * 1024 * 1024;

    private PictureHeader() {
    }

    /**
     * Reads the header only.
     *
     * @throws UnreadableImageException when the picture is too large to be decoded, or its header cannot be read
     */
    static void requireDecodable(byte[] encoded) {
        if (encoded.length > MAX_BYTES) {
            throw new UnreadableImageException("the image has %d bytes, more than the %d that are decoded: make it smaller"
                    .formatted(encoded.length, MAX_BYTES));
        }
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                requireDecodable(otherKind(encoded));
                return;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                requireDecodable(new Dimension(reader.getWidth(0), reader.getHeight(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableImageException("the image cannot be decoded: " + encoded.length + " bytes, its header is damaged ("
                    + e.getMessage() + ")");
        }
    }

    private static Dimension otherKind(byte[] encoded) {
        try {
            return Imaging.getImageSize(encoded);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableImageException("the image cannot be decoded: " + encoded.length + " bytes, no JPEG or PNG");
        }
    }

    private static void requireDecodable(Dimension size) {
        if ((long) size.width * size.height > MAX_PIXELS) {
            throw new UnreadableImageException("the image has %d x %d pixels, more than the %d million that are decoded: make it smaller"
                    .formatted(size.width, size.height, MAX_PIXELS / 1_000_000));
        }
    }
}
