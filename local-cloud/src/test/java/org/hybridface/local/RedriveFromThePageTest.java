// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hybridface.local.fault.FaultKind;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** A service is away until every try of an event is used up; then a person presses the button. */
class RedriveFromThePageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(180);

    @TempDir
    Path folder;

    @Test
    void anEventThatFailedForGoodIsAnsweredWhenItIsDeliveredAgain() throws Exception {
        try (LocalCloud cloud = LocalCloud.start(LocalCloudSettings.in(folder, TestZip.lambda()).withRetryPause(Duration.ofMillis(10))
                .withLinks(LocalCloudSettings.Links.BREAKABLE))) {
            cloud.faults().begin("rekognition", FaultKind.CUT, LONGEST);
            send(cloud);
            await().atMost(LONGEST).until(() -> cloud.failures().size() == 1);
            cloud.faults().end("rekognition");

            assertThat(post(cloud, "wrong").statusCode()).isEqualTo(401);
            HttpResponse<String> answer = post(cloud, Files.readString(cloud.operatorToken()).strip());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode outcome = JSON.readTree(answer.body());
            assertThat(outcome.path("delivered").asInt()).as(answer.body()).isOne();
            assertThat(outcome.path("size").asInt()).isZero();
            assertThat(cloud.recogniserCalls("iot:UpdateThingShadow")).as("the device has its answer").isOne();
        }
    }

    private static void send(LocalCloud cloud) throws Exception {
        NewFace face = new NewFace(UUID.randomUUID(), "User001", Instant.now(), TestFaces.photo("Ada", Pose.FRONTAL), new PhotoQuality(130, 0.8, 0));
        ObjectNode event = ((ObjectNode) JSON.readTree(face.toJson())).put("thing", "camera-1").put("topic", Topics.NEW_FACE);
        try (LambdaClient lambda = Clients.client(LambdaClient.builder(), cloud.endpoints().lambda(), cloud.stack().region(), cloud.administrator())) {
            lambda.invoke(call -> call.functionName(cloud.stack().functionArn("latest")).invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(event.toString())));
        }
    }

    private static HttpResponse<String> post(LocalCloud cloud, String token) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(java.net.URI.create(cloud.page().toString()).resolve("/api/failures/redrive"))
                .header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
    }
}
