// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.hybridface.edge.access.Refusals;

/**
 * Runs the route for each request and then, when its body is a {@link LiveView}, sends that view's pictures until the viewer leaves.
 * The exchange is complete as soon as the video starts, so a viewer never holds up the end of the program. No thread waits.
 */
final class VideoConsumer extends VertxPlatformHttpConsumer {

    private static final int UNAVAILABLE = 503;

    private final Set<VideoResponse> running = ConcurrentHashMap.newKeySet();

    VideoConsumer(PlatformHttpEndpoint endpoint, Processor processor, List<Handler<RoutingContext>> handlers, String router) {
        super(endpoint, processor, handlers, router);
    }

    @Override
    protected void handleRequest(RoutingContext request) {
        if (isSuspended()) {
            request.response().setStatusCode(UNAVAILABLE).end();
            return;
        }
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        processHttpRequest(exchange, request)
                .compose(read -> request.vertx().executeBlocking(() -> {
                    createUoW(exchange);
                    getProcessor().process(exchange);
                    return exchange.getMessage();
                }, false))
                .onSuccess(message -> answer(request, exchange, message))
                .onFailure(request::fail)
                .onComplete(done -> {
                    doneUoW(exchange);
                    releaseExchange(exchange, false);
                });
    }

    private void answer(RoutingContext request, Exchange exchange, Message message) {
        HttpServerResponse response = request.response();
        if (exchange.getException() != null) {
            getExceptionHandler().handleException("the video could not be shown", exchange, exchange.getException());
            request.fail(exchange.getException());
        } else if (message.getBody() instanceof LiveView view) {
            String camera = Optional.ofNullable(request.request().getParam("camera")).orElse(LiveView.ANY);
            new CameraNames(exchange.getContext(), view).refusal(camera)
                    .ifPresentOrElse(refusal -> Refusals.send(request, EditAnswers.NOT_FOUND, refusal), () -> start(request, view, camera));
        } else {
            response.setStatusCode(message.getHeader(Exchange.HTTP_RESPONSE_CODE, UNAVAILABLE, Integer.class));
            response.end(Buffer.buffer(message.getBody(String.class)));
        }
    }

    private void start(RoutingContext request, LiveView view, String camera) {
        if (request.get(HttpGuard.HEAD) != null) {
            // An endless video has no length to tell.
            VideoResponse.describe(request.response());
            request.response().end();
            return;
        }
        VideoResponse video = new VideoResponse(request.response(), view, camera, running::remove);
        running.add(video);
        video.start();
    }

    @Override
    protected void doStop() throws Exception {
        running.forEach(VideoResponse::end);
        super.doStop();
    }
}
