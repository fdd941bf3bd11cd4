// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.HttpResponse;
import org.hybridface.local.http.SignedHandler;
import org.hybridface.local.http.SignedRequest;

/**
 * The messages of the AWS IoT data plane API (AWS IoT API reference, Publish and GetRetainedMessage); whatever else is asked goes on to the shadows.
 */
public final class MessageRest implements SignedHandler {

    private static final Pattern PUBLISH = Pattern.compile("/topics/(.+)");
    private static final Pattern RETAINED = Pattern.compile("/retainedMessage/(.+)");

    private final Messages messages;
    private final Authorizer authorizer;
    private final String arnPrefix;
    private final SignedHandler shadows;

    /** The broker, as this service uses it. */
    public interface Messages {

        void publish(String topic, byte[] payload, boolean retained);

        Optional<byte[]> retained(String topic);
    }

    /** @param shadows answers what is no message */
    public MessageRest(Messages messages, Authorizer authorizer, String region, String account, SignedHandler shadows) {
        this.messages = messages;
        this.authorizer = authorizer;
        this.arnPrefix = "arn:aws:iot:" + region + ":" + account + ":topic/";
        this.shadows = shadows;
    }

    @Override
    public HttpResponse handle(SignedRequest request) throws Exception {
        Matcher publish = PUBLISH.matcher(request.path());
        if (publish.matches() && request.method().equals("POST")) {
            boolean retained = Boolean.parseBoolean(request.query().get("retain"));
            authorizer.require(request.principal(), "iot:Publish", arnPrefix + publish.group(1));
            if (retained) {
                authorizer.require(request.principal(), "iot:RetainPublish", arnPrefix + publish.group(1));
            }
            messages.publish(publish.group(1), request.body(), retained);
            return HttpResponse.json(200, "{\"message\":\"OK\"}".getBytes(StandardCharsets.UTF_8));
        }
        Matcher retained = RETAINED.matcher(request.path());
        if (retained.matches() && request.method().equals("GET")) {
            authorizer.require(request.principal(), "iot:GetRetainedMessage", arnPrefix + retained.group(1));
            byte[] payload = messages.retained(retained.group(1)).orElseThrow(() -> AwsException.withStatus(404, "ResourceNotFoundException",
                    "No retained message exists for topic: " + retained.group(1)));
            ObjectNode answer = ShadowRequest.JSON.createObjectNode().put("topic", retained.group(1)).put("payload", payload).put("qos", 1);
            return HttpResponse.json(200, Shadows.bytes(answer));
        }
        return shadows.handle(request);
    }

    @Override
    public AwsException tooLarge(int limitBytes) {
        return shadows.tooLarge(limitBytes);
    }
}
