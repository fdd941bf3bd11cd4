// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** The current view as one picture, with boxes and names as in the video. */
public final class Stills {

    /** An older picture is not the current view; slow cameras give one every few seconds. */
    static final Duration OLDEST = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int UNAVAILABLE = 503;

    private final LiveView view;
    private final CameraNames cameras;

    Stills(LiveView view, CameraNames cameras) {
        this.view = view;
        this.cameras = cameras;
    }

    /**
     * @param camera its name, as /api/status tells it; null for whichever gave a picture last
     * @return the JPEG; with status 404 or 503 a text that says why there is none
     */
    public byte[] picture(@Header("camera") String camera, Exchange exchange) throws InterruptedException {
        String wanted = camera == null ? LiveView.ANY : camera;
        Optional<String> refusal = cameras.refusal(wanted);
        if (refusal.isPresent()) {
            return without(exchange, EditAnswers.NOT_FOUND, refusal.get());
        }
        String what = wanted.equals(LiveView.ANY) ? "any camera" : wanted;
        Optional<Duration> since = view.sinceLast(wanted);
        if (since.isEmpty()) {
            return unavailable(exchange, "there is no picture of " + what + " yet; /api/status says how the camera is");
        }
        if (since.get().compareTo(OLDEST) > 0) {
            return unavailable(exchange, "the last picture of " + what + " is " + since.get().toSeconds() + " s old; /api/status says how the camera is");
        }
        Optional<byte[]> jpeg = view.still(wanted, PATIENCE);
        if (jpeg.isEmpty()) {
            return unavailable(exchange, "the picture could not be made in " + PATIENCE.toSeconds() + " s");
        }
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "image/jpeg");
        return jpeg.get();
    }

    private static byte[] unavailable(Exchange exchange, String why) {
        return without(exchange, UNAVAILABLE, why);
    }

    private static byte[] without(Exchange exchange, int status, String why) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=utf-8");
        return why.getBytes(StandardCharsets.UTF_8);
    }
}
