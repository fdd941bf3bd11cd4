// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The network between the SDK and the services: each request waits for its turn here, and is lost here. What the SDK makes of
 * that, it does by itself.
 */
final class Wire implements SdkHttpClient {

    private final World world;

    Wire(World world) {
        this.world = world;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return Wire.this.call(request);
            }

            @Override
            public void abort() {
                // Nothing is under way while the caller waits for its turn.
            }
        };
    }

    private HttpExecuteResponse call(HttpExecuteRequest request) throws IOException {
        String service = request.httpRequest().host().split("\\.")[0];
        String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        String operation = target.substring(target.indexOf('.') + 1);
        byte[] body = body(request);
        Run run = Run.current().orElse(null);
        if (run != null) {
            Call call = describe(service, operation, request, body);
            String sdkCall = request.httpRequest().firstMatchingHeader("amz-sdk-invocation-id").orElse("");
            if (run.down().contains(call.what()) || run.down().contains(sdkCall)) {
                throw new IOException("connection refused: " + call.what());
            }
            switch (run.reach(call)) {
                case LOSE:
                    world.answer(service, operation, request.httpRequest(), body);
                    throw new IOException("connection reset after " + call.what());
                case CUT:
                    throw new IOException("connection reset before " + call.what());
                case FAIL:
                    run.down().add(sdkCall);
                    throw new IOException("connection refused: " + call.what());
                case DOWN:
                    run.down().add(call.what());
                    throw new IOException("connection refused: " + call.what());
                default:
                    break;
            }
        }
        Reply reply = world.answer(service, operation, request.httpRequest(), body);
        SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        return HttpExecuteResponse.builder().response(response.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(reply.body()))).build();
    }

    private static byte[] body(HttpExecuteRequest request) {
        return request.contentStreamProvider().map(content -> {
            try (var stream = content.newStream()) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).orElse(new byte[0]);
    }

    private static Call describe(String service, String operation, HttpExecuteRequest request, byte[] body) {
        String path = request.httpRequest().encodedPath();
        String method = request.httpRequest().method().name();
        return switch (service) {
            case "s3" -> new Call("s3:" + method, "s3/" + Bucket.key(path), !method.equals("GET") && !method.equals("HEAD"));
            case "iot" -> new Call("shadow:" + method, path, true);
            case "rekognition" -> new Call("faces:" + operation, "collection", !operation.startsWith("Search") && !operation.startsWith("List"));
            default -> {
                JsonNode json = JsonTree.read(body);
                if (operation.equals("TransactWriteItems")) {
                    JsonNode update = json.at("/TransactItems/0/Update");
                    yield new Call("table:" + purpose("UpdateItem", Table.id(update), update), "item/" + Table.id(update), true,
                            "item/" + Table.id(json.at("/TransactItems/1/ConditionCheck")));
                }
                if (operation.equals("BatchGetItem")) {
                    JsonNode keys = json.at("/RequestItems").elements().next().path("Keys");
                    String first = keys.path(0).at("/id/S").asText();
                    yield new Call("table:" + purpose("GetItem", first, json), "item/" + first, false, "item/" + keys.path(1).at("/id/S").asText());
                }
                String id = Table.id(json);
                yield new Call("table:" + purpose(operation, id, json), id.isEmpty() ? "table" : "item/" + id, Table.isWrite(operation));
            }
        };
    }

    private static String purpose(String operation, String id, JsonNode request) {
        if (id.startsWith(Table.WAITING)) {
            return operation.equals("GetItem") ? "read-waiting" : "let-wait";
        }
        if (id.startsWith(Table.FORGOTTEN)) {
            return operation.equals("GetItem") ? "read-forgotten" : "note-forgotten";
        }
        boolean event = id.startsWith(Table.EVENT);
        if (operation.equals("PutItem")) {
            return "keep-face";
        } else if (operation.equals("GetItem")) {
            return event ? "ask-event" : "read-face";
        } else if (!operation.equals("UpdateItem")) {
            return operation;
        }
        Set<String> attributes = Pattern.compile("#(\\w+)").matcher(request.path("UpdateExpression").asText()).results()
                .map(match -> match.group(1)).collect(Collectors.toSet());
        if (attributes.contains("claimedAt")) {
            return "claim";
        }
        List<String> marks = event ? List.of("result", "stays", "leaseUntil", "status") : List.of("eventId", "lastSeen", "name", "expiresAt");
        return (event ? "event-" : "face-") + marks.stream().filter(attributes::contains).findFirst().orElse("other");
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
