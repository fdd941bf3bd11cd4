// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hybridface.cloud.event.Cause;
import org.hybridface.cloud.event.EventShape;
import org.hybridface.cloud.event.Json;
import org.hybridface.cloud.event.Results;
import org.hybridface.messages.InvalidMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers failed events again. Lambda reads them from the failure queue and hands them over in batches (Lambda developer guide, "Using Lambda
 * with Amazon SQS"); what succeeds it deletes from the queue, what is reported as failed stays there. Thread safe.
 */
public final class Redrive {

    private static final Logger LOG = LoggerFactory.getLogger("face");

    /** An event is not begun with less time than this: a new face takes a second, and Lambda kills what has not ended. */
    private static final Duration RESERVE = Duration.ofSeconds(10);

    private final Route routes;
    private final TableStream stream;
    private final Clock clock;

    /** Runs one event through a route; throws what may pass. */
    @FunctionalInterface
    public interface Route {
        byte[] run(String route, byte[] event, Instant deadline, String requestId);
    }

    public Redrive(Route routes, TableStream stream, Clock clock) {
        this.routes = routes;
        this.stream = stream;
        this.clock = clock;
    }

    /** @return the report that Lambda reads: which messages stay in the queue */
    public byte[] run(byte[] batch, Instant deadline, String requestId) {
        ObjectNode report = Json.MAPPER.createObjectNode();
        ArrayNode failures = report.putArray("batchItemFailures");
        for (JsonNode message : Json.parse(batch).path("Records")) {
            String id = message.path("messageId").asText();
            if (!isDelivered(message.path("body").asText(), id, deadline, requestId + "/" + id)) {
                failures.addObject().put("itemIdentifier", id);
            }
        }
        return Json.bytes(report);
    }

    private boolean isDelivered(String body, String id, Instant deadline, String requestId) {
        if (clock.instant().plus(RESERVE).isAfter(deadline)) {
            LOG.info("event=redrive message={} status=left reason=\"no time is left; the next batch takes it\"", id);
            return false;
        }
        try {
            FailedEvent event = FailedEvent.parse(body, stream);
            EventShape shape = EventShape.of(event.caller(), event.json())
                    .orElseThrow(() -> new InvalidMessageException("its alias accepts no such event"));
            byte[] result = routes.run(shape.route(), event.json(), deadline, requestId);
            if (Results.isUnderWay(result)) {
                // The run that has it may be this message's own, which died: then nobody but the queue is answerable for the event.
                LOG.info("event=redrive message={} status=left reason=\"another run works on its event\"", id);
                return false;
            }
            if (Results.hasFailures(result)) {
                LOG.warn("event=redrive message={} route={} status=failed cause=\"some of its records failed again\"; it stays in the queue", id, shape.route());
                return false;
            }
            LOG.info("event=redrive message={} route={} status=delivered", id, shape.route());
            return true;
        } catch (InvalidMessageException e) {
            LOG.warn("event=redrive message={} status=left reason=\"{}\"", id, e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.warn("event=redrive message={} status=failed cause={}; it stays in the queue", id, Cause.text(e));
            return false;
        }
    }
}
