// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hybridface.local.broker.TestDevice;
import org.hybridface.local.edge.EdgeArtifact;
import org.hybridface.local.identity.DeviceIdentity;
import org.hybridface.local.lambda.InvocationResult;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.Answer;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.Mailbox;
import org.hybridface.messages.Topics;
import org.hybridface.scene.Pose;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;

/** The local cloud and devices of two kinds at it, with the artifacts that ship: the Lambda zip and the edge zip. */
final class WholeLoop implements AutoCloseable {

    static final Duration ANSWER = Duration.ofSeconds(60);

    private final Path directory;
    private final Path edgeArtifact;
    private final LocalCloud cloud;

    private WholeLoop(Path directory, Path edgeArtifact, LocalCloud cloud) {
        this.directory = directory;
        this.edgeArtifact = edgeArtifact;
        this.cloud = cloud;
    }

    /** @param directory an empty one, for all that cloud and devices keep */
    static WholeLoop start(Path directory) throws IOException, InterruptedException {
        Path edge = EdgeArtifact.unzip(TestZip.edge(), directory.resolve("edge"));
        return new WholeLoop(directory, edge, LocalCloud.start(
                LocalCloudSettings.in(directory.resolve("cloud"), TestZip.lambda()).withRetryPause(Duration.ofMillis(100))));
    }

    LocalCloud cloud() {
        return cloud;
    }

    /** Nothing lies there for any device. */
    void emptyMailboxes() {
        try (IotDataPlaneClient iot = Clients.client(IotDataPlaneClient.builder(), cloud.endpoints().iotData(), cloud.stack().region(),
                cloud.administrator())) {
            for (String thing : cloud.stack().things()) {
                try {
                    iot.deleteThingShadow(delete -> delete.thingName(thing).shadowName(Topics.SHADOW));
                } catch (ResourceNotFoundException e) {
                    continue; // this device was not used
                }
            }
        }
    }

    void enrol(String name, String person) throws InterruptedException {
        InvocationResult result = cloud.invoke(Stack.OPERATOR, new String(
                EnrolPerson.withPhoto(name, TestFaces.photo(person, Pose.FRONTAL)).toJson(), StandardCharsets.UTF_8));
        assertThat(result.failed()).as(result.text()).isFalse();
    }

    TestDevice connect(String thing) throws Exception {
        Device device = cloud.thing(thing);
        TestDevice connected = TestDevice.connect(device.mqttUrl(), device.identity());
        assertThat(connected.subscribe(Topics.shadow(thing) + "/#")).containsExactly(1);
        return connected;
    }

    RealEdge edge(String thing, Path photos) throws IOException {
        return edge(thing, photos, "cloud.naming", "false");
    }

    RealEdge edge(String thing, Path photos, String option, String value) throws IOException {
        Device device = cloud.thing(thing);
        return edge(device.mqttUrl(), device.identity(), Map.of("edge.camera", "camera:dir:" + photos + "?loop=true&fps=4", option, value));
    }

    RealEdge edge(String mqttUrl, DeviceIdentity identity, Map<String, String> options) throws IOException {
        return new RealEdge(edgeArtifact, Files.createTempDirectory(directory, identity.thing()), mqttUrl, identity, options);
    }

    @Override
    public void close() {
        cloud.close();
    }

    /** A folder in which one person looks this way and that. */
    Path photos(String folder, String person) throws IOException {
        Path photos = Files.createDirectories(directory.resolve(folder));
        for (int i = 0; i < 4; i++) {
            Files.write(photos.resolve("frame-" + i + ".jpg"), TestFaces.photo(person, new Pose(i * 2 - 3, 0, 0)));
        }
        return photos;
    }

    /** The newest answer for a key that the device heard. */
    Answer answer(TestDevice device, String thing, String key) {
        return await().atMost(ANSWER).until(() -> device.received(Topics.shadowDelta(thing)).stream()
                .map(json -> Mailbox.fromDelta(json.getBytes(StandardCharsets.UTF_8)).answers().get(key))
                .filter(Objects::nonNull).reduce((older, newer) -> newer), Optional::isPresent).orElseThrow();
    }

    DynamoDbClient dynamoDb() {
        return Clients.client(DynamoDbClient.builder(), cloud.endpoints().dynamoDb(), cloud.stack().region(), cloud.administrator());
    }

    String onlyFaceSeenBy(String device) {
        try (DynamoDbClient dynamoDb = dynamoDb()) {
            var faces = dynamoDb.scan(scan -> scan.tableName(cloud.stack().table().name()).filterExpression("attribute_exists(seenBy)")).items().stream()
                    .filter(item -> item.get("seenBy").ss().stream().anyMatch(seen -> seen.startsWith(device + "-"))).toList();
            assertThat(faces).hasSize(1);
            return faces.get(0).get("id").s();
        }
    }

    void nameInTable(String faceId, String name) {
        try (DynamoDbClient dynamoDb = dynamoDb()) {
            dynamoDb.updateItem(update -> update.tableName(cloud.stack().table().name())
                    .key(Map.of("id", AttributeValue.fromS(faceId)))
                    .updateExpression("SET #name = :name").expressionAttributeNames(Map.of("#name", "name"))
                    .expressionAttributeValues(Map.of(":name", AttributeValue.fromS(name))));
        }
    }
}
