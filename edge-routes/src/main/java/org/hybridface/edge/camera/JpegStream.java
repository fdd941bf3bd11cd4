// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the JPEG pictures in what a camera sends by their own structure. What stands between them, boundaries and heads of parts, is
 * written in so many ways by cameras (no dashes, no length or a wrong one, any type, the boundary behind the picture) that nothing is
 * concluded from it; only when no picture comes it tells why. Pure but for its input.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU T.81, annex B</a>
 */
final class JpegStream {

    /** Where the bytes come from. */
    interface Bytes {

        /** As {@link java.io.InputStream#read(byte[])}. */
        int read(byte[] into) throws IOException;
    }

    /** More than any camera's picture has within the limit of pixels. */
    static final int MAX_PICTURE_BYTES = 32 * 1024 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;

    /** Of what stands between two pictures so much is kept. */
    private static final int HEAD_BYTES = 1024;

    private static final int MARK = 0xFF;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int TEM = 0x01;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;
    private static final int END = -1;

    private final Bytes bytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final StringBuilder between = new StringBuilder();
    private Picture picture = new Picture();
    private int position;
    private int filled;
    private boolean begun;
    private boolean ends;
    private long refused;

    JpegStream(Bytes bytes) {
        this.bytes = bytes;
    }

    /** How reading one picture went on. */
    private enum Found { WHOLE, NEXT_BEGAN, DAMAGED, NOTHING_MORE }

    /**
     * Waits for the next whole picture.
     *
     * @return empty at the end
     * @throws IOException when the bytes cannot be read on
     */
    Optional<byte[]> next() throws IOException {
        while (begun || toBegin()) {
            begun = false;
            picture = new Picture();
            picture.add(MARK);
            picture.add(SOI);
            Found found = segments();
            if (found == Found.WHOLE) {
                ends = true;
                return Optional.of(picture.toByteArray());
            }
            if (found == Found.NOTHING_MORE) {
                return Optional.empty();
            }
            begun = found == Found.NEXT_BEGAN;
            // Of a camera that writes the end of its pictures, one without was cut: its decoder would grumble and paint the rest grey.
            if (begun && !ends && picture.endBeforeHead()) {
                return Optional.of(picture.toByteArray());
            }
            refused++;
        }
        return Optional.empty();
    }

    /** Pictures that were cut off, damaged or too large. */
    long refused() {
        return refused;
    }

    /** What stood last between two pictures, the head of a part as a rule; at most a kilobyte of it. */
    String between() {
        return between.toString();
    }

    private boolean toBegin() throws IOException {
        between.setLength(0);
        int before = 0;
        int one;
        while ((one = read()) != END) {
            if (before == MARK && one == SOI) {
                return true;
            }
            if (between.length() < HEAD_BYTES) {
                between.append((char) one);
            }
            before = one;
        }
        return false;
    }

    private Found segments() throws IOException {
        int marker = read() == MARK ? marker() : 0;
        while (picture.size() < MAX_PICTURE_BYTES) {
            if (marker == END) {
                return Found.NOTHING_MORE;
            }
            if (marker == SOI) {
                return Found.NEXT_BEGAN;
            }
            if (marker == 0) {
                return Found.DAMAGED;
            }
            picture.add(MARK);
            picture.add(marker);
            if (marker == EOI) {
                return Found.WHOLE;
            }
            boolean alone = marker == TEM || marker >= FIRST_RESTART && marker <= LAST_RESTART;
            if (!alone && !copySegment()) {
                return Found.DAMAGED;
            }
            marker = marker == SOS ? copyCoded() : read() == MARK ? marker() : 0;
        }
        return Found.DAMAGED;
    }

    private boolean copySegment() throws IOException {
        int high = read();
        int low = read();
        int length = high << 8 | low;
        if (high == END || low == END || length < 2) {
            return false;
        }
        picture.add(high);
        picture.add(low);
        for (int i = 2; i < length; i++) {
            int one = read();
            if (one == END) {
                return false;
            }
            picture.add(one);
        }
        return true;
    }

    /**
     * In coded data 0xFF is followed by 0 or a restart marker.
     *
     * @return the marker behind it
     */
    private int copyCoded() throws IOException {
        while (picture.size() < MAX_PICTURE_BYTES) {
            int one = read();
            if (one == END) {
                return END;
            }
            if (one != MARK) {
                picture.add(one);
                continue;
            }
            int marker = marker();
            if (marker != 0 && (marker < FIRST_RESTART || marker > LAST_RESTART)) {
                return marker;
            }
            picture.add(MARK);
            picture.add(marker);
        }
        return 0;
    }

    /** What follows 0xFF, which may stand several times. */
    private int marker() throws IOException {
        int one = read();
        while (one == MARK) {
            one = read();
        }
        return one;
    }

    private int read() throws IOException {
        if (position == filled) {
            filled = Math.max(0, bytes.read(buffer));
            position = 0;
            if (filled == 0) {
                return END;
            }
        }
        return buffer[position++] & 0xFF;
    }

    /** The bytes of one picture, with access to their end. */
    private static final class Picture extends ByteArrayOutputStream {

        Picture() {
            super(BUFFER_BYTES);
        }

        void add(int one) {
            write(one);
        }

        /** Some cameras leave the end marker out: then the head of the next part was taken for coded data. Ends the picture before it. */
        boolean endBeforeHead() {
            int from = Math.max(0, count - HEAD_BYTES);
            String tail = new String(buf, from, count - from, StandardCharsets.ISO_8859_1);
            int head = tail.lastIndexOf("\n--");
            if (head < 0) {
                head = tail.toLowerCase(java.util.Locale.ROOT).indexOf("\ncontent-");
            }
            if (head < 0) {
                return false;
            }
            count = from + (head > 0 && tail.charAt(head - 1) == '\r' ? head - 1 : head);
            add(MARK);
            add(EOI);
            return true;
        }
    }
}
