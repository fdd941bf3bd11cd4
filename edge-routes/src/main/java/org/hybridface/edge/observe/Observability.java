// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.camera.CameraEndpoint;
import org.hybridface.edge.camera.CameraStatus;
import org.hybridface.edge.mqtt.MqttConnection;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.recognise.FaceRecogniser;

/** Registers the device's health checks, MBeans and metrics with Camel. */
public final class Observability {

    private final FaceCache cache;
    private final FaceRecogniser recogniser;
    private final Outbox outbox;
    private final MqttConnection connection;
    private final CostMeter costs;
    private final DeviceMetrics metrics;
    private final DataDisk disk;
    private final Clock clock;

    public Observability(FaceCache cache, FaceRecogniser recogniser, Outbox outbox, MqttConnection connection, CostMeter costs,
            DeviceMetrics metrics, DataDisk disk, Clock clock) {
        this.cache = cache;
        this.recogniser = recogniser;
        this.outbox = outbox;
        this.connection = connection;
        this.costs = costs;
        this.metrics = metrics;
        this.disk = disk;
        this.clock = clock;
    }

    /** Health at once; MBeans and metrics when the context has its registries and cameras. */
    public void register(CamelContext context) throws Exception {
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        if (health != null) {
            ProgressWatch looked = new ProgressWatch(recogniser::frames, clock);
            health.register(new EdgeHealthCheck("outbox", () -> Checks.outbox(outbox.load(), outbox.maxFiles(), outbox.maxBytes(), clock.instant())));
            health.register(new EdgeHealthCheck("budget", () -> Checks.budget(costs.getBudgetLeft(), costs.getBudgetPerHour())));
            health.register(new EdgeHealthCheck("shadow", () -> Checks.answers(cache.list(), connection.connectedSince(), clock.instant())));
            Supplier<EdgeHealthCheck.Finding> detector = () -> Checks.detector(flows(context), looked.still(), recogniser.frames());
            health.register(new EdgeHealthCheck("detector", detector));
            Optional<SystemdWatchdog> watchdog = SystemdWatchdog.wanted(System.getenv(), () -> detector.get().problem().isEmpty());
            if (watchdog.isPresent()) {
                context.addService(watchdog.get());
            }
            health.register(new EdgeHealthCheck("disk", disk::look));
        }
        context.getRegistry().bind("deviceMetrics", metrics);
        AfterStart.once(context, this::registerRest);
    }

    private static boolean flows(CamelContext context) {
        return CameraEndpoint.allIn(context).stream().anyMatch(camera -> camera.statistics().status() == CameraStatus.FLOWING);
    }

    private void registerRest(CamelContext context) {
        MeterRegistry registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        if (registry != null) {
            metrics.bind(registry, recogniser, costs, cache.counts());
            metrics.bindLink(registry, outbox, connection);
            metrics.bindCameras(context);
        }
        DeviceMBeans.register(context, "faces", new ManagedFaces(cache));
        DeviceMBeans.register(context, "outbox", new ManagedOutbox(outbox, clock));
        DeviceMBeans.register(context, "costs", costs);
        DeviceMBeans.register(context, "mqtt", new ManagedConnection(connection));
    }
}
