// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hybridface.local.lambda.InvocationResult;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a photo costs: every call of AWS that the function makes for it, as the SDK inside it writes them down, in their order. */
class AwsCallsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void aStrangerTakesTenCallsAndAKnownFaceSeven() throws Exception {
        Path recorded = folder.resolve("calls.txt");
        LocalCloudSettings settings = LocalCloudSettings.in(folder.resolve("data"), RecordedZip.of(TestZip.lambda(), folder.resolve("recorded.zip")))
                .withStack(Stack.packed()).withJvmOptions(List.of("-D" + CallRecorder.FILE + "=" + recorded));
        try (LocalCloud cloud = LocalCloud.start(settings)) {
            assertThat(calls(recorded, () -> seen(cloud, "camera-1"))).as("a stranger").containsExactly(
                    "DynamoDb UpdateItem", "S3 PutObject", "Rekognition SearchFacesByImage", "Rekognition IndexFaces", "Rekognition SearchFaces",
                    "DynamoDb UpdateItem", "DynamoDb PutItem", "DynamoDb BatchGetItem", "IotDataPlane UpdateThingShadow", "DynamoDb TransactWriteItems");
            assertThat(calls(recorded, () -> seen(cloud, "camera-2"))).as("a known face").containsExactly(
                    "DynamoDb UpdateItem", "S3 PutObject", "Rekognition SearchFacesByImage", "DynamoDb BatchGetItem", "DynamoDb UpdateItem",
                    "IotDataPlane UpdateThingShadow", "DynamoDb TransactWriteItems");
        }
    }

    /** Something a test does that may fail. */
    private interface Step {
        void run() throws Exception;
    }

    /** Service and operation of each call that the step makes, the function's start included. */
    private static List<String> calls(Path recorded, Step step) throws Exception {
        int before = lines(recorded).size();
        step.run();
        return lines(recorded).stream().skip(before).map(line -> line.split("\t")).map(parts -> parts[0] + " " + parts[1]).toList();
    }

    private static List<String> lines(Path recorded) throws IOException {
        return Files.exists(recorded) ? Files.readAllLines(recorded, StandardCharsets.UTF_8) : List.of();
    }

    private static void seen(LocalCloud cloud, String thing) throws Exception {
        NewFace face = new NewFace(UUID.randomUUID(), "User001", Instant.now(), TestFaces.photo("Dennis", Pose.FRONTAL), new PhotoQuality(130, 0.8, 0));
        ObjectNode event = (ObjectNode) JSON.readTree(face.toJson());
        InvocationResult result = cloud.invoke("latest", event.put("thing", thing).put("topic", Topics.NEW_FACE).toString());
        assertThat(result.failed()).as(result.text()).isFalse();
        assertThat(result.text()).contains("enrolled");
    }
}
