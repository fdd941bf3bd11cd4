// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Clips that only FFmpeg can write and read. */
final class Clips {

    private Clips() {
    }

    /** MPEG-4 pictures of 64x48 at 10 a second whose tones are 0, 10, 20, ... */
    static Path mp4(Path file, int frames) throws Exception {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 64, 48)) {
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(10);
            recorder.start();
            for (int i = 0; i < frames; i++) {
                try (Frame frame = new Frame(64, 48, Frame.DEPTH_UBYTE, 3)) {
                    ByteBuffer pixels = (ByteBuffer) frame.image[0];
                    while (pixels.hasRemaining()) {
                        pixels.put((byte) (i * 10));
                    }
                    pixels.rewind();
                    recorder.record(frame);
                }
            }
        }
        return file;
    }
}
