package org.hybridface.cloud.face;

import java.util.Optional;

/**
 * Width and height of a JPEG, read from its frame header without decoding it (ITU T.81, annex B.2). An image library would
 * cost more at a cold start than all the rest of the check.
 *
 * @param widthPx  pixels
 * @param heightPx pixels
 */
record JpegSize(int widthPx, int heightPx) {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;

    /** Empty when the bytes are no JPEG or end before its picture begins. */
    static Optional<JpegSize> read(byte[] jpeg) {
        if (jpeg.length < 4 || at(jpeg, 0) != 0xFF || at(jpeg, 1) != SOI) {
            return Optional.empty();
        }
        int position = 2;
        while (position + 4 <= jpeg.length && at(jpeg, position) == 0xFF) {
            int marker = at(jpeg, position + 1);
            if (marker == 0xFF) {
                position++; // a fill byte
                continue;
            }
            if (marker == SOS || marker == EOI) {
                return Optional.empty();
            }
            int length = word(jpeg, position + 2);
            if (isFrame(marker)) {
                return position + 9 > jpeg.length ? Optional.empty() : size(jpeg, position);
            }
            position += 2 + length;
        }
        return Optional.empty();
    }

    private static Optional<JpegSize> size(byte[] jpeg, int frame) {
        int height = word(jpeg, frame + 5);
        int width = word(jpeg, frame + 7);
        return width == 0 || height == 0 ? Optional.empty() : Optional.of(new JpegSize(width, height));
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC;
    }

    private static int at(byte[] bytes, int index) {
        return bytes[index] & 0xFF;
    }

    private static int word(byte[] bytes, int index) {
        return at(bytes, index) << 8 | at(bytes, index + 1);
    }
}
