package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hybridface.local.broker.TestDevice;
import org.hybridface.messages.Answer;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.Mailbox;
import org.hybridface.messages.Topics;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The cloud side of the whole loop: MQTT in, the real Lambda zip over real SDK calls, the shadow out. */
class CloudLoopTest {

    private static final Pose TURNED = new Pose(12, 3, 0);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    static LocalCloud cloud;

    @BeforeAll
    static void start() throws Exception {
        cloud = LocalCloud.start(LocalCloudSettings.in(data, TestZip.lambda()));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void anEnrolledPersonIsNamedAndAStrangerIsEnrolledOnceForAllDevices() throws Exception {
        var enrolled = cloud.invoke(new String(EnrolPerson.withPhoto("Ada Lovelace", TestFaces.photo("Ada", Pose.FRONTAL)).toJson(),
                StandardCharsets.UTF_8));
        assertThat(enrolled.failed()).as(enrolled.text()).isFalse();
        long indexed = cloud.recogniserCalls("rekognition:IndexFaces");

        try (TestDevice first = connect("camera-1"); TestDevice second = connect("camera-2")) {
            first.publish(Topics.NEW_FACE, TestFaces.newFace("User001", "Ada", TURNED).toJson());
            assertThat(answer(first, "camera-1", "User001")).isInstanceOfSatisfying(Answer.Named.class,
                    named -> assertThat(named.name()).isEqualTo("Ada Lovelace"));

            first.publish(Topics.NEW_FACE, TestFaces.newFace("User002", "Dennis", Pose.FRONTAL).toJson());
            Answer.Enrolled stranger = (Answer.Enrolled) answer(first, "camera-1", "User002");
            assertThat(cloud.recogniserCalls("rekognition:IndexFaces")).isEqualTo(indexed + 1);

            second.publish(Topics.NEW_FACE, TestFaces.newFace("User001", "Dennis", TURNED).toJson());
            assertThat(answer(second, "camera-2", "User001")).isInstanceOfSatisfying(Answer.Enrolled.class,
                    known -> assertThat(known.faceId()).isEqualTo(stranger.faceId()));
            assertThat(cloud.recogniserCalls("rekognition:IndexFaces")).isEqualTo(indexed + 1);

            nameInTable(stranger.faceId(), "Dennis Ritchie");
            await().atMost(ANSWER).untilAsserted(() -> {
                assertThat(answer(first, "camera-1", "User002")).isInstanceOf(Answer.Named.class);
                assertThat(answer(second, "camera-2", "User001")).isInstanceOf(Answer.Named.class);
            });
        }
        assertThat(cloud.failures().list()).isEmpty();
    }

    private static TestDevice connect(String thing) throws Exception {
        Device device = cloud.thing(thing);
        TestDevice connected = TestDevice.connect(device.mqttUrl(), device.identity());
        assertThat(connected.subscribe(Topics.shadow(thing) + "/#")).containsExactly(1);
        return connected;
    }

    /** The newest answer for a key that the device heard. */
    private static Answer answer(TestDevice device, String thing, String key) {
        return await().atMost(ANSWER).until(() -> device.received(Topics.shadowDelta(thing)).stream()
                .map(json -> Mailbox.fromDelta(json.getBytes(StandardCharsets.UTF_8)).answers().get(key))
                .filter(Objects::nonNull).reduce((older, newer) -> newer), Optional::isPresent).orElseThrow();
    }

    private static void nameInTable(String faceId, String name) {
        try (DynamoDbClient dynamoDb = Clients.client(DynamoDbClient.builder(), cloud.endpoints().dynamoDb(), cloud.stack().region(),
                cloud.administrator())) {
            dynamoDb.updateItem(update -> update.tableName(cloud.stack().table().name())
                    .key(Map.of("id", AttributeValue.fromS(faceId)))
                    .updateExpression("SET #name = :name").expressionAttributeNames(Map.of("#name", "name"))
                    .expressionAttributeValues(Map.of(":name", AttributeValue.fromS(name))));
        }
    }
}
