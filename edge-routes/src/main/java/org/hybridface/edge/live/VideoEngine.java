// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Lets a {@code platform-http} route answer with an endless video: the option {@code platformHttpEngine} of its endpoint names this
 * bean. Needed because Camel's own engine reads an endless body with one thread for all connections, so that the slowest
 * viewer would set the pace of all.
 */
public final class VideoEngine extends VertxPlatformHttpEngine {

    public VideoEngine(CamelContext context) {
        setCamelContext(context);
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new VideoConsumer(endpoint, processor, getHandlers(), VertxPlatformHttpRouter.getRouterNameFromPort(getServerPort()));
    }
}
