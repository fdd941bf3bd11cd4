// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hybridface.local.http.Authorizer;
import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.HttpResponse;
import org.hybridface.local.http.SignedHandler;
import org.hybridface.local.http.SignedRequest;

/**
 * The on-failure queue as SQS serves it: ReceiveMessage, DeleteMessage and ChangeMessageVisibility (SQS API reference, AWS JSON protocol). A message that was
 * received is hidden for its visibility timeout. Thread safe.
 */
public final class FailureQueueServer implements SignedHandler {

    /** The service's name in a signature's scope. */
    public static final String SIGNING_NAME = "sqs";

    private static final String TARGET = "AmazonSQS.";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USUAL_VISIBILITY_SECONDS = 30;
    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";

    private final FailedEvents queue;
    private final String arn;
    private final Authorizer authorizer;
    private final Clock clock;
    private final Map<String, Instant> hiddenUntil = new ConcurrentHashMap<>();

    /** @param arn of the queue */
    public FailureQueueServer(FailedEvents queue, String arn, Authorizer authorizer, Clock clock) {
        this.queue = queue;
        this.arn = arn;
        this.authorizer = authorizer;
        this.clock = clock;
    }

    @Override
    public HttpResponse handle(SignedRequest request) {
        String operation = request.header("X-Amz-Target").filter(target -> target.startsWith(TARGET)).map(target -> target.substring(TARGET.length())).orElse("");
        if (!Set.of("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility").contains(operation)) {
            throw AwsException.withStatus(400, "InvalidAction", "The local SQS receives, hides and deletes messages only, not " + operation);
        }
        authorizer.require(request.principal(), "sqs:" + operation, arn);
        JsonNode input = read(request.body());
        return HttpResponse.of(200, CONTENT_TYPE, switch (operation) {
            case "ReceiveMessage" -> receive(input);
            case "DeleteMessage" -> delete(input);
            default -> hide(input);
        });
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw AwsException.withStatus(400, "SerializationException", "The request is not JSON");
        }
    }

    private synchronized byte[] receive(JsonNode input) {
        Instant now = clock.instant();
        hiddenUntil.values().removeIf(until -> !until.isAfter(now));
        Instant until = now.plusSeconds(input.path("VisibilityTimeout").asInt(USUAL_VISIBILITY_SECONDS));
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode messages = answer.putArray("Messages");
        for (FailedEvents.Message message : queue.first(input.path("MaxNumberOfMessages").asInt(1), new HashSet<>(hiddenUntil.keySet()))) {
            String body = message.event().toString();
            hiddenUntil.put(message.id(), until);
            messages.addObject().put("MessageId", message.id()).put("ReceiptHandle", message.id()).put("Body", body).put("MD5OfBody", md5(body));
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }

    private synchronized byte[] delete(JsonNode input) {
        queue.remove(Set.of(input.path("ReceiptHandle").asText()));
        hiddenUntil.remove(input.path("ReceiptHandle").asText());
        return new byte[0];
    }

    private synchronized byte[] hide(JsonNode input) {
        hiddenUntil.put(input.path("ReceiptHandle").asText(), clock.instant().plusSeconds(input.path("VisibilityTimeout").asInt()));
        return new byte[0];
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
