// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a JPEG or PNG says of itself, read without decoding it: a small file can unfold to any size, and decoders allocate before they
 * look (ITU T.81, annex B.2; PNG specification, "IHDR"). Pure Java and no library: an image library would cost more at a cold start of
 * the Lambda than all the rest of its checks.
 *
 * @param format   of the file
 * @param widthPx  pixels, at least 1
 * @param heightPx pixels, at least 1
 * @param scans    how often a decoder goes over the whole picture: 1, or more in a progressive JPEG, where each costs as much as a
 *                 picture and takes a few bytes only
 */
public record ImageHeader(Format format, int widthPx, int heightPx, int scans) {

    /** The formats that Rekognition reads. */
    public enum Format { JPEG, PNG }

    /** Largest picture that is decoded, in pixels: above 8K video (33 million) and nearly all phones. At three bytes each it takes 150 MB. */
    public static final long MAX_PIXELS = 50_000_000;

    /** More than any encoder writes: libjpeg's own script for colour has 10. */
    public static final int MAX_SCANS = 64;

    private static final byte[] PNG_BEGIN = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final byte[] PNG_END = {'I', 'E', 'N', 'D'};
    private static final byte[] PNG_IHDR = {'I', 'H', 'D', 'R'};
    private static final int PNG_IHDR_AT = 12;
    private static final int PNG_WIDTH_AT = 16;
    private static final int PNG_HEIGHT_AT = 20;
    private static final int PNG_SIZE_END = 24;

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;

    /** Empty when the bytes are neither, or end before the picture begins. */
    public static Optional<ImageHeader> read(byte[] image) {
        return image.length >= PNG_SIZE_END && startsWith(image, 0, PNG_BEGIN) ? png(image) : jpeg(image);
    }

    /**
     * Whether a picture lacks its end: it was cut, or is still on its way. Its decoder would paint the rest grey, and grumble on the terminal.
     *
     * @return false also of what is neither JPEG nor PNG
     */
    public static boolean breaksOff(byte[] image) {
        return read(image).map(header -> header.format == Format.PNG ? !hasEnd(image, PNG_END) : !hasEnd(image)).orElse(false);
    }

    private static boolean hasEnd(byte[] png, byte[] end) {
        for (int at = png.length - end.length; at >= PNG_SIZE_END; at--) {
            if (startsWith(png, at, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasEnd(byte[] jpeg) {
        if (at(jpeg, jpeg.length - 2) == 0xFF && at(jpeg, jpeg.length - 1) == EOI) {
            return true;
        }
        int position = 2;
        while (position + 1 < jpeg.length) {
            int marker = at(jpeg, position + 1);
            if (at(jpeg, position) == 0xFF && marker == EOI) {
                return true;
            }
            boolean segment = isSegment(jpeg, position) && position + 4 <= jpeg.length;
            position += segment ? 2 + word(jpeg, position + 2) : 1;
        }
        return false;
    }

    /** @return width times height */
    public long pixels() {
        return (long) widthPx * heightPx;
    }

    private static Optional<ImageHeader> png(byte[] image) {
        long width = word(image, PNG_WIDTH_AT) * 0x10000L + word(image, PNG_WIDTH_AT + 2);
        long height = word(image, PNG_HEIGHT_AT) * 0x10000L + word(image, PNG_HEIGHT_AT + 2);
        boolean valid = startsWith(image, PNG_IHDR_AT, PNG_IHDR) && width > 0 && height > 0
                && width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE;
        return valid ? Optional.of(new ImageHeader(Format.PNG, (int) width, (int) height, 1)) : Optional.empty();
    }

    private static Optional<ImageHeader> jpeg(byte[] jpeg) {
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
                return position + 9 > jpeg.length ? Optional.empty() : frame(jpeg, position, position + 2 + length);
            }
            position += 2 + length;
        }
        return Optional.empty();
    }

    private static Optional<ImageHeader> frame(byte[] jpeg, int frame, int end) {
        int height = word(jpeg, frame + 5);
        int width = word(jpeg, frame + 7);
        return width == 0 || height == 0 ? Optional.empty()
                : Optional.of(new ImageHeader(Format.JPEG, width, height, Math.max(1, scans(jpeg, end))));
    }

    /** In coded data a byte 0xFF is followed by 0 or a restart marker, so that everything else is a segment of known length. */
    private static int scans(byte[] jpeg, int from) {
        int scans = 0;
        int position = from;
        while (position + 4 <= jpeg.length) {
            int marker = at(jpeg, position + 1);
            if (!isSegment(jpeg, position)) {
                position++;
                continue;
            }
            if (marker == EOI) {
                break;
            }
            if (marker == SOS) {
                scans++;
            }
            position += 2 + word(jpeg, position + 2);
        }
        return scans;
    }

    /** In coded data a byte 0xFF is followed by 0 or a restart marker, or by another as a fill byte. */
    private static boolean isSegment(byte[] jpeg, int position) {
        int marker = at(jpeg, position + 1);
        return at(jpeg, position) == 0xFF && marker != 0 && marker != 0xFF && (marker < FIRST_RESTART || marker > LAST_RESTART);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] expected) {
        return Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }

    private static int at(byte[] bytes, int index) {
        return bytes[index] & 0xFF;
    }

    private static int word(byte[] bytes, int index) {
        return at(bytes, index) << 8 | at(bytes, index + 1);
    }
}
