// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hybridface.local.lambda.InvocationResult;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.ErasedHere;
import org.hybridface.messages.Topics;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/** What operators, devices and people at a page ask, and what the cloud then holds. */
final class CloudCalls {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CloudCalls() {
    }

    static JsonNode device(JsonNode receipt, String thing) {
        for (JsonNode device : receipt.at("/receipt/devices")) {
            if (device.path("device").asText().equals(thing)) {
                return device;
            }
        }
        return JSON.missingNode();
    }

    /** A device takes its letter out of its mailbox, and says that it is done. */
    static void says(LocalCloud cloud, String thing, String erasure) throws Exception {
        takeOut(cloud, thing, erasure);
        call(cloud, "latest", addressed(thing, Topics.ERASED, new ErasedHere(UUID.fromString(erasure), Instant.now(), Map.of()).toJson()));
    }

    static byte[] get(String address) throws Exception {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build().send(HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30))
                .build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    static JsonNode receipt(LocalCloud cloud, String erasure) throws Exception {
        return call(cloud, Stack.OPERATOR, ("{\"action\":\"receipt\",\"erasure\":\"" + erasure + "\"}").getBytes(UTF_8));
    }

    static Map<String, AttributeValue> item(LocalCloud cloud, String id) {
        try (DynamoDbClient dynamoDb = dynamoDb(cloud)) {
            return dynamoDb.getItem(get -> get.tableName(cloud.stack().table().name()).key(Map.of("id", AttributeValue.fromS(id))).consistentRead(true)).item();
        }
    }

    static void takeOut(LocalCloud cloud, String thing, String key) {
        try (IotDataPlaneClient iot = iot(cloud)) {
            iot.updateThingShadow(update -> update.thingName(thing).shadowName(Topics.SHADOW)
                    .payload(SdkBytes.fromUtf8String("{\"state\":{\"desired\":{\"faces\":{\"" + key + "\":null}}}}")));
        }
    }

    static DynamoDbClient dynamoDb(LocalCloud cloud) {
        return Clients.client(DynamoDbClient.builder(), cloud.endpoints().dynamoDb(), cloud.stack().region(), cloud.administrator());
    }

    static IotDataPlaneClient iot(LocalCloud cloud) {
        return Clients.client(IotDataPlaneClient.builder(), cloud.endpoints().iotData(), cloud.stack().region(), cloud.administrator());
    }

    static byte[] addressed(String thing, String topic, byte[] json) throws Exception {
        return JSON.writeValueAsBytes(((ObjectNode) JSON.readTree(json)).put("thing", thing).put("topic", topic));
    }

    static byte[] action(String action, byte[] json) throws Exception {
        return JSON.writeValueAsBytes(((ObjectNode) JSON.readTree(json)).put("action", action));
    }

    static JsonNode call(LocalCloud cloud, String alias, byte[] json) throws Exception {
        InvocationResult result = cloud.invoke(alias, new String(json, UTF_8));
        assertThat(result.failed()).as(result.text()).isFalse();
        return JSON.readTree(result.text());
    }
}
