package org.hybridface.edge.camera;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;
import org.hybridface.edge.frame.Frame;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** A network stream (RTSP, HTTP, ...) or a video file of any kind that FFmpeg reads. */
final class FfmpegSource implements FrameSource {

    private static final double PLAUSIBLE_FRAMES_PER_SECOND = 240;

    private final FFmpegFrameGrabber grabber;
    private final SourceAddress address;
    private long position;

    private FfmpegSource(FFmpegFrameGrabber grabber, SourceAddress address) {
        this.grabber = grabber;
        this.address = address;
    }

    /**
     * @param silence       after which a stream counts as lost
     * @param rtspTransport {@code tcp} or {@code udp}
     */
    static FfmpegSource open(SourceAddress address, Duration silence, String rtspTransport) throws CameraUnavailableException {
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(address.target());
        if (address.type() == SourceAddress.Type.STREAM) {
            String micros = Long.toString(silence.toNanos() / 1000);
            // RTSP calls it timeout, the other protocols rw_timeout; FFmpeg ignores the one it does not know.
            grabber.setOption("timeout", micros);
            grabber.setOption("rw_timeout", micros);
            grabber.setOption("rtsp_transport", rtspTransport);
            // A camera's stream is watched now: what waits in buffers is old.
            grabber.setOption("fflags", "nobuffer");
        }
        try {
            grabber.start();
            return new FfmpegSource(grabber, address);
        } catch (FrameGrabber.Exception e) {
            release(grabber);
            throw new CameraUnavailableException(address.type() == SourceAddress.Type.STREAM
                    ? "cannot be reached or refuses the stream (" + e.getMessage()
                            + "). Check address, user, password and network, for example with ffplay"
                    : "is no video that can be read (" + e.getMessage() + "). Convert it, for example to MJPG in an .avi file", e);
        }
    }

    @Override
    public Optional<Picture> next() throws CameraUnavailableException {
        org.bytedeco.javacv.Frame grabbed;
        try {
            grabbed = grabber.grabImage();
        } catch (FrameGrabber.Exception e) {
            throw new CameraUnavailableException("cannot be read on (" + e.getMessage() + "). Check the network or the file", e);
        }
        if (grabbed != null) {
            position++;
            return Optional.of(new Picture(address.shortName() + "#" + position, copy(grabbed)));
        }
        if (address.type().live()) {
            throw new CameraUnavailableException("ended its stream or was silent too long. Check the camera and the network");
        }
        return Optional.empty();
    }

    /** The grabber uses one buffer again and again, so each picture is copied out of it. */
    private static Mat copy(org.bytedeco.javacv.Frame grabbed) {
        ByteBuffer pixels = (ByteBuffer) grabbed.image[0];
        Mat view = new Mat(grabbed.imageHeight, grabbed.imageWidth, CvType.CV_8UC3, pixels, grabbed.imageStride);
        try {
            return view.clone();
        } finally {
            view.release();
        }
    }

    @Override
    public Frame.Kind kind() {
        return Frame.Kind.VIDEO;
    }

    @Override
    public double playbackRate() {
        double rate = grabber.getVideoFrameRate();
        return address.type().live() || rate > PLAUSIBLE_FRAMES_PER_SECOND ? 0 : rate;
    }

    @Override
    public void close() {
        release(grabber);
    }

    private static void release(FFmpegFrameGrabber grabber) {
        try {
            grabber.close();
        } catch (FrameGrabber.Exception e) {
            org.slf4j.LoggerFactory.getLogger(FfmpegSource.class).debug("closing the grabber failed", e);
        }
    }
}
