package org.hybridface.edge.app;

import org.apache.camel.CamelContext;
import org.hybridface.edge.camera.CameraComponent;
import org.hybridface.edge.mqtt.MqttConnection;
import org.hybridface.edge.reload.RouteReload;
import org.hybridface.routecheck.RouteCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Live edits of this device's routes: what has to be kept and said again when a route is exchanged. */
final class EdgeReload implements RouteReload.Hold {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeReload.class);

    private final CamelContext context;

    private EdgeReload(CamelContext context) {
        this.context = context;
    }

    /** Reads the folder of {@code edge.routes.dir} before the routes are loaded; takes edits once it is started. */
    static RouteReload of(CamelContext context, Options options) {
        return new RouteReload(context, options.requiredPath("edge.routes.dir"), new RouteCheck(new RunningSide(context)),
                new EdgeReload(context));
    }

    @Override
    public AutoCloseable begin() {
        AutoCloseable cameras = context.getComponent("camera", CameraComponent.class).keepOpen();
        return () -> {
            cameras.close();
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
