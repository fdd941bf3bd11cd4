// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hybridface.fuzz.Expected;
import org.hybridface.vision.OpenCv;
import org.opencv.core.Mat;

/** What a network camera sends, through the real demultiplexer and decoder: pictures within the limit, or an error, and no crash. */
public final class MjpegStreamFuzz {

    private static final int PICTURES = 3;
    private static final Path FILE = file();

    private MjpegStreamFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] stream) {
        Expected.only(() -> find(stream));
        Expected.only(() -> {
            Files.write(FILE, stream);
            try (VideoStream video = VideoStream.open(FILE.toString(), Map.of(), Optional.of(Duration.ofSeconds(5)))) {
                for (int i = 0; i < PICTURES; i++) {
                    video.next().ifPresent(MjpegStreamFuzz::check);
                }
            }
        }, IOException.class);
    }

    /** As HTTP cameras are read. What is found begins and ends as a picture does; nothing is found twice. */
    private static void find(byte[] stream) throws IOException {
        JpegStream jpegs = new JpegStream(new ByteArrayInputStream(stream)::read);
        int bytes = 0;
        for (Optional<byte[]> jpeg = jpegs.next(); jpeg.isPresent(); jpeg = jpegs.next()) {
            byte[] found = jpeg.get();
            bytes += found.length;
            if (found.length < 4 || found[1] != (byte) 0xD8 || found[found.length - 1] != (byte) 0xD9) {
                throw new AssertionError("no whole picture was found");
            }
            decode(found);
        }
        // An end that a camera leaves out is added.
        if (bytes > stream.length + 2) {
            throw new AssertionError("more was found than came");
        }
    }

    private static void decode(byte[] jpeg) {
        try {
            check(PictureDecoder.decode(jpeg));
        } catch (IOException e) {
            // Refused, as it may be.
        }
    }

    private static void check(Mat picture) {
        boolean tooLarge = picture.total() > PictureLimit.MAX_PIXELS;
        picture.release();
        if (tooLarge) {
            throw new AssertionError("a picture over the limit was decoded");
        }
    }

    private static Path file() {
        OpenCv.load();
        try {
            Path file = Files.createTempFile("stream-fuzz", ".mjpeg");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
