// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.hybridface.edge.camera.CameraComponent;
import org.hybridface.edge.mqtt.MqttConnection;
import org.hybridface.edge.observe.DeviceMetrics;
import org.hybridface.edge.reload.OwnOptions;
import org.hybridface.edge.reload.RouteReload;
import org.hybridface.routecheck.RouteCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Live edits of this device's routes: what has to be kept and said again when a route is exchanged. */
final class EdgeReload implements RouteReload.Hold {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeReload.class);

    private final CamelContext context;

    private final OwnOptions own;

    private EdgeReload(CamelContext context, LiveOptions live) {
        this.context = context;
        this.own = new OwnOptions(context, DeviceOptions.file(), OptionCheck.known(), live);
    }

    @Override
    public Set<String> newOptions(Supplier<List<String>> routeFaults) {
        return own.newOnes(() -> Stream.concat(DeviceSettings.faults(new Options(context)).stream(), routeFaults.get().stream()).toList());
    }

    @Override
    public void optionsAsBefore() {
        own.asBefore();
    }

    /** Starts the routes of {@code edge.routes.dir}, and takes edits there unless {@code edge.routes.reload} is false. */
    static RouteReload of(CamelContext context, Options options, LiveOptions live) {
        return new RouteReload(context, options.requiredPath("edge.routes.dir"), new RouteCheck(new RunningSide(context)),
                new EdgeReload(context, live), options.flag("edge.routes.reload") ? RouteReload.Watch.ALWAYS : RouteReload.Watch.AT_START_ONLY);
    }

    @Override
    public AutoCloseable begin() {
        AutoCloseable cameras = context.getComponent("camera", CameraComponent.class).keepOpen();
        return () -> {
            cameras.close();
            context.getRegistry().lookupByNameAndType("deviceMetrics", DeviceMetrics.class).bindCameras(context);
            readMailbox();
        };
    }

    /** An answer may have come while the route that listens was exchanged. */
    private void readMailbox() {
        MqttConnection connection = context.getRegistry().lookupByNameAndType("mqttConnection", MqttConnection.class);
        if (connection != null && connection.isConnected() && context.hasEndpoint("direct:ask-for-shadow") != null) {
            try {
                context.createFluentProducerTemplate().to("direct:ask-for-shadow").send();
            } catch (RuntimeException e) {
                LOG.debug("The mailbox is read at the next connect", e);
            }
        }
    }
}
