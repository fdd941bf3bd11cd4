// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;
import org.hybridface.edge.frame.Frame;
import org.opencv.core.Mat;

/** A network stream (RTSP, HTTP, ...) or a video file of any kind that FFmpeg reads. */
final class FfmpegSource implements FrameSource {

    private static final double PLAUSIBLE_FRAMES_PER_SECOND = 240;

    private final VideoStream video;
    private final SourceAddress address;
    private long position;

    private FfmpegSource(VideoStream video, SourceAddress address) {
        this.video = video;
        this.address = address;
    }

    /**
     * @param silence       after which a stream counts as lost
     * @param rtspTransport {@code tcp} or {@code udp}
     * @param tls           of an encrypted stream
     */
    static FfmpegSource open(SourceAddress address, Duration silence, String rtspTransport, TlsCheck tls) throws CameraUnavailableException {
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        boolean isStream = address.type() == SourceAddress.Type.STREAM;
        // A camera's stream is watched now: what waits in buffers is old.
        Map<String, String> options = new HashMap<>(isStream ? Map.of("rtsp_transport", rtspTransport, "fflags", "nobuffer") : Map.of());
        options.putAll(tls.options());
        try {
            VideoStream video = VideoStream.open(address.target(), options, isStream ? Optional.of(silence) : Optional.empty());
            return new FfmpegSource(video, address);
        } catch (IOException e) {
            throw isStream ? unreachable(address, silence, e, tls) : new CameraUnavailableException("is no video that can be read (" + e.getMessage() + "). Convert it, for example to MJPG in an .avi file", e);
        }
    }

    @Override
    public Optional<Picture> next() throws CameraUnavailableException {
        Optional<Mat> picture;
        try {
            picture = video.next();
        } catch (IOException e) {
            throw new CameraUnavailableException("cannot be read on (" + e.getMessage() + "). Check the network or the file", e);
        }
        if (picture.isEmpty() && address.type().live()) {
            throw silent(video.refused());
        }
        return picture.map(image -> new Picture(address.shortName() + "#" + ++position, image));
    }

    static CameraUnavailableException unreachable(SourceAddress address, Duration silence, IOException reason, TlsCheck tls) {
        Optional<String> doubt = HostDoubt.of(address.target(), silence);
        return doubt.isPresent() ? new CameraUnavailableException(doubt.get(), reason) : new CameraUnavailableException("cannot be reached or refuses the stream" + tls.doubt() + " (" + reason.getMessage()
                + "). Check address, user, password and network, for example with ffplay", reason);
    }

    /** @param refused how many pictures came that were not decoded */
    static CameraUnavailableException silent(long refused) {
        return new CameraUnavailableException(refused == 0
                ? "ended its stream, or was silent for longer than the camera's option silence allows. Check the camera and the network"
                : "sent nothing but pictures that are damaged or have more than %d million pixels. Set a smaller size in the camera"
                        .formatted(PictureLimit.MAX_PIXELS / 1_000_000));
    }

    @Override
    public Frame.Kind kind() {
        return Frame.Kind.VIDEO;
    }

    @Override
    public double playbackRate() {
        double rate = video.frameRate();
        return address.type().live() || rate > PLAUSIBLE_FRAMES_PER_SECOND ? 0 : rate;
    }

    @Override
    public void close() {
        video.close();
    }
}
