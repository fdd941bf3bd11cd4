// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
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

    /** Between two tries to get a still picture that did not come. */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    /** What people paste from a browser and is no video. */
    private static final Set<String> NO_PICTURES = Set.of("text/html", "application/xhtml+xml", "application/json", "text/xml", "application/xml");
    private static final Pattern PART_TYPE = Pattern.compile("content-type\\s*:\\s*([^\\r\\n]*)", Pattern.CASE_INSENSITIVE);

    private final SourceAddress address;
    private final Manner manner;
    private final CameraStatistics statistics;
    private Connection connection;
    private boolean still;
    private long position;
    private long refused;

    /**
     * How such a camera is asked.
     *
     * @param silence         after which the camera counts as lost
     * @param stillsPerSecond how often a still picture is asked for; 0: {@link #STILLS_PER_SECOND}
     * @param tls             whose certificate it must show
     */
    record Manner(Duration silence, double stillsPerSecond, TlsCheck tls) {
    }

    private HttpPictures(SourceAddress address, Manner manner, CameraStatistics statistics, Connection connection) {
        this.address = address;
        this.manner = manner;
        this.statistics = statistics;
        this.connection = connection;
    }

    /** Whether that address may be such a camera. */
    static boolean mayBe(SourceAddress address) {
        return address.target().startsWith("http://") || address.target().startsWith("https://");
    }

    /**
     * @param statistics counts what cannot be decoded
     * @param other      knows what is neither Motion JPEG nor a picture
     * @throws CameraUnavailableException when it cannot be reached, or what it sends is no video
     */
    static FrameSource open(SourceAddress address, Manner manner, CameraStatistics statistics, CameraReader.Opener other) throws CameraUnavailableException {
        Connection connection = Connection.open(address, manner);
        String kind = connection.bytes.kind();
        if (NO_PICTURES.contains(kind)) {
            connection.close();
            throw new CameraUnavailableException("answers with the header Content-Type: " + Quoted.value(kind) + ", which is a page and no video. Give the "
                    + "address of the video or picture itself; the camera's manual has it");
        }
        if (!connection.isKnown()) {
            connection.close();
            Optional<String> refusal = connection.first.text().isEmpty() ? HttpRefusal.of(address.target(), manner.silence()) : Optional.empty();
            if (refusal.isPresent()) {
                throw new CameraUnavailableException(refusal.get());
            }
            return openOther(other, connection);
        }
        return new HttpPictures(address, manner, statistics, connection);
    }

    private static FrameSource openOther(CameraReader.Opener other, Connection connection) throws CameraUnavailableException {
        try {
            return other.open();
        } catch (CameraUnavailableException e) {
            throw new CameraUnavailableException("sends no video that can be read. " + header(connection) + ", and it sends " + connection.first.inWords()
                    + ". Give the address of the video or picture itself; the camera's manual has it", e);
        }
    }

    private static String header(Connection connection) {
        String type = connection.bytes.contentType();
        return type.isEmpty() ? "It has no header Content-Type" : "Its header is Content-Type: " + Quoted.value(type);
    }

    @Override
    public Optional<Picture> next() throws CameraUnavailableException {
        return still ? nextStill() : nextOfStream();
    }

    /** A camera that was busy once gives the next picture when asked again; it is lost when it gives none for as long as it may be silent. */
    private Optional<Picture> nextStill() throws CameraUnavailableException {
        long end = System.nanoTime() + manner.silence().toNanos();
        while (true) {
            try {
                connection.close();
                connection = Connection.open(address, manner);
                return nextOfStream();
            } catch (CameraUnavailableException e) {
                if (System.nanoTime() - end > 0 || !waited()) {
                    throw e;
                }
            }
        }
    }

    private static boolean waited() {
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Picture> nextOfStream() throws CameraUnavailableException {
        connection.bytes.nextPicture();
        Optional<byte[]> photo = read();
        while (photo.isPresent()) {
            Optional<Mat> image = decode(photo.get());
            if (image.isPresent()) {
                return Optional.of(new Picture(address.shortName() + "#" + ++position, image.get()));
            }
            photo = read();
        }
        if (!still && connection.wasOneStill()) {
            still = true;
            return nextStill();
        }
        throw noPicture();
    }

    private Optional<byte[]> read() throws CameraUnavailableException {
        long before = connection.jpegs.refused();
        try {
            return connection.next();
        } catch (IOException e) {
            throw new CameraUnavailableException("cannot be read on (" + e.getMessage() + "). Check the network", e);
        } finally {
            statistics.unreadable(connection.jpegs.refused() - before);
        }
    }

    private Optional<Mat> decode(byte[] photo) {
        try {
            return Optional.of(PictureDecoder.decode(photo));
        } catch (IOException e) {
            // One picture is lost and not the stream.
            refused++;
            statistics.unreadable(1);
            return Optional.empty();
        }
    }

    private CameraUnavailableException noPicture() {
        String header = header(connection);
        long damaged = refused + connection.jpegs.refused();
        boolean unread = connection.first.unreadKind().isPresent() || !connection.first.isOtherPicture() && !connection.first.mayBeJpegs();
        if (connection.bytes.isLate() && connection.pictures == 0 && (damaged > 0 || connection.first.mayBeJpegs())) {
            return new CameraUnavailableException("gave no whole picture for %d ms (the camera's option silence). Check the network, set a smaller picture in the camera, or give it more time"
                    .formatted(manner.silence().toMillis()));
        }
        if (connection.bytes.kind().startsWith("multipart/") && position == 0 && damaged == 0) {
            Matcher part = PART_TYPE.matcher(connection.jpegs.between());
            return new CameraUnavailableException("sends no JPEG picture. " + header
                    + (part.find() ? ", that of a part is Content-Type: " + Quoted.value(part.group(1).strip()) : ", and no part has a Content-Type")
                    + ". Set Motion JPEG in the camera, or give another of its addresses");
        }
        if (connection.pictures == 0 && !unread && !connection.bytes.kind().startsWith("multipart/")) {
            return new CameraUnavailableException("sends a picture that breaks off before its end. Check the network, or set a smaller picture in the camera");
        }
        if (connection.pictures == 0 && unread || position == 0 && damaged == 0) {
            return new CameraUnavailableException("sends no picture that can be read. " + header + ", and it sends " + connection.first.inWords()
                    + ". Set JPEG in the camera, or give another of its addresses");
        }
        return FfmpegSource.silent(damaged);
    }

    @Override
    public Frame.Kind kind() {
        return Frame.Kind.VIDEO;
    }

    @Override
    public double playbackRate() {
        return !still ? 0 : manner.stillsPerSecond() > 0 ? manner.stillsPerSecond() : STILLS_PER_SECOND;
    }

    @Override
    public void close() {
        connection.close();
    }

    /** One request's answer. */
    private static final class Connection implements AutoCloseable {

        private final HttpBytes bytes;
        private final JpegStream jpegs = new JpegStream(this::read);
        private final FirstBytes first;
        private byte[] seen;
        private int pictures;

        private Connection(HttpBytes bytes, byte[] seen) {
            this.bytes = bytes;
            this.seen = seen;
            this.first = FirstBytes.of(seen);
        }

        static Connection open(SourceAddress address, Manner manner) throws CameraUnavailableException {
            HttpBytes bytes;
            try {
                bytes = HttpBytes.open(address.target(), manner.silence(), manner.tls());
            } catch (HttpBytes.NoAnswerException e) {
                throw new CameraUnavailableException(e.getMessage(), e);
            } catch (IOException e) {
                throw HttpRefusal.of(address.target(), manner.silence()).map(reason -> new CameraUnavailableException(reason, e)).orElseGet(() -> FfmpegSource.unreachable(address, manner.silence(), e, manner.tls()));
            }
            try {
                return new Connection(bytes, bytes.kind().startsWith("multipart/") ? new byte[0] : begin(bytes));
            } catch (IOException e) {
                bytes.close();
                throw FfmpegSource.unreachable(address, manner.silence(), e, manner.tls());
            }
        }

        /** It may come byte by byte. */
        private static byte[] begin(HttpBytes bytes) throws IOException {
            ByteArrayOutputStream begin = new ByteArrayOutputStream();
            byte[] some = new byte[LOOKED_AT_BYTES];
            int read;
            while (begin.size() < FirstBytes.NEEDED && (read = bytes.read(some)) >= 0) {
                begin.write(some, 0, read);
            }
            return begin.toByteArray();
        }

        /** Whether it is for this reader, by its header or by what it sends. */
        boolean isKnown() {
            return bytes.kind().startsWith("multipart/") || bytes.kind().startsWith("image/") || first.isOtherPicture() || first.mayBeJpegs();
        }

        /** Whether that answer was a picture and no stream. Some send it without its length, and do not end. */
        boolean wasOneStill() {
            return pictures == 1 && (!bytes.isLate() || bytes.kind().startsWith("image/"));
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
            // As a browser: by what it is, and not by its type.
            Optional<byte[]> next = first.isOtherPicture() ? whole() : jpegs.next();
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
