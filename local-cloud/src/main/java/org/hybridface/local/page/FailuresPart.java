// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.hybridface.local.http.HttpHandler;
import org.hybridface.local.http.HttpRequest;
import org.hybridface.local.http.HttpResponse;
import org.hybridface.local.lambda.FailedEvents;
import org.hybridface.local.lambda.Redriver;

/**
 * The failure queue: {@code GET /api/failures} says how many events failed for good and why the oldest did;
 * {@code POST /api/failures/redrive} delivers all of them again.
 */
public final class FailuresPart implements HttpHandler {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** More than a person reads; each line of the file may be a whole photo. */
    private static final int SHOWN = 10;

    private final FailedEvents failures;
    private final Redriver redriver;

    public FailuresPart(FailedEvents failures, Redriver redriver) {
        this.failures = failures;
        this.redriver = redriver;
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws InterruptedException {
        if (request.rawPath().equals("/api/failures")) {
            return request.method().equals("GET") ? list(JSON.createObjectNode()) : OperatorPage.text(405, "failed events are listed with GET");
        }
        if (!request.rawPath().equals("/api/failures/redrive")) {
            return OperatorPage.text(404, "there is nothing here; failed events are delivered again with POST /api/failures/redrive");
        }
        if (!request.method().equals("POST")) {
            return OperatorPage.text(405, "failed events are delivered again with POST");
        }
        Redriver.Outcome outcome = redriver.run();
        return list(JSON.createObjectNode().put("delivered", outcome.delivered()));
    }

    private HttpResponse list(ObjectNode answer) {
        answer.put("size", failures.size());
        ArrayNode oldest = answer.putArray("oldest");
        failures.first(SHOWN, Set.of()).forEach(message -> oldest.add(shown(message)));
        return HttpResponse.json(200, answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Neither a photo nor a name. */
    private static ObjectNode shown(FailedEvents.Message message) {
        JsonNode event = message.event();
        String error = event.at("/responsePayload/errorMessage").asText(event.at("/failures/0/errorMessage").asText(
                event.has("DDBStreamBatchInfo") ? "the function could not bring changes of the table to the devices" : ""));
        return JSON.createObjectNode().put("id", message.id()).put("when", event.path("timestamp").asText())
                .put("event", event.at("/requestPayload/uuid").asText("")).put("error", error);
    }
}
