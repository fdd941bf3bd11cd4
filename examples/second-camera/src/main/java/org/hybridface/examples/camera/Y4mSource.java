// SPDX-License-Identifier: Apache-2.0
package org.hybridface.examples.camera;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.edge.camera.CameraUnavailableException;
import org.hybridface.edge.camera.FrameSource;
import org.hybridface.edge.frame.Frame;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Reads YUV4MPEG2: a line with the size, then for each picture a line {@code FRAME} and its planes, 4:2:0.
 *
 * @see <a href="https://wiki.multimedia.cx/index.php/YUV4MPEG2">YUV4MPEG2</a>
 */
final class Y4mSource implements FrameSource {

    private static final Pattern HEADER = Pattern.compile("YUV4MPEG2 W(\\d{1,4}) H(\\d{1,4})(?: .*)?");
    private static final Pattern RATE = Pattern.compile(".* F(\\d{1,6}):(\\d{1,6}).*");
    private static final Pattern OTHER_COLOURS = Pattern.compile(".* C(?!420(jpeg|paldv|mpeg2)?( |$)).*");

    /** No line of the format is longer. */
    private static final int MAX_LINE = 256;

    private final String name;
    private final InputStream in;
    private final boolean live;
    private final int width;
    private final int height;
    private final double rate;
    private final byte[] planes;
    private long position;

    private Y4mSource(String name, InputStream in, boolean live, int width, int height, double rate) {
        this.name = name;
        this.in = in;
        this.live = live;
        this.width = width;
        this.height = height;
        this.rate = rate;
        this.planes = new byte[width * height * 3 / 2];
    }

    /** @throws IOException when it does not begin as such a stream does; the message says how it begins */
    static Y4mSource of(String name, InputStream stream, boolean live) throws IOException {
        InputStream in = new BufferedInputStream(stream, 1 << 16);
        try {
            String line = line(in);
            Matcher header = HEADER.matcher(line);
            if (!header.matches() || OTHER_COLOURS.matcher(line).matches()) {
                throw new IOException("it begins with '" + line + "', and must with 'YUV4MPEG2 W640 H480 F25:1 C420jpeg'");
            }
            int width = Integer.parseInt(header.group(1));
            int height = Integer.parseInt(header.group(2));
            if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
                throw new IOException("its pictures are " + width + "x" + height + "; width and height must be even");
            }
            Matcher rate = RATE.matcher(line);
            return new Y4mSource(name, in, live, width, height, rate.matches() ? Double.parseDouble(rate.group(1)) / Double.parseDouble(rate.group(2)) : 0);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public Optional<Picture> next() throws CameraUnavailableException {
        try {
            if (!line(in).startsWith("FRAME") || in.readNBytes(planes, 0, planes.length) < planes.length) {
                return ended();
            }
        } catch (IOException e) {
            throw new CameraUnavailableException("broke off: " + e.getMessage(), e);
        }
        Mat yuv = new Mat(height * 3 / 2, width, CvType.CV_8UC1);
        Mat bgr = new Mat();
        yuv.put(0, 0, planes);
        Imgproc.cvtColor(yuv, bgr, Imgproc.COLOR_YUV2BGR_I420);
        yuv.release();
        position++;
        return Optional.of(new Picture(name + "#" + position, bgr));
    }

    /** A file is at its end then; a pipe has lost whoever wrote to it, and is opened again until somebody does. */
    private Optional<Picture> ended() throws CameraUnavailableException {
        if (live) {
            throw new CameraUnavailableException("gives no pictures any more. Start the program that writes to it");
        }
        return Optional.empty();
    }

    /** Empty at the end. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < MAX_LINE; c = in.read()) {
            line.append((char) c);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.US_ASCII);
    }

    @Override
    public Frame.Kind kind() {
        return Frame.Kind.VIDEO;
    }

    @Override
    public double playbackRate() {
        return live ? 0 : rate;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Nothing more is wanted of it.
        }
    }
}
