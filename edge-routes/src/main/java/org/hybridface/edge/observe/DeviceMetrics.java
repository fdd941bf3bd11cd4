// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;
import org.hybridface.edge.cache.AppliedAnswer;
import org.hybridface.edge.cache.CacheCounts;
import org.hybridface.edge.cache.FaceState;
import org.hybridface.edge.camera.CameraEndpoint;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.mqtt.MqttConnection;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.shadow.AnswerListener;

/**
 * The device's own metrics, beside Camel's; units are in the names. Counters read what is counted anyway, so a frame costs nothing more
 * for being measured.
 */
public final class DeviceMetrics implements AnswerListener {

    private static final String CAMERA_FRAMES = "edge.camera.frames";
    private static final Duration[] ANSWER_BUCKETS = {
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2500),
        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30)};

    private final AtomicReference<MeterRegistry> meters = new AtomicReference<>();

    void bind(MeterRegistry registry, FaceRecogniser recogniser, CostMeter costs, CacheCounts counts) {
        counter(registry, "edge.frames", "Frames looked at", recogniser, FaceRecogniser::frames);
        counter(registry, "edge.faces.detected", "Faces found in frames", recogniser, FaceRecogniser::facesDetected);
        counter(registry, "edge.faces.embedded", "Faces embedded", recogniser, FaceRecogniser::facesEmbedded);
        counter(registry, "edge.faces.new", "Faces that got a new key", counts, CacheCounts::newKeys);
        counter(registry, "edge.cache.hits", "Sightings the cloud was not asked about", counts, CacheCounts::hits);
        counter(registry, "edge.asks", "Questions put to the cloud", counts, CacheCounts::asks);
        counter(registry, "edge.asks.over.budget", "Questions held back by the budget", counts, CacheCounts::overBudget);
        counter(registry, "edge.spent.dollars", "Estimated price of the questions", costs, CostMeter::getDollarsSpent);
        counter(registry, "edge.avoided.dollars", "Estimated price of the questions not asked", costs, CostMeter::getDollarsAvoided);
        Gauge.builder("edge.budget.left.asks", costs, CostMeter::getBudgetLeft).description("Questions left this hour").register(registry);
        Gauge.builder("edge.frames.open", Frame::open).description("Frames in memory outside the heap").register(registry);
        for (FaceState state : FaceState.values()) {
            if (state != FaceState.PENDING) {
                timer(registry, state);
            }
        }
        meters.set(registry);
    }

    void bindLink(MeterRegistry registry, Outbox outbox, MqttConnection connection) {
        Gauge.builder("edge.outbox.files", outbox, box -> box.load().files()).description("Questions that wait to be sent").register(registry);
        Gauge.builder("edge.outbox.bytes", outbox, box -> box.load().bytes()).description("Bytes of the questions that wait").register(registry);
        Gauge.builder("edge.cloud.connected", connection, link -> link.isConnected() ? 1 : 0).description("1 when connected").register(registry);
    }

    /** The cameras of all routes that run by now; one that is known already is not counted twice. */
    public void bindCameras(CamelContext context) {
        MeterRegistry registry = meters.get();
        for (CameraEndpoint camera : registry == null ? List.<CameraEndpoint>of() : CameraEndpoint.allIn(context)) {
            if (registry.find(CAMERA_FRAMES).tag("camera", camera.name()).functionCounter() != null) {
                continue;
            }
            camera(registry, CAMERA_FRAMES, "Pictures read from the source", camera, CameraEndpoint::getFrames);
            camera(registry, "edge.camera.dropped.frames", "Pictures of a live source nobody had time for", camera,
                    CameraEndpoint::getDroppedFrames);
            camera(registry, "edge.camera.reconnects", "Times the source came back", camera, CameraEndpoint::getReconnects);
            Gauge.builder("edge.camera.frames.per.second", camera, CameraEndpoint::getFramesPerSecond).tag("camera", camera.name())
                    .description("Pictures a second, over the last 32").register(registry);
        }
    }

    @Override
    public void applied(AppliedAnswer answer) {
        MeterRegistry registry = meters.get();
        if (registry != null && answer.waited().isPresent()) {
            timer(registry, answer.face().state()).record(answer.waited().get());
        }
    }

    private static Timer timer(MeterRegistry registry, FaceState state) {
        return Timer.builder("edge.answer").description("From the question, with the frame it came from, to the name on the device")
                .tag("state", state.word()).serviceLevelObjectives(ANSWER_BUCKETS).register(registry);
    }

    private static <T> void counter(MeterRegistry registry, String name, String description, T source, ToDoubleFunction<T> count) {
        FunctionCounter.builder(name, source, count).description(description).register(registry);
    }

    private static void camera(MeterRegistry registry, String name, String description, CameraEndpoint camera,
            ToDoubleFunction<CameraEndpoint> count) {
        FunctionCounter.builder(name, camera, count).tag("camera", camera.name()).description(description).register(registry);
    }
}
