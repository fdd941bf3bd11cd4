// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.hybridface.messages.ImageHeader;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * A video that FFmpeg demultiplexes and decodes, a picture at a time. FFmpeg's own time-outs watch the socket; a network camera that
 * stopped its video often goes on to send reports there, and a read then never returns. So each picture has a deadline here, kept by
 * FFmpeg's interrupt callback, which javacv's grabber does not offer. Owns native memory; used by one thread at
 * a time.
 *
 * @see <a href="https://ffmpeg.org/doxygen/trunk/group__lavf__decoding.html">FFmpeg: demuxing</a>
 * @see <a href="https://ffmpeg.org/doxygen/trunk/group__lavc__encdec.html">FFmpeg: send and receive</a>
 */
final class VideoStream implements AutoCloseable {

    /** Connecting and looking for the kind of the streams takes longer than a picture. */
    private static final int OPENING_TAKES = 3;

    /** FFmpeg's scaler writes rows in blocks of this many bytes, and may write one more behind the last row. */
    private static final int ROW_BYTES = 64;

    private static final int BYTES_PER_PIXEL = 3;

    private final FfmpegDeadline deadline;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame frame = avutil.av_frame_alloc();
    private AVFormatContext format;
    private AVCodecContext decoder;
    private SwsContext scaler;
    private BytePointer pixels = new BytePointer();
    private int stream;
    private boolean draining;
    private long refused;

    private VideoStream(Optional<Duration> patience) {
        this.deadline = new FfmpegDeadline(patience);
    }

    /**
     * @param url      file or address, as FFmpeg knows it
     * @param options  of protocol and format
     * @param patience how long a picture may take; empty: as long as it takes
     * @throws IOException when it cannot be opened or holds no video; the message is FFmpeg's
     */
    static VideoStream open(String url, Map<String, String> options, Optional<Duration> patience) throws IOException {
        VideoStream video = new VideoStream(patience);
        try {
            video.connect(url, options);
            video.findVideo();
            return video;
        } catch (IOException e) {
            video.close();
            throw e;
        }
    }

    private void connect(String url, Map<String, String> options) throws IOException {
        deadline.start(OPENING_TAKES);
        AVFormatContext context = avformat.avformat_alloc_context();
        context.interrupt_callback(deadline.callback());
        AVDictionary dictionary = new AVDictionary(null);
        try {
            options.forEach((name, value) -> avutil.av_dict_set(dictionary, name, value, 0));
            // On failure FFmpeg frees the context itself.
            Ffmpeg.require(avformat.avformat_open_input(context, url, null, dictionary));
            format = context;
            Ffmpeg.require(avformat.avformat_find_stream_info(format, (PointerPointer<?>) null));
        } finally {
            avutil.av_dict_free(dictionary);
        }
    }

    private void findVideo() throws IOException {
        stream = Ffmpeg.require(avformat.av_find_best_stream(format, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0));
        AVCodec codec = avcodec.avcodec_find_decoder(video().codecpar().codec_id());
        if (codec == null) {
            throw new IOException("no decoder for this video");
        }
        decoder = avcodec.avcodec_alloc_context3(codec);
        Ffmpeg.require(avcodec.avcodec_parameters_to_context(decoder, video().codecpar()));
        decoder.thread_count(0);
        decoder.max_pixels(PictureLimit.MAX_PIXELS);
        Ffmpeg.require(avcodec.avcodec_open2(decoder, codec, (AVDictionary) null));
    }

    private AVStream video() {
        return format.streams(stream);
    }

    /** Frames a second as the container says; 0 when it does not. */
    double frameRate() {
        AVRational rate = avformat.av_guess_frame_rate(format, video(), null);
        return rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
    }

    /**
     * Waits for the next picture.
     *
     * @return BGR, 8 bits a channel, the caller's own; empty at the end of the video, or when its time is over
     * @throws IOException when the video cannot be read on; the message is FFmpeg's
     */
    Optional<Mat> next() throws IOException {
        deadline.start(1);
        while (true) {
            int received = avcodec.avcodec_receive_frame(decoder, frame);
            if (received == 0) {
                return Optional.of(picture());
            }
            if (received == avutil.AVERROR_EOF()) {
                return Optional.empty();
            }
            if (received != avutil.AVERROR_EAGAIN()) {
                throw Ffmpeg.error(received);
            }
            if (!feed()) {
                return Optional.empty();
            }
        }
    }

    /**
     * Gives the decoder one packet more.
     *
     * @return false when there is none and the decoder holds nothing back
     */
    private boolean feed() throws IOException {
        int read = avformat.av_read_frame(format, packet);
        if (read == avutil.AVERROR_EOF() && !draining) {
            draining = true;
            avcodec.avcodec_send_packet(decoder, null);
            return true;
        }
        if (read == avutil.AVERROR_EOF() || deadline.isOver()) {
            return false;
        }
        Ffmpeg.require(read);
        if (packet.stream_index() == stream) {
            // A damaged packet, or one with more pixels than allowed, costs its picture and not the stream.
            if (hasTooManyScans() || avcodec.avcodec_send_packet(decoder, packet) < 0) {
                refused++;
            }
        }
        avcodec.av_packet_unref(packet);
        return true;
    }

    /** FFmpeg bounds pixels, not how often a progressive JPEG goes over all of them: some kilobytes could take minutes. */
    private boolean hasTooManyScans() {
        if (decoder.codec_id() != avcodec.AV_CODEC_ID_MJPEG) {
            return false;
        }
        byte[] jpeg = new byte[packet.size()];
        packet.data().get(jpeg);
        return ImageHeader.read(jpeg).filter(header -> header.scans() > ImageHeader.MAX_SCANS).isPresent();
    }

    private Mat picture() throws IOException {
        int width = frame.width();
        int height = frame.height();
        int rowBytes = (width * BYTES_PER_PIXEL + ROW_BYTES - 1) / ROW_BYTES * ROW_BYTES;
        makeRoom((long) rowBytes * height + ROW_BYTES);
        scaler = swscale.sws_getCachedContext(scaler, width, height, frame.format(), width, height, avutil.AV_PIX_FMT_BGR24,
                swscale.SWS_BILINEAR, null, null, (DoublePointer) null);
        if (scaler == null) {
            throw new IOException("pictures of an unknown kind");
        }
        try (PointerPointer<Pointer> to = new PointerPointer<>(1); IntPointer toRow = new IntPointer(1)) {
            to.put(0, pixels);
            toRow.put(0, rowBytes);
            swscale.sws_scale(scaler, frame.data(), frame.linesize(), 0, height, to, toRow);
        }
        avutil.av_frame_unref(frame);
        Mat view = new Mat(height, width, CvType.CV_8UC3, pixels.asByteBuffer(), rowBytes);
        try {
            return view.clone();
        } finally {
            view.release();
        }
    }

    private void makeRoom(long bytes) {
        if (pixels.capacity() != bytes) {
            avutil.av_free(pixels);
            pixels = new BytePointer(avutil.av_malloc(bytes)).capacity(bytes);
        }
    }

    /** Packets the decoder did not take: damaged, or with more pixels or scans than are decoded. */
    long refused() {
        return refused;
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avutil.av_frame_free(frame);
        avutil.av_free(pixels);
        pixels = new BytePointer();
        if (scaler != null) {
            swscale.sws_freeContext(scaler);
            scaler = null;
        }
        if (decoder != null) {
            avcodec.avcodec_free_context(decoder);
            decoder = null;
        }
        if (format != null) {
            avformat.avformat_close_input(format);
            format = null;
        }
        deadline.close();
    }
}
