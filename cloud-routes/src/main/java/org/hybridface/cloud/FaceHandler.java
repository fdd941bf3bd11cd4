// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hybridface.cloud.event.Caller;
import org.hybridface.cloud.event.EventShape;
import org.hybridface.cloud.event.Results;
import org.hybridface.cloud.redrive.Redrive;
import org.hybridface.cloud.redrive.TableStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lambda's entry: asks by which alias it was called, which says who called ({@link Caller}), and hands each event that this caller may
 * send to its route; what happens then is written in {@code routes/cloud}. The routes start with the first instance, that is in Lambda's init phase, and live as long as the
 * sandbox, so that SnapStart takes them into its snapshot.
 *
 * <p>Input is any event of {@link EventShape}; output is one JSON object, see {@link Results}. An event that can never
 * succeed (not JSON, a field missing) is answered with {@code "status":"rejected"}; a failure that may pass (throttling, a
 * time-out, 5xx) is thrown, so that Lambda retries and at last moves the event to the on-failure queue.
 *
 * <p>Thread rule: Lambda calls one instance by one thread at a time; the routes behind it are thread safe.
 */
public final class FaceHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FaceHandler.class);

    private final CloudRoutes routes;
    private final Redrive redrive;
    private final Clock clock;

    /** As Lambda creates it: settings and AWS endpoints from the environment. */
    public FaceHandler() {
        this(Settings.fromEnvironment(System.getenv()), Clock.systemUTC());
    }

    private FaceHandler(Settings settings, Clock clock) {
        this(CloudRoutes.start(settings, AwsClients.fromEnvironment(), clock), new TableStream(AwsClients.streams()), clock);
        if (Rehearsal.isDue(System.getenv())) {
            Rehearsal.run(settings, clock);
        }
    }

    FaceHandler(CloudRoutes routes, TableStream stream, Clock clock) {
        this.routes = routes;
        this.redrive = new Redrive(routes::run, stream, clock);
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        byte[] json = input.readAllBytes();
        try {
            output.write(handle(json, context));
        } catch (RuntimeException e) {
            throw EventFailedException.of(json, e);
        }
    }

    /** @throws RuntimeException as the routes throw it */
    byte[] handle(byte[] json, Context context) {
        Optional<EventShape> shape = Caller.of(context.getInvokedFunctionArn()).flatMap(caller -> EventShape.of(caller, json));
        if (shape.isEmpty()) {
            LOG.warn("event=unknown bytes={} function={} state=refused reason=\"this alias accepts no such event; see"
                    + " cloud-routes/README.md, Events\"", json.length, context.getInvokedFunctionArn());
            return Results.refused("unknown event");
        }
        // A claim on an event ends when Lambda would kill this run: nobody else may take the event over before.
        Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
        return shape.get() == EventShape.REDRIVE ? redrive.run(json, deadline, context.getAwsRequestId())
                : routes.run(shape.get().route(), json, deadline, context.getAwsRequestId());
    }
}
