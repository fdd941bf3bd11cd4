// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hybridface.local.fault.FaultKind;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** A service is away until every try of an event is used up; then a person presses the button. */
class RedriveFromThePageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(180);

    @TempDir
    static Path folder;

    private static LocalCloud cloud;

    @BeforeAll
    static void start() throws IOException {
        cloud = LocalCloud.start(LocalCloudSettings.in(folder, TestZip.lambda()).withRetryPause(Duration.ofMillis(10))
                .withLinks(LocalCloudSettings.Links.BREAKABLE));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void anEventThatFailedForGoodIsAnsweredWhenItIsDeliveredAgain() throws Exception {
        long told = told();
        cloud.faults().begin("rekognition", FaultKind.CUT, LONGEST);
        send("Ada");
        await().atMost(LONGEST).until(() -> cloud.failures().size() == 1);
        cloud.faults().end("rekognition");

        assertThat(post("wrong").statusCode()).isEqualTo(401);
        redriveOne();

        assertThat(told()).as("the device has its answer").isEqualTo(told + 1);
    }

    @Test
    void aNameThatCouldNotBeToldForGoodIsToldWhenItsRecordsAreReadAgain() throws Exception {
        long told = told();
        send("Grace");
        await().atMost(LONGEST).until(() -> told() == told + 1 && cloud.isIdle());
        cloud.faults().begin("iot", FaultKind.CUT, LONGEST);
        nameEverybody("Somebody");
        await().atMost(LONGEST).until(() -> cloud.failures().size() > 0);
        cloud.faults().end("iot");

        redriveOne();

        assertThat(told()).as("the device has the name").isGreaterThan(told + 1);
    }

    private static long told() {
        return cloud.recogniserCalls("iot:UpdateThingShadow");
    }

    private static void redriveOne() throws Exception {
        HttpResponse<String> answer = post(Files.readString(cloud.operatorToken()).strip());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode outcome = JSON.readTree(answer.body());
        assertThat(outcome.path("delivered").asInt()).as(answer.body()).isOne();
        assertThat(outcome.path("size").asInt()).isZero();
    }

    private static void nameEverybody(String name) {
        try (DynamoDbClient table = Clients.client(DynamoDbClient.builder(), cloud.endpoints().dynamoDb(), cloud.stack().region(), cloud.administrator())) {
            String faces = cloud.stack().table().name();
            table.scan(scan -> scan.tableName(faces).consistentRead(true)).items().stream().filter(item -> !item.get("id").s().contains("#"))
                    .forEach(item -> table.updateItem(update -> update.tableName(faces).key(Map.of("id", item.get("id")))
                            .updateExpression("SET #name = :name").expressionAttributeNames(Map.of("#name", "name"))
                            .expressionAttributeValues(Map.of(":name", AttributeValue.fromS(name)))));
        }
    }

    private static void send(String who) throws Exception {
        NewFace face = new NewFace(UUID.randomUUID(), "User001", Instant.now(), TestFaces.photo(who, Pose.FRONTAL), new PhotoQuality(130, 0.8, 0));
        ObjectNode event = ((ObjectNode) JSON.readTree(face.toJson())).put("thing", "camera-1").put("topic", Topics.NEW_FACE);
        try (LambdaClient lambda = Clients.client(LambdaClient.builder(), cloud.endpoints().lambda(), cloud.stack().region(), cloud.administrator())) {
            lambda.invoke(call -> call.functionName(cloud.stack().functionArn("latest")).invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(event.toString())));
        }
    }

    private static HttpResponse<String> post(String token) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(java.net.URI.create(cloud.page().toString()).resolve("/api/failures/redrive"))
                .header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
    }
}
