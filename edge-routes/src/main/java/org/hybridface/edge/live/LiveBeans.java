// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.mqtt.MqttConnection;
import org.hybridface.edge.observe.CostMeter;
import org.hybridface.edge.observe.DeviceMBeans;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.reload.OutlivesRoutes;

/** Makes the beans that live-view.camel.yaml names. */
public final class LiveBeans {

    private LiveBeans() {
    }

    /** Binds the beans; called before the routes are loaded. */
    public static void bind(CamelContext context, LiveSettings settings, FaceCache cache, FaceRecogniser recogniser, Outbox outbox,
            MqttConnection connection, CostMeter costs, Clock clock) throws Exception {
        LiveView view = new LiveView(clock);
        OutlivesRoutes.add(context, view);
        DeviceMBeans.registerAtStart(context, "video", view);
        Registry registry = context.getRegistry();
        registry.bind("liveView", view);
        registry.bind("viewListeners", new ViewListeners(context));
        registry.bind("videoEngine", new VideoEngine(context));
        registry.bind("pageHeaders", new PageHeaders());
        registry.bind("pageFiles", new PageFiles());
        registry.bind("facesApi", new FacesApi(cache, view, settings.linger(), clock));
        registry.bind("faceEdits", new FaceEdits(cache, view, settings.naming()));
        registry.bind("statusApi", new StatusApi(context, settings, cache, recogniser, outbox, connection, costs));
    }
}
