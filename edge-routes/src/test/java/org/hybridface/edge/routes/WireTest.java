// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hybridface.messages.Topics;
import org.hybridface.routecheck.EndpointUse;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteFile;
import org.hybridface.routecheck.UnreadableRouteFileException;
import org.junit.jupiter.api.Test;

/** What the device's routes say and hear over MQTT: the other tests put something else in the place of these endpoints. */
class WireTest {

    private static final Path ROUTES = Path.of(System.getProperty("routes.dir"), "edge");
    private static final String THING = "{{edge.thing}}";
    private static final String AT_LEAST_ONCE = "1";
    private static final String AT_MOST_ONCE = "0";

    @Test
    void eachEndpointHasTheTopicThatTheCloudUses() throws Exception {
        assertThat(mqtt()).hasSize(14).allSatisfy((id, endpoint) -> assertThat(endpoint.option("topic")).as(id).isEqualTo(switch (id) {
            case "ask-cloud" -> Topics.NEW_FACE;
            case "name-topic" -> Topics.NAME;
            case "correction-topic" -> Topics.CORRECT;
            case "erasure-topic" -> Topics.ERASE;
            case "say-erased" -> Topics.ERASED;
            case "receipts" -> Topics.RECEIPT_PREFIX + THING + "/+";
            case "known" -> Topics.KNOWN_PREFIX + "+";
            // Each message overrides it: the person's id follows.
            case "tell-fleet" -> Topics.KNOWN_PREFIX + "*";
            case "tell-cloud" -> Topics.SEEN;
            case "inference" -> Topics.INFERENCE;
            case "visit-topic" -> Topics.VISIT;
            case "shadow" -> Topics.shadow(THING) + "/#";
            case "take-out" -> Topics.shadowUpdate(THING);
            case "get" -> Topics.shadowGet(THING);
            default -> "a topic that this test knows";
        }));
    }

    /** The news is said anew with the next change; everything else would be missed. */
    @Test
    void onlyTheNewsMayBeLost() throws Exception {
        assertThat(mqtt()).allSatisfy((id, endpoint) ->
                assertThat(endpoint.option("qos")).as(id).isEqualTo(id.equals("inference") ? AT_MOST_ONCE : AT_LEAST_ONCE));
    }

    /** Who connects later learns whom the fleet knows; nothing else is true for ever. */
    @Test
    void onlyWhomTheFleetKnowsStaysOnTheBroker() throws Exception {
        assertThat(mqtt()).allSatisfy((id, endpoint) ->
                assertThat("true".equals(endpoint.option("retained"))).as(id).isEqualTo(id.equals("tell-fleet")));
    }

    /** A period of 0 would be one look at the start and none after it. */
    @Test
    void eachTimerGoesOnAsOftenAsItsRouteSays() throws Exception {
        assertThat(endpoints("timer")).allSatisfy((id, timer) -> assertThat(timer.option("period")).as(id).isEqualTo(switch (id) {
            case "look-for-news", "look-for-sightings" -> "200";
            case "look-for-erased", "look-for-corrections", "look-for-leftovers" -> "500";
            case "every-second" -> "1000";
            case "every-minute", "every-minute-tidy" -> "60000";
            default -> "a timer that this test knows";
        }));
    }

    private static Map<String, EndpointUse> mqtt() throws IOException, UnreadableRouteFileException {
        return endpoints("paho-mqtt5");
    }

    private static Map<String, EndpointUse> endpoints(String scheme) throws IOException, UnreadableRouteFileException {
        List<EndpointUse> endpoints = new ArrayList<>();
        for (Map.Entry<String, String> file : RouteCheck.read(ROUTES).entrySet()) {
            for (RouteFile.Entry route : RouteFile.parse(file.getKey(), file.getValue()).entries("route")) {
                endpoints.addAll(EndpointUse.in(route));
            }
        }
        return endpoints.stream().filter(endpoint -> endpoint.scheme().equals(scheme)).collect(toMap(EndpointUse::id, endpoint -> endpoint));
    }
}
