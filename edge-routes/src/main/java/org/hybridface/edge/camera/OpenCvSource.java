// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hybridface.edge.frame.Frame;
import org.opencv.core.Mat;
import org.opencv.videoio.VideoCapture;
import org.opencv.videoio.VideoWriter;
import org.opencv.videoio.Videoio;

/** A camera of this machine (V4L2), read with OpenCV's own code. */
final class OpenCvSource implements FrameSource {

    private static final String ADVICE = "Plug it in, check 'ls -l /dev/video*', that this user is in the group 'video' and that no "
            + "other program uses it, or choose another camera";

    private final VideoCapture capture;
    private final SourceAddress address;
    private long position;

    private OpenCvSource(VideoCapture capture, SourceAddress address) {
        this.capture = capture;
        this.address = address;
    }

    /** Opens a camera. Width, height and rate are wishes (0: none); the driver takes the nearest it has. */
    static OpenCvSource device(SourceAddress address, int width, int height, double framesPerSecond)
            throws CameraUnavailableException {
        Path file = Path.of(address.target().startsWith("/dev/") ? address.target() : "/dev/video" + address.target());
        // Asked here first because OpenCV prints lines of its own when it is asked for a device that is not there.
        if (Files.isDirectory(file.getParent()) && !Files.exists(file)) {
            throw new CameraUnavailableException("is not there: " + file + " does not exist. " + ADVICE);
        }
        VideoCapture capture = new VideoCapture();
        boolean opened = address.target().startsWith("/dev/")
                ? capture.open(address.target(), Videoio.CAP_V4L2)
                : capture.open(Integer.parseInt(address.target()), Videoio.CAP_ANY);
        if (!opened) {
            capture.release();
            throw new CameraUnavailableException("cannot be opened. " + ADVICE);
        }
        // Many USB cameras give more than a few frames a second at their larger sizes only as MJPG.
        capture.set(Videoio.CAP_PROP_FOURCC, VideoWriter.fourcc('M', 'J', 'P', 'G'));
        wish(capture, Videoio.CAP_PROP_FRAME_WIDTH, width);
        wish(capture, Videoio.CAP_PROP_FRAME_HEIGHT, height);
        wish(capture, Videoio.CAP_PROP_FPS, framesPerSecond);
        return new OpenCvSource(capture, address);
    }

    private static void wish(VideoCapture capture, int property, double value) {
        if (value > 0) {
            capture.set(property, value);
        }
    }

    @Override
    public Optional<Picture> next() throws CameraUnavailableException {
        Mat image = new Mat();
        if (capture.read(image) && !image.empty()) {
            position++;
            return Optional.of(new Picture(address.shortName() + "#" + position, image));
        }
        image.release();
        throw new CameraUnavailableException("gives no more pictures. Check its cable and power");
    }

    @Override
    public Frame.Kind kind() {
        return Frame.Kind.VIDEO;
    }

    @Override
    public double playbackRate() {
        return 0;
    }

    @Override
    public void close() {
        capture.release();
    }
}
