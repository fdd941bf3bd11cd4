// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * What an HTTP address sends, byte for byte. FFmpeg's own client is used, as for all other streams: it knows Basic and Digest logins,
 * redirects and TLS, and its deadline ends any wait. Owns native memory; used by one thread at a time.
 *
 * @see <a href="https://ffmpeg.org/ffmpeg-protocols.html#http">FFmpeg: http</a>
 */
final class HttpBytes implements AutoCloseable {

    /** A camera's stream has no place to go to and no radio station's titles, and some cameras stumble over being asked. */
    private static final Map<String, String> OPTIONS = Map.of("seekable", "0", "icy", "0");

    /** What FFmpeg says, AVERROR(EIO), when an answer ends that did not tell its length, or one that is shorter than it told. */
    private static final int ENDED_OR_CUT_OFF = -5;

    private final Duration patience;
    private final FfmpegDeadline deadline;
    private final AVIOContext connection = new AVIOContext((Pointer) null);
    private String contentType = "";

    /** Nothing came that could be asked about. The message is a sentence with what to do. */
    static final class NoAnswerException extends IOException {

        private static final long serialVersionUID = 1L;

        NoAnswerException(String message) {
            super(message);
        }
    }

    private HttpBytes(Duration patience) {
        this.patience = patience;
        deadline = new FfmpegDeadline(Optional.of(patience));
    }

    /**
     * @param patience how long the server's answer may take, and then each picture
     * @param tls      whose certificate it must show
     * @throws IOException when it cannot be reached or refuses; the message is FFmpeg's
     */
    static HttpBytes open(String url, Duration patience, TlsCheck tls) throws IOException {
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        HttpBytes bytes = new HttpBytes(patience);
        try {
            bytes.connect(url, tls);
            return bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private void connect(String url, TlsCheck tls) throws IOException {
        deadline.start(1);
        AVDictionary dictionary = new AVDictionary(null);
        try {
            OPTIONS.forEach((name, value) -> avutil.av_dict_set(dictionary, name, value, 0));
            tls.options().forEach((name, value) -> avutil.av_dict_set(dictionary, name, value, 0));
            int opened = avformat.avio_open2(connection, url, avformat.AVIO_FLAG_READ, deadline.callback(), dictionary);
            if (deadline.isOver()) {
                throw new NoAnswerException("gives no answer for " + patience.toMillis() + " ms (the camera's option silence). Check that it is on, the address's host and port, and whether it wants http:// or https:// there");
            }
            if (opened == avutil.AVERROR_EOF()) {
                throw new NoAnswerException("ends the connection without an answer. Check the address's port, and whether it wants http:// or https:// there");
            }
            Ffmpeg.require(opened);
        } finally {
            avutil.av_dict_free(dictionary);
        }
        BytePointer type = new BytePointer((Pointer) null);
        if (avutil.av_opt_get(connection, "mime_type", avutil.AV_OPT_SEARCH_CHILDREN, type) >= 0 && !type.isNull()) {
            contentType = type.getString().strip();
            avutil.av_free(type);
        }
    }

    /** The header, as it was sent; empty when there was none. */
    String contentType() {
        return contentType;
    }

    /** Its kind without parameters, in lower case. */
    String kind() {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The next picture may take as long as the first. */
    void nextPicture() {
        deadline.start(1);
    }

    boolean isLate() {
        return deadline.isOver();
    }

    /**
     * @return how many bytes came; -1 at the end, or when the time is over
     * @throws IOException when the connection broke
     */
    int read(byte[] into) throws IOException {
        int read = avformat.avio_read_partial(connection, into, into.length);
        if (read == avutil.AVERROR_EOF() || read == ENDED_OR_CUT_OFF || read == 0 || deadline.isOver()) {
            return -1;
        }
        return Ffmpeg.require(read);
    }

    @Override
    public void close() {
        if (!connection.isNull()) {
            avformat.avio_closep(connection);
        }
        deadline.close();
    }
}
