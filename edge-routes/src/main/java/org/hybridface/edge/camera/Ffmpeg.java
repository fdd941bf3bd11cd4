// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's results as Java's exceptions. */
final class Ffmpeg {

    private Ffmpeg() {
    }

    /** @throws IOException when the result is an error; the message is FFmpeg's */
    static int require(int result) throws IOException {
        if (result < 0) {
            throw error(result);
        }
        return result;
    }

    static IOException error(int code) {
        byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
        avutil.av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new IOException(new String(text, 0, end, StandardCharsets.UTF_8));
    }
}
