// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.print.Quoted;
import org.opencv.core.Mat;

/**
 * A network camera that sends pictures over HTTP: Motion JPEG without end, or one still picture at a time, which is asked for again and
 * again.
 */
final class HttpPictures implements FrameSource {

    /** How often a still picture is asked for in a second when nobody says. */
    static final double STILLS_PER_SECOND = 2;

    /** Of an answer of no telling type, so much is looked at. */
    private static final int LOOKED_AT_BYTES = 4096;

    /** What people paste from a browser and is no video. */
    private static final Set<String> NO_PICTURES = Set.of("text/html", "application/xhtml+xml", "application/json", "text/xml", "application/xml");
    private static final Pattern PART_TYPE = Pattern.compile("content-type\\s*:\\s*([^\\r\\n]*)", Pattern.CASE_INSENSITIVE);

    private final SourceAddress address;
    private final Duration silence;
    private final double stillsPerSecond;
    private Connection connection;
    private boolean still;
    private long position;
    private long refused;

    private HttpPictures(SourceAddress address, Duration silence, double stillsPerSecond, Connection connection) {
        this.address = address;
        this.silence = silence;
        this.stillsPerSecond = stillsPerSecond;
        this.connection = connection;
    }

    /** Whether that address may be such a camera. */
    static boolean mayBe(SourceAddress address) {
        return address.target().startsWith("http://") || address.target().startsWith("https://");
    }

    /**
     * @param silence         after which the camera counts as lost
     * @param stillsPerSecond how often a still picture is asked for; 0: {@link #STILLS_PER_SECOND}
     * @return empty when the address is there and sends something else, which FFmpeg may know
     * @throws CameraUnavailableException when it cannot be reached, or what it sends is no video
     */
    static Optional<FrameSource> open(SourceAddress address, Duration silence, double stillsPerSecond) throws CameraUnavailableException {
        Connection connection = Connection.open(address, silence);
        String kind = connection.bytes.kind();
        if (NO_PICTURES.contains(kind)) {
            connection.close();
            throw new CameraUnavailableException("answers with the header Content-Type: " + Quoted.value(kind) + ", which is a page and no video. Give the "
                    + "address of the video or picture itself; the camera's manual has it");
        }
        if (!kind.startsWith("multipart/") && !kind.startsWith("image/") && !connection.looksLikeJpegs()) {
            connection.close();
            return Optional.empty();
        }
        return Optional.of(new HttpPictures(address, silence, stillsPerSecond > 0 ? stillsPerSecond : STILLS_PER_SECOND, connection));
    }

    @Override
    public Optional<Picture> next() throws CameraUnavailableException {
        if (still) {
            connection.close();
            connection = Connection.open(address, silence);
        }
        connection.bytes.nextPicture();
        Optional<byte[]> photo = read();
        while (photo.isPresent()) {
            Optional<Mat> image = decode(photo.get());
            if (image.isPresent()) {
                return Optional.of(new Picture(address.shortName() + "#" + ++position, image.get()));
            }
            photo = read();
        }
        if (!still && connection.pictures == 1 && !connection.bytes.isLate()) {
            still = true;
            return next();
        }
        throw noPicture();
    }

    private Optional<byte[]> read() throws CameraUnavailableException {
        try {
            return connection.next();
        } catch (IOException e) {
            throw new CameraUnavailableException("cannot be read on (" + e.getMessage() + "). Check the network", e);
        }
    }

    private Optional<Mat> decode(byte[] photo) {
        try {
            return Optional.of(PictureDecoder.decode(photo));
        } catch (IOException e) {
            // One picture is lost and not the stream.
            refused++;
            return Optional.empty();
        }
    }

    private CameraUnavailableException noPicture() {
        if (position == 0 && refused + connection.jpegs.refused() == 0) {
            Matcher part = PART_TYPE.matcher(connection.jpegs.between());
            boolean multipart = connection.bytes.kind().startsWith("multipart/");
            return new CameraUnavailableException("sends no JPEG picture. Its header is Content-Type: " + Quoted.value(connection.bytes.contentType())
                    + (multipart ? part.find() ? ", that of a part is Content-Type: " + Quoted.value(part.group(1).strip()) : ", and no part has a Content-Type" : "")
                    + ". Set Motion JPEG in the camera, or give another of its addresses");
        }
        return FfmpegSource.silent(refused + connection.jpegs.refused());
    }

    @Override
    public Frame.Kind kind() {
        return Frame.Kind.VIDEO;
    }

    @Override
    public double playbackRate() {
        return still ? stillsPerSecond : 0;
    }

    @Override
    public void close() {
        connection.close();
    }

    /** One request's answer. */
    private static final class Connection implements AutoCloseable {

        private final HttpBytes bytes;
        private final JpegStream jpegs = new JpegStream(this::read);
        private byte[] seen = new byte[0];
        private int pictures;

        private Connection(HttpBytes bytes) {
            this.bytes = bytes;
        }

        static Connection open(SourceAddress address, Duration silence) throws CameraUnavailableException {
            try {
                return new Connection(HttpBytes.open(address.target(), silence));
            } catch (IOException e) {
                throw FfmpegSource.unreachable(e);
            }
        }

        boolean looksLikeJpegs() throws CameraUnavailableException {
            byte[] first = new byte[LOOKED_AT_BYTES];
            try {
                int read = bytes.read(first);
                seen = Arrays.copyOf(first, Math.max(0, read));
            } catch (IOException e) {
                throw FfmpegSource.unreachable(e);
            }
            String text = new String(seen, StandardCharsets.ISO_8859_1);
            return text.startsWith("--") || text.contains("\u00ff\u00d8\u00ff");
        }

        private int read(byte[] into) throws IOException {
            if (seen.length == 0) {
                return bytes.read(into);
            }
            int read = seen.length;
            System.arraycopy(seen, 0, into, 0, read);
            seen = new byte[0];
            return read;
        }

        Optional<byte[]> next() throws IOException {
            String kind = bytes.kind();
            boolean other = kind.startsWith("image/") && !kind.contains("jp") && !kind.equals("image/*");
            Optional<byte[]> next = other ? whole() : jpegs.next();
            pictures += next.isPresent() ? 1 : 0;
            return next;
        }

        /** A PNG or the like, which only ends with the answer. */
        private Optional<byte[]> whole() throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] some = new byte[LOOKED_AT_BYTES];
            int read;
            while ((read = read(some)) >= 0 && all.size() < JpegStream.MAX_PICTURE_BYTES) {
                all.write(some, 0, read);
            }
            return all.size() == 0 || read >= 0 || bytes.isLate() ? Optional.empty() : Optional.of(all.toByteArray());
        }

        @Override
        public void close() {
            bytes.close();
        }
    }
}
