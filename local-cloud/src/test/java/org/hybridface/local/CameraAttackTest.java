// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hybridface.local.broker.TestDevice;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.Answer;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.Mailbox;
import org.hybridface.messages.NameFace;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Face;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What somebody tries who holds the certificate of one camera, over the real broker, rules and function. "camera-1" saw a stranger; the
 * attacker has "camera-2", which never did. Each test ends with a message of the attacker's that is in order and is answered: the function
 * takes one event after the other, so everything before it has been done by then.
 */
class CameraAttackTest {

    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int NOT_AUTHORIZED = 0x87;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    /** Who stands before the attacker's camera. Rendered once: that takes longer than all else. */
    static final byte[] GRACE = TestFaces.photo("Grace", Pose.FRONTAL);

    static LocalCloud cloud;
    static TestDevice victim;
    static TestDevice attacker;
    static String faceId;
    static String attackersFace;
    static int keys = 100;

    @BeforeAll
    static void aStrangerIsKnownToOneCamera() throws Exception {
        cloud = LocalCloud.start(LocalCloudSettings.in(directory.resolve("cloud"), TestZip.lambda()).withConcurrency(1)
                .withRetryPause(Duration.ofMillis(50)));
        victim = connect(cloud, "camera-1");
        attacker = connect(cloud, "camera-2");
        victim.publish(Topics.NEW_FACE, TestFaces.newFace("User001", "Dennis", Pose.FRONTAL).toJson());
        faceId = ((Answer.Enrolled) answer(victim, "camera-1", "User001")).faceId();
        attacker.publish(Topics.NEW_FACE, ownFace("User001").toJson());
        attackersFace = ((Answer.Enrolled) answer(attacker, "camera-2", "User001")).faceId();
    }

    @AfterAll
    static void stop() throws Exception {
        victim.close();
        attacker.close();
        cloud.close();
    }

    @Test
    void aCameraCannotDeleteAFaceBySayingThatItIsGoneFromTheTable() throws Exception {
        Map<String, AttributeValue> before = item(faceId);
        String record = """
                {"eventSource":"aws:dynamodb","eventName":"REMOVE","dynamodb":{"SequenceNumber":"1","Keys":{"id":{"S":"%1$s"}},
                 "OldImage":{"id":{"S":"%1$s"},"personId":{"S":"x"},"link":{"S":"%2$s"}}}}""".formatted(faceId, before.get("link").s());

        attacker.publish(Topics.NEW_FACE, "{\"Records\":[" + record + "]}");
        attacker.publish(Topics.NEW_FACE, whole("Records", "[" + record + "]"));
        attackersNextFaceIsAnswered();

        assertThat(pool()).extracting(Face::faceId).contains(faceId);
        assertThat(item(faceId)).isEqualTo(before);
        try (S3Client s3 = Clients.client(S3Client.builder(), cloud.endpoints().s3(), cloud.stack().region(), cloud.administrator())) {
            URI link = URI.create(before.get("link").s());
            assertThat(s3.headObject(head -> head.bucket(link.getAuthority()).key(link.getPath().substring(1))).contentLength()).isPositive();
        }
    }

    @Test
    void aCameraCannotWriteANameIntoAnothersMailbox() throws Exception {
        int heard = victim.received().size();
        String record = """
                {"eventSource":"aws:dynamodb","eventName":"MODIFY","dynamodb":{"SequenceNumber":"1","Keys":{"id":{"S":"%1$s"}},
                 "OldImage":{"id":{"S":"%1$s"},"personId":{"S":"x"}},"NewImage":{"id":{"S":"%1$s"},"personId":{"S":"x"},
                 "name":{"S":"Mallory"},"seenBy":{"SS":["camera-1#User001"]}}}}""".formatted(faceId);

        attacker.publish(Topics.NEW_FACE, "{\"Records\":[" + record + "]}");
        attacker.publish(Topics.NAME, "{\"Records\":[" + record + "]}");
        attackersNextFaceIsAnswered();
        attackersNextNameIsWritten();

        assertThat(victim.received()).hasSize(heard);
        assertThat(item(faceId)).doesNotContainKey("name");
    }

    @Test
    void aCameraCannotEnrolAPerson() throws Exception {
        int before = pool().size();
        EnrolPerson mallory = EnrolPerson.withPhoto("Mallory", TestFaces.photo("Edsger", Pose.FRONTAL));

        attacker.publish(Topics.NEW_FACE, mallory.toJson());
        attacker.publish(Topics.NAME, mallory.toJson());
        attackersNextFaceIsAnswered();
        attackersNextNameIsWritten();

        assertThat(pool()).hasSize(before);
        assertThat(names()).doesNotContain("Mallory");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"thing\":\"camera-1\"",
        "\"topic\":\"face_recognition/name\",\"faceId\":\"%s\",\"name\":\"Mallory\"",
        "\"thing\":\"camera-1\",\"thing\":\"camera-1\",\"clientid()\":\"camera-1\"",
        "\"action\":\"enrol-person\",\"name\":\"Mallory\"",
        "\"state\":{\"desired\":{\"faces\":{\"User001\":{\"state\":\"named\",\"name\":\"Mallory\"}}}}"})
    void whatACameraWritesBesideItsMessageIsNotHandedOn(String more) throws Exception {
        int heard = victim.received().size();
        String key = "User" + ++keys;
        String message = new String(ownFace(key).toJson(), StandardCharsets.UTF_8);

        attacker.publish(Topics.NEW_FACE, "{" + more.formatted(faceId) + "," + message.substring(1));
        attacker.publish(Topics.NEW_FACE, message.substring(0, message.length() - 1) + "," + more.formatted(faceId) + "}");

        assertThat(answer(attacker, "camera-2", key)).as("it is the attacker's own face").isNotNull();
        attackersNextFaceIsAnswered();
        assertThat(victim.received()).hasSize(heard);
        assertThat(names()).doesNotContain("Mallory");
    }

    @Test
    void aCameraCannotNameAFaceThatItNeverSaw() throws Exception {
        int heard = victim.received().size();

        attacker.publish(Topics.NAME, new NameFace(faceId, "Mallory").toJson());
        attacker.publish(Topics.NAME, "{\"version\":1,\"faceId\":\"" + faceId + "\",\"name\":\"Mallory\",\"thing\":\"camera-1\"}");
        attackersNextNameIsWritten();

        assertThat(item(faceId)).doesNotContainKey("name");
        assertThat(victim.received()).hasSize(heard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"person#ada", "event#00000000-0000-0000-0000-000000000001", "", "*", "'", "../faces"})
    void aNameForWhatIsNoFaceIsRefusedAndNotTriedAgain(String id) throws Exception {
        Map<String, AttributeValue> before = id.isEmpty() ? Map.of() : item(id);

        attacker.publish(Topics.NAME, JSON.writeValueAsBytes(Map.of("version", 1, "faceId", id, "name", "Mallory")));
        attackersNextNameIsWritten();

        assertThat(id.isEmpty() ? Map.of() : item(id)).isEqualTo(before);
        assertThat(cloud.failures().list()).as("nothing was tried three times, and no alarm is raised").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada\u202Eadmin", "Ada\u2028event=forged", "A\u200Bda", "Ada\u2066x", "Ada\u0000", "Ada\uD800"})
    void aNameThatIsNotWhatItLooksLikeIsRefused(String name) throws Exception {
        attacker.publish(Topics.NAME, JSON.writeValueAsBytes(Map.of("version", 1, "faceId", attackersFace, "name", name)));
        attackersNextNameIsWritten();

        assertThat(names()).noneMatch(given -> given.startsWith("A") && given.length() != 3);
        assertThat(cloud.failures().list()).isEmpty();
    }

    @Test
    void aStackWhoseDevicesMayNotNameTakesNoNameFromThem() throws Exception {
        try (LocalCloud strict = LocalCloud.start(LocalCloudSettings.in(directory.resolve("strict"), TestZip.lambda())
                .withStack(withoutNaming()).withConcurrency(1)); TestDevice camera = connect(strict, "camera-1")) {
            camera.publish(Topics.NEW_FACE, TestFaces.newFace("User001", "Dennis", Pose.FRONTAL).toJson());
            String own = ((Answer.Enrolled) answer(camera, "camera-1", "User001")).faceId();
            String message = new String(new NameFace(own, "Mallory").toJson(), StandardCharsets.UTF_8);

            assertThat(camera.publish(Topics.NAME, message)).isEqualTo(NOT_AUTHORIZED);
            camera.publish(Topics.NEW_FACE, message);
            camera.publish(Topics.NEW_FACE, "{\"topic\":\"face_recognition/name\",\"thing\":\"camera-1\"," + message.substring(1));
            camera.publish(Topics.NEW_FACE, TestFaces.newFace("User002", "Dennis", Pose.FRONTAL).toJson());

            assertThat(answer(camera, "camera-1", "User002")).as("still without a name").isInstanceOf(Answer.Enrolled.class);
        }
    }

    @Test
    void anOperatorsKeyOpensTheOperatorsDoorOnly() {
        SdkBytes event = SdkBytes.fromByteArray(EnrolPerson.withPhoto("Ada", TestFaces.nobody()).toJson());
        try (LambdaClient operator = Clients.client(LambdaClient.builder(), cloud.endpoints().lambda(), cloud.stack().region(),
                cloud.operator())) {
            assertThat(operator.invoke(call -> call.functionName(cloud.stack().functionArn(Stack.OPERATOR)).payload(event)).payload()
                    .asUtf8String()).contains("no-face");
            for (String other : List.of(cloud.stack().functionArn("latest"), cloud.stack().functionArn("table"), cloud.stack().functionArn(),
                    cloud.stack().functionArn("$LATEST"), cloud.stack().functionArn("1"))) {
                assertThatThrownBy(() -> operator.invoke(call -> call.functionName(other).payload(event)))
                        .isInstanceOf(LambdaException.class).hasMessageContaining("lambda:InvokeFunction").hasMessageContaining(other);
            }
        }
        assertThat(cloud.calls().calls().stream().filter(call -> call.action().equals("lambda:InvokeFunction")))
                .as("every caller by its own alias").isNotEmpty()
                .allSatisfy(call -> assertThat(call.resource()).endsWith(call.principal().contains("iot-rules") ? ":latest" : ":operator"));
    }

    /** A message in order that says more. */
    private static byte[] whole(String field, String json) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(ownFace("User" + ++keys).toJson());
        message.set(field, JSON.readTree(json));
        return JSON.writeValueAsBytes(message);
    }

    private static NewFace ownFace(String key) {
        return new NewFace(UUID.randomUUID(), key, Instant.now(), GRACE, new PhotoQuality(130, 0.8, 0));
    }

    private static void attackersNextFaceIsAnswered() throws Exception {
        String key = "User" + ++keys;
        attacker.publish(Topics.NEW_FACE, ownFace(key).toJson());
        answer(attacker, "camera-2", key);
        await().atMost(ANSWER).until(cloud::isIdle);
    }

    private static void attackersNextNameIsWritten() throws Exception {
        String name = "N" + ++keys;
        attacker.publish(Topics.NAME, new NameFace(attackersFace, name).toJson());
        await().atMost(ANSWER).until(() -> item(attackersFace).containsKey("name") && item(attackersFace).get("name").s().equals(name));
        await().atMost(ANSWER).until(cloud::isIdle);
    }

    private static List<Face> pool() {
        try (RekognitionClient rekognition = Clients.client(RekognitionClient.builder(), cloud.endpoints().rekognition(),
                cloud.stack().region(), cloud.administrator())) {
            return rekognition.listFaces(list -> list.collectionId(cloud.stack().collection())).faces();
        }
    }

    private static Map<String, AttributeValue> item(String id) {
        try (DynamoDbClient dynamoDb = dynamoDb()) {
            return dynamoDb.getItem(get -> get.tableName(cloud.stack().table().name()).key(Map.of("id", AttributeValue.fromS(id)))
                    .consistentRead(true)).item();
        }
    }

    private static List<String> names() {
        try (DynamoDbClient dynamoDb = dynamoDb()) {
            return dynamoDb.scan(scan -> scan.tableName(cloud.stack().table().name()).consistentRead(true)).items().stream()
                    .filter(item -> item.containsKey("name") && !item.get("id").s().startsWith("person#"))
                    .map(item -> item.get("name").s()).toList();
        }
    }

    private static DynamoDbClient dynamoDb() {
        return Clients.client(DynamoDbClient.builder(), cloud.endpoints().dynamoDb(), cloud.stack().region(), cloud.administrator());
    }

    /** As the Pulumi program makes it with {@code devices-may-name=false}: no rule, no permission, and no right of the devices. */
    private static Stack withoutNaming() throws IOException {
        ObjectNode graph = (ObjectNode) JSON.readTree(Stack.class.getResourceAsStream("/stack.json"));
        var resources = graph.withArray("resources").elements();
        while (resources.hasNext()) {
            ObjectNode resource = (ObjectNode) resources.next();
            if (resource.path("name").asText().equals("face_recognition_name")) {
                resources.remove();
            } else if (resource.path("type").asText().equals("aws:iot/policy:Policy")) {
                resource.at("/inputs/policy/Statement").forEach(statement -> {
                    var topics = statement.path("Resource").elements();
                    while (topics.hasNext()) {
                        if (topics.next().asText().endsWith("topic/" + Topics.NAME)) {
                            topics.remove();
                        }
                    }
                });
            }
        }
        return Stack.read(graph);
    }

    private static TestDevice connect(LocalCloud cloud, String thing) throws Exception {
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
}
