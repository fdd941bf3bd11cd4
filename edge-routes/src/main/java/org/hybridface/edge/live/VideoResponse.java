// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One viewer's video: Motion JPEG as {@code multipart/x-mixed-replace}, which every browser shows in an {@code img}. A viewer whose link is
 * full misses pictures; nobody waits for it.
 */
final class VideoResponse implements LiveView.Viewer {

    private static final String BOUNDARY = "frame";

    /** About one picture may wait in the link; more would only be older when it arrives. */
    private static final int LINK_BYTES = 96 * 1024;

    private final HttpServerResponse response;
    private final LiveView view;
    private final String camera;
    private final Consumer<VideoResponse> gone;
    private final Context context = Vertx.currentContext();
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * To be made on the connection's own event loop.
     *
     * @param camera whose video it is, {@link LiveView#ANY} for what comes
     * @param gone told once when the viewer has left
     */
    VideoResponse(HttpServerResponse response, LiveView view, String camera, Consumer<VideoResponse> gone) {
        this.response = response;
        this.view = view;
        this.camera = camera;
        this.gone = gone;
    }

    void start() {
        describe(response);
        response.setChunked(true);
        response.setWriteQueueMaxSize(LINK_BYTES);
        response.closeHandler(closed -> leave());
        response.exceptionHandler(fault -> leave());
        response.write("--" + BOUNDARY + "\r\n");
        view.watch(this, camera);
    }

    static void describe(HttpServerResponse response) {
        response.putHeader("Content-Type", "multipart/x-mixed-replace; boundary=" + BOUNDARY);
        response.putHeader("Cache-Control", "no-store");
    }

    @Override
    public void show(byte[] jpeg) {
        context.runOnContext(now -> {
            if (!ended.get() && !response.closed() && !response.writeQueueFull()) {
                response.write(part(jpeg));
            }
        });
    }

    /** The boundary follows its picture at once: a browser shows a picture only when it has seen where it ends. */
    private static Buffer part(byte[] jpeg) {
        return Buffer.buffer(jpeg.length + 100)
                .appendString("Content-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n")
                .appendBytes(jpeg)
                .appendString("\r\n--" + BOUNDARY + "\r\n");
    }

    /** Ends the video from our side. */
    void end() {
        if (leave()) {
            context.runOnContext(now -> {
                if (!response.closed() && !response.ended()) {
                    response.end();
                }
            });
        }
    }

    private boolean leave() {
        boolean first = ended.compareAndSet(false, true);
        if (first) {
            view.leave(this);
            gone.accept(this);
        }
        return first;
    }
}
