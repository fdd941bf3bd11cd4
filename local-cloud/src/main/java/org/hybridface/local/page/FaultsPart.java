// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.hybridface.local.fault.FaultKind;
import org.hybridface.local.fault.Faults;
import org.hybridface.local.http.HttpHandler;
import org.hybridface.local.http.HttpRequest;
import org.hybridface.local.http.HttpResponse;

/**
 * The switches: {@code GET /api/faults} lists what there is and what is wrong with it;
 * {@code POST /api/faults/broker?kind=cut&seconds=10} pulls the plug, {@code POST /api/faults/broker/end} puts it back.
 */
public final class FaultsPart implements HttpHandler {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double USUAL_SECONDS = 10;
    /** Whoever forgets that a plug is pulled looks for a fault that is none. */
    private static final double MOST_SECONDS = 600;

    private final Faults faults;

    public FaultsPart(Faults faults) {
        this.faults = faults;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        String[] words = request.rawPath().split("/");
        if (words.length == 3) {
            return request.method().equals("GET") ? list() : OperatorPage.text(405, "faults are listed with GET");
        }
        if (!request.method().equals("POST")) {
            return OperatorPage.text(405, "a switch is turned with POST");
        }
        if (words.length == 5 && words[4].equals("end")) {
            faults.end(words[3]);
        } else {
            faults.begin(words[3], FaultKind.of(request.query().getOrDefault("kind", "")), duration(request.query().get("seconds")));
        }
        return list();
    }

    private static Duration duration(String seconds) {
        double wanted;
        try {
            wanted = seconds == null ? USUAL_SECONDS : Double.parseDouble(seconds);
        } catch (NumberFormatException e) {
            wanted = -1;
        }
        if (!(wanted > 0 && wanted <= MOST_SECONDS)) {
            throw new IllegalArgumentException("seconds is '" + seconds + "': give a number up to " + (int) MOST_SECONDS);
        }
        return Duration.ofMillis(Math.max(1, Math.round(wanted * 1000)));
    }

    private HttpResponse list() {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode list = answer.putArray("faults");
        for (Faults.State state : faults.states()) {
            ObjectNode one = list.addObject().put("target", state.target());
            ArrayNode kinds = one.putArray("kinds");
            state.kinds().forEach(kind -> kinds.add(kind.word()));
            one.put("now", state.now().map(FaultKind::word).orElse(null));
        }
        return HttpResponse.json(200, answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
