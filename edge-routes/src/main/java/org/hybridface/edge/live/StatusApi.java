// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.camera.CameraEndpoint;
import org.hybridface.edge.camera.CameraStatistics;
import org.hybridface.edge.mqtt.MqttConnection;
import org.hybridface.edge.observe.CostMeter;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.outbox.OutboxLoad;
import org.hybridface.edge.recognise.FaceRecogniser;

/** The device at a glance, for the page: camera, link, outbox, questions and what they cost, and what is wrong. */
public final class StatusApi {

    private final CamelContext context;
    private final Supplier<LiveSettings> settings;
    private final FaceCache cache;
    private final FaceRecogniser recogniser;
    private final Outbox outbox;
    private final MqttConnection connection;
    private final CostMeter costs;

    public StatusApi(CamelContext context, Supplier<LiveSettings> settings, FaceCache cache, FaceRecogniser recogniser, Outbox outbox,
            MqttConnection connection, CostMeter costs) {
        this.context = context;
        this.settings = settings;
        this.cache = cache;
        this.recogniser = recogniser;
        this.outbox = outbox;
        this.connection = connection;
        this.costs = costs;
    }

    /** Everything the page shows beside video and people. */
    public Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("thing", settings.get().thing());
        status.put("uptimeSeconds", context.getUptime().toSeconds());
        status.put("cameras", CameraEndpoint.allIn(context).stream().map(StatusApi::camera).toList());
        status.put("frames", Map.of("processed", recogniser.frames(), "facesDetected", recogniser.facesDetected(),
                "facesEmbedded", recogniser.facesEmbedded()));
        status.put("cloud", Map.of("connected", connection.isConnected(), "url", connection.getUrl(), "problem", connection.getFault()));
        OutboxLoad load = outbox.load();
        status.put("outbox", Map.of("waiting", load.files(), "bytes", load.bytes(), "oldest", load.oldest().map(cache::timeOfDay).map(Object::toString).orElse("")));
        status.put("naming", settings.get().naming() == LiveSettings.Naming.TOLD_TO_THE_CLOUD);
        status.put("faces", Map.of("remembered", cache.getCacheSize(), "capacity", cache.getCapacity(), "unanswered", cache.getOpenAsks()));
        status.put("calls", calls());
        status.put("problems", problems());
        return status;
    }

    private static Map<String, Object> camera(CameraEndpoint endpoint) {
        CameraStatistics statistics = endpoint.statistics();
        Map<String, Object> camera = new LinkedHashMap<>();
        camera.put("camera", endpoint.name());
        camera.put("status", statistics.status().name().toLowerCase(Locale.ROOT));
        camera.put("framesPerSecond", Math.round(statistics.framesPerSecond() * 10) / 10.0);
        camera.put("frames", statistics.frames());
        camera.put("dropped", statistics.droppedFrames());
        camera.put("unreadable", statistics.unreadable());
        camera.put("reconnects", statistics.reconnects());
        camera.put("width", statistics.width());
        camera.put("height", statistics.height());
        camera.put("problem", statistics.problem());
        return camera;
    }

    private Map<String, Object> calls() {
        Map<String, Object> calls = new LinkedHashMap<>();
        calls.put("made", costs.getAsks());
        calls.put("answered", costs.getAnswers());
        calls.put("avoided", costs.getCallsAvoided());
        calls.put("overBudget", costs.getOverBudget());
        calls.put("budgetLeft", costs.getBudgetLeft());
        calls.put("budgetPerHour", costs.getBudgetPerHour());
        calls.put("dollarsPerCall", costs.getDollarsPerAsk());
        calls.put("dollarsSpent", costs.getDollarsSpent());
        calls.put("dollarsAvoided", costs.getDollarsAvoided());
        return calls;
    }

    private List<Map<String, String>> problems() {
        return HealthCheckHelper.invoke(context).stream()
                .filter(result -> result.getState() == HealthCheck.State.DOWN)
                .map(result -> Map.of("check", result.getCheck().getId(), "message", message(result)))
                .toList();
    }

    private static String message(HealthCheck.Result result) {
        return result.getMessage()
                .or(() -> result.getError().flatMap(error -> Optional.ofNullable(error.getMessage())))
                .orElse("is down");
    }
}
