// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** DOWN while pictures should flow and do not. Readiness only: a dead camera is no reason to restart the program. */
final class CameraHealthCheck extends AbstractHealthCheck {

    private final CameraEndpoint endpoint;

    CameraHealthCheck(CameraEndpoint endpoint, String routeId) {
        super("camera", "camera-" + routeId);
        this.endpoint = endpoint;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        CameraStatistics statistics = endpoint.statistics();
        Duration quiet = statistics.quiet();
        result.detail("camera", endpoint.name());
        result.detail("status", statistics.status().name());
        result.detail("frames", statistics.frames());
        result.detail("dropped", statistics.droppedFrames());
        result.detail("unreadable", statistics.unreadable());
        result.detail("reconnects", statistics.reconnects());
        result.detail("fps", Math.round(statistics.framesPerSecond() * 10) / 10.0);
        switch (statistics.status()) {
            case LOST -> result.down().message(endpoint.name() + " " + statistics.problem() + ".");
            case OPENING, FLOWING -> {
                if (waitsForSource() && quiet.compareTo(endpoint.silenceAllowed()) > 0) {
                    result.down().message("%s has given no picture for %d s. Check its cable, power and network."
                            .formatted(endpoint.name(), quiet.toSeconds()));
                } else {
                    result.up();
                }
            }
            case ENDED -> {
                if (statistics.frames() == 0) {
                    result.down().message("%s ended without one picture: %s. Put others there.".formatted(endpoint.name(), statistics.unreadable() > 0
                            ? statistics.unreadable() + " files cannot be read, which the log names" : "there was none"));
                } else {
                    result.up();
                }
            }
            default -> result.up();
        }
    }

    /** With {@link Delivery#EVERY} a pause may be the route's, which has health checks of its own. */
    private boolean waitsForSource() {
        return !endpoint.everyFrame();
    }
}
