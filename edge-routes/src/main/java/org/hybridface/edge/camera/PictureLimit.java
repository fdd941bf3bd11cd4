// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.imaging.Imaging;
import org.hybridface.messages.ImageHeader;

/**
 * How large a picture may be. Asked before it is decoded: a file of 200 KB can hold 144 million pixels, which take 432 MB, more than a
 * small device has.
 */
final class PictureLimit {

    /** As for everybody who decodes pictures. */
    static final long MAX_PIXELS = ImageHeader.MAX_PIXELS;

    /** Of a photo's file, which is read whole. */
    static final long MAX_FILE_BYTES = 64L * 1024 * 1024;

    /** Of a picture of an unknown kind. */
    private static final int LOOKED_AT_BYTES = 512;

    private PictureLimit() {
    }

    /**
     * A photo's bytes.
     *
     * @throws IOException when they are too many or cannot be read; the message says which
     */
    static byte[] read(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > MAX_FILE_BYTES) {
            throw new IOException("it has %d MB, more than the %d MB this device reads; make it smaller"
                    .formatted(bytes >> 20, MAX_FILE_BYTES >> 20));
        }
        return Files.readAllBytes(file);
    }

    /** @throws IOException when a picture is too large or its header cannot be read; the message says which */
    static void requireDecodable(byte[] content) throws IOException {
        Optional<ImageHeader> header = ImageHeader.read(content);
        // A camera's pictures come many times a second, and a library takes longer to know any kind.
        Dimension size = header.isPresent() ? new Dimension(header.get().widthPx(), header.get().heightPx()) : size(content);
        requireDecodable(size.width, size.height);
        if (header.filter(known -> known.scans() > ImageHeader.MAX_SCANS).isPresent()) {
            throw new IOException("its decoder would go over it more than " + ImageHeader.MAX_SCANS + " times; save it anew");
        }
    }

    /** @throws IOException when pictures of that size in pixels are not to be decoded */
    static void requireDecodable(int width, int height) throws IOException {
        // A header may count beyond what the reader's numbers hold.
        if (width <= 0 || height <= 0 || (long) width * height > MAX_PIXELS) {
            throw new IOException("%d x %d pixels are more than the %d million this device decodes; make its pictures smaller"
                    .formatted(width, height, MAX_PIXELS / 1_000_000));
        }
    }

    private static Dimension size(byte[] content) throws IOException {
        try {
            return Imaging.getImageSize(content);
        } catch (IOException | RuntimeException e) {
            throw new IOException(FirstBytes.of(Arrays.copyOf(content, Math.min(content.length, LOOKED_AT_BYTES))).unreadKind()
                    .map(kind -> "it is " + kind + ", whatever its name says; convert it to JPEG or PNG").orElse("its header is damaged or of an unknown kind"), e);
        }
    }
}
