// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.HttpResponse;
import org.hybridface.local.http.SignedHandler;
import org.hybridface.local.http.SignedRequest;

/**
 * The shadow part of the AWS IoT data plane API. Its signing name is {@code iotdata}.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-rest-api.html">Device Shadow REST API</a>
 */
public final class ShadowRest implements SignedHandler {

    /** The service's name in a signature's scope. */
    public static final String SIGNING_NAME = "iotdata";

    private static final Pattern SHADOW = Pattern.compile("/things/([^/]+)/shadow");
    private static final Pattern NAMES = Pattern.compile("/api/things/shadow/ListNamedShadowsForThing/([^/]+)");
    private static final Map<Integer, String> ERRORS = Map.of(400, "InvalidRequestException", 404, "ResourceNotFoundException",
            409, "ConflictException", 413, "RequestEntityTooLargeException");

    private final Shadows shadows;
    private final Authorizer authorizer;
    private final String arnPrefix;
    private final Clock clock;

    public ShadowRest(Shadows shadows, Authorizer authorizer, String region, String account, Clock clock) {
        this.shadows = shadows;
        this.authorizer = authorizer;
        this.arnPrefix = "arn:aws:iot:" + region + ":" + account + ":";
        this.clock = clock;
    }

    @Override
    public HttpResponse handle(SignedRequest request) {
        try {
            Matcher shadow = SHADOW.matcher(request.path());
            if (shadow.matches()) {
                return answer(ShadowId.checked(shadow.group(1), Optional.ofNullable(request.query().get("name"))), request);
            }
            Matcher names = NAMES.matcher(request.path());
            if (names.matches() && request.method().equals("GET")) {
                return names(names.group(1), request);
            }
        } catch (ShadowException e) {
            throw AwsException.withStatus(e.code(), ERRORS.get(e.code()), e.getMessage());
        }
        throw AwsException.withStatus(404, "ResourceNotFoundException",
                "The local IoT data plane knows shadows only, not " + request.path());
    }

    private HttpResponse answer(ShadowId id, SignedRequest request) {
        String action = switch (request.method()) {
            case "GET" -> "iot:GetThingShadow";
            case "POST" -> "iot:UpdateThingShadow";
            case "DELETE" -> "iot:DeleteThingShadow";
            default -> throw AwsException.withStatus(405, "MethodNotAllowedException", "Method not allowed: " + request.method());
        };
        authorizer.require(request.principal(), action, arnPrefix + id.resource());
        return HttpResponse.json(200, Shadows.bytes(switch (request.method()) {
            case "GET" -> shadows.get(id);
            case "POST" -> shadows.update(id, request.body());
            default -> shadows.delete(id);
        }));
    }

    private HttpResponse names(String thing, SignedRequest request) {
        ShadowId.requireThing(thing);
        authorizer.require(request.principal(), "iot:ListNamedShadowsForThing", arnPrefix + "thing/" + thing);
        NamesPage page = NamesPage.of(thing, shadows.names(thing), request.query());
        ObjectNode answer = ShadowRequest.JSON.createObjectNode();
        page.names().forEach(answer.putArray("results")::add);
        page.nextToken().ifPresent(token -> answer.put("nextToken", token));
        return HttpResponse.json(200, Shadows.bytes(answer.put("timestamp", clock.instant().getEpochSecond())));
    }
}
