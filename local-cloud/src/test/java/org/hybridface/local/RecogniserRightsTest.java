// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.hybridface.local.lambda.InvocationResult;
import org.hybridface.local.policy.Call;
import org.hybridface.local.policy.LeastPrivilege;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.Correction;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.FaceSeen;
import org.hybridface.messages.NameFace;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Face;
import software.amazon.awssdk.services.rekognition.model.User;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Least privilege in both directions. The Lambda goes every way there is while the SDK inside it writes down each call; then the
 * role of the recorded stack must allow every one of them, and must grant nothing that none of them used.
 */
class RecogniserRightsTest {

    /**
     * Statements AWS itself uses with the Lambda's role, one by one: Lambda's service writes its log, polls the table's stream, keeps
     * failed events and reads them back.
     */
    private static final List<String> PLATFORM = List.of("PlatformWriteLogs", "PlatformReadTableStream", "PlatformKeepFailures", "PlatformRedriveFailures");

    private static final String RULES = "latest";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Pose TURNED = new Pose(12, 3, 0);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"faces", "users"})
    void theRoleAllowsEveryCallOfEveryWayAndNothingElse(String matchBy) throws Exception {
        Path recorded = folder.resolve("calls.txt");
        Stack stack = Stack.matchingBy(matchBy);
        LocalCloudSettings settings = LocalCloudSettings.in(folder.resolve("data"),
                        RecordedZip.of(TestZip.lambda(), folder.resolve("recorded.zip")))
                .withStack(stack).withJvmOptions(List.of("-D" + CallRecorder.FILE + "=" + recorded));
        try (LocalCloud cloud = LocalCloud.start(settings)) {
            labelled(cloud);
            String stranger = fromDevices(cloud);
            recognisedElsewhere(cloud, stranger);
            named(cloud, stranger, recorded);
            swept(cloud);
            if (matchBy.equals("users")) {
                personsChange(cloud);
            }
            erased(cloud);
        }

        List<Call> calls = RecordedZip.calls(recorded, stack);
        LeastPrivilege result = LeastPrivilege.of(stack.recogniserPolicy(), calls, PLATFORM::contains);

        assertThat(result.refused()).as("calls that AWS would refuse").isEmpty();
        assertThat(result.unused()).as("rights that no way uses").isEmpty();
    }

    @Test
    void aRightTakenOutOfTheRoleFailsTheWayAsInAws() throws Exception {
        Stack stack = Stack.packed();
        Stack less = stack.withRecogniserPolicy(stack.recogniserPolicy().without("rekognition:SearchFacesByImage"));
        try (LocalCloud cloud = LocalCloud.start(LocalCloudSettings.in(folder.resolve("data"), TestZip.lambda()).withStack(less))) {
            InvocationResult result = cloud.invoke(RULES, new String(
                    event("camera-1", face("User001", TestFaces.photo("Ada", Pose.FRONTAL))), StandardCharsets.UTF_8));

            assertThat(result.failed()).as(result.text()).isTrue();
            assertThat(result.text()).contains("AccessDenied").contains("rekognition:SearchFacesByImage");
            // A call without an answer in time is made again, and counted again, as AWS does.
            assertThat(cloud.recogniserCalls("s3:PutObject")).as("what is still allowed was done").isPositive();
        }
    }

    /** Labelled photos: inside the event, in the bucket, and one that cannot be used. */
    private static void labelled(LocalCloud cloud) throws Exception {
        assertThat(enrol(cloud, EnrolPerson.withPhoto("Ada", TestFaces.photo("Ada", Pose.FRONTAL)))
                .path("status").asText()).isEqualTo("answered");

        String key = "people/ada/1.jpg";
        try (S3Client s3 = Clients.client(S3Client.builder(), cloud.endpoints().s3(), cloud.stack().region(), cloud.administrator())) {
            s3.putObject(put -> put.bucket(cloud.stack().bucket()).key(key), RequestBody.fromBytes(TestFaces.photo("Ada", TURNED)));
        }
        assertThat(enrol(cloud, EnrolPerson.stored("Ada", URI.create("s3://" + cloud.stack().bucket() + "/" + key)))
                .path("status").asText()).isEqualTo("answered");

        JsonNode several = enrol(cloud, EnrolPerson.withPhoto("Both", sideBySide("Alan", "Edsger")));
        assertThat(several.path("reason").asText()).as("%s", several).isEqualTo("several-faces");
    }

    /** Known, delivered twice, no face, and a stranger whom two devices see at the same moment. */
    private static String fromDevices(LocalCloud cloud) throws Exception {
        byte[] known = event("camera-1", face("User001", TestFaces.photo("Ada", TURNED)));
        assertThat(invoke(cloud, known).path("state").asText()).isEqualTo("named");
        assertThat(invoke(cloud, known).path("status").asText()).isEqualTo("duplicate");

        BufferedImage black = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        JsonNode nobody = invoke(cloud, event("camera-1", face("User002", TestFaces.jpeg(black))));
        assertThat(nobody.path("reason").asText()).as("%s", nobody).isEqualTo("no-face");

        CompletableFuture<JsonNode> one = later(cloud, event("camera-1", face("User003", TestFaces.photo("Dennis", Pose.FRONTAL))));
        CompletableFuture<JsonNode> two = later(cloud, event("camera-2", face("User001", TestFaces.photo("Dennis", TURNED))));
        assertThat(one.get().path("state").asText()).as("%s", one.get()).isEqualTo("enrolled");
        assertThat(two.get().path("faceId")).as("both devices hear of one face").isEqualTo(one.get().path("faceId"));
        return one.get().path("faceId").asText();
    }

    /** A device recognises the stranger by what another has learnt, and knows less than the table. */
    private static void recognisedElsewhere(LocalCloud cloud, String faceId) throws Exception {
        assertThat(invoke(cloud, addressed("camera-2", Topics.SEEN, new FaceSeen("User009", faceId, 0).toJson())).path("status").asText()).isEqualTo("noted");
    }

    /** A name from a device, which the table's stream then carries to every device that saw the face. */
    private static void named(LocalCloud cloud, String faceId, Path recorded) throws Exception {
        assertThat(faceId).isNotEmpty();
        long before = shadowUpdates(recorded);
        assertThat(invoke(cloud, addressed("camera-1", Topics.NAME, new NameFace(faceId, "Dennis").toJson())).path("status").asText())
                .isEqualTo("named");
        await().atMost(LONGEST).until(() -> shadowUpdates(recorded) > before);
    }

    /** Every face is explained, so nothing is to be deleted; that right has other uses. */
    private static void swept(LocalCloud cloud) throws Exception {
        Stack.Schedule schedule = cloud.stack().schedules().get(0);
        JsonNode report = invoke(cloud, schedule.function().substring(schedule.function().lastIndexOf(':') + 1), schedule.event()
                .getBytes(StandardCharsets.UTF_8));
        assertThat(report.path("status").asText()).as("%s", report).isEqualTo("swept");
        assertThat(report.path("faces").asInt()).as("%s", report).isGreaterThan(2);
        assertThat(report.path("photos").asInt()).as("%s", report).isPositive();
        assertThat(report.has("orphans") && report.path("orphans").asInt() > 0).as("%s", report).isFalse();
    }

    /** Ada's two faces are her user; one leaves her, then she is gone, and so is the user. */
    private static void personsChange(LocalCloud cloud) throws Exception {
        try (RekognitionClient rekognition = Clients.client(RekognitionClient.builder(), cloud.endpoints().rekognition(), cloud.stack().region(),
                cloud.administrator());
                DynamoDbClient table = Clients.client(DynamoDbClient.builder(), cloud.endpoints().dynamoDb(), cloud.stack().region(),
                        cloud.administrator())) {
            await().atMost(LONGEST).until(() -> users(cloud, rekognition).containsValue(2));
            String ada = users(cloud, rekognition).entrySet().stream().filter(user -> user.getValue() == 2).findFirst().orElseThrow().getKey();
            List<String> faces = rekognition.listFaces(list -> list.collectionId(cloud.stack().collection()).userId(ada)).faces().stream()
                    .map(Face::faceId).toList();
            assertThat(invoke(cloud, event("camera-1", face("User004", TestFaces.photo("Ada", TURNED)))).path("faceId").asText()).isIn(faces);
            ObjectNode split = (ObjectNode) JSON.readTree(new Correction(UUID.randomUUID(), "Grace", new Correction.Act.Split(faces.get(0))).toJson());
            assertThat(invoke(cloud, Stack.OPERATOR, JSON.writeValueAsBytes(split.put("action", Correction.ACTION))).path("status").asText())
                    .isEqualTo("corrected");
            await().atMost(LONGEST).until(() -> Integer.valueOf(1).equals(users(cloud, rekognition).get(ada)));
            table.deleteItem(delete -> delete.tableName(cloud.stack().table().name()).key(Map.of("id", AttributeValue.fromS(faces.get(1)))));
            await().atMost(LONGEST).until(() -> !users(cloud, rekognition).containsKey(ada));
        }
    }

    /** How many faces each user has. */
    private static Map<String, Integer> users(LocalCloud cloud, RekognitionClient rekognition) {
        String collection = cloud.stack().collection();
        return rekognition.listUsers(list -> list.collectionId(collection)).users().stream().collect(Collectors.toMap(User::userId,
                user -> rekognition.listFaces(list -> list.collectionId(collection).userId(user.userId())).faces().size()));
    }

    /** Ada goes, whom a device saw, with an event that failed; what devices share of her is there, and an answer lies in a mailbox. */
    private static void erased(LocalCloud cloud) throws Exception {
        byte[] photo = TestFaces.photo("Ada", Pose.FRONTAL);
        JsonNode seen = invoke(cloud, event("camera-2", face("User005", photo)));
        String faceId = seen.path("faceId").asText();
        String person = person(cloud, faceId);
        cloud.failures().add(JSON.createObjectNode().put("topic", Topics.NEW_FACE).put("clientId", "camera-2")
                .put("base64OriginalPayload", face("User005", photo).toJson()), "a test");
        cloud.failures().add(JSON.createObjectNode().put("topic", Topics.NEW_FACE).put("clientId", "camera-2")
                .put("base64OriginalPayload", face("User006", photo).toJson()), "a test");
        retain(cloud, Topics.known(person), new byte[] {1});

        JsonNode receipt = invoke(cloud, addressed("camera-2", Topics.ERASE, ErasePerson.ofFace(faceId, "Grace").toJson())).path("receipt");

        for (JsonNode place : receipt.path("places")) {
            assertThat(place.path("state").asText()).as("%s", receipt).isEqualTo("clear");
            assertThat(place.path("gone").asInt()).as("%s", place).isPositive();
        }
        assertThat(cloud.failures().size()).as("the other event stays").isOne();
    }

    private static String person(LocalCloud cloud, String faceId) {
        try (DynamoDbClient dynamoDb = Clients.client(DynamoDbClient.builder(), cloud.endpoints().dynamoDb(), cloud.stack().region(), cloud.administrator())) {
            return dynamoDb.getItem(get -> get.tableName(cloud.stack().table().name()).key(Map.of("id", AttributeValue.fromS(faceId)))).item().get("personId").s();
        }
    }

    private static void retain(LocalCloud cloud, String topic, byte[] message) {
        try (IotDataPlaneClient iot = Clients.client(IotDataPlaneClient.builder(), cloud.endpoints().iotData(), cloud.stack().region(), cloud.administrator())) {
            iot.publish(request -> request.topic(topic).qos(1).retain(true).payload(SdkBytes.fromByteArray(message)));
            await().atMost(LONGEST).ignoreExceptions().until(() -> {
                iot.getRetainedMessage(request -> request.topic(topic));
                return true;
            });
        }
    }

    private static long shadowUpdates(Path recorded) throws IOException {
        try (var lines = Files.lines(recorded)) {
            return lines.filter(line -> line.contains("UpdateThingShadow")).count();
        }
    }

    private static NewFace face(String key, byte[] photo) {
        return new NewFace(UUID.randomUUID(), key, Instant.now(), photo, new PhotoQuality(130, 0.8, 0));
    }

    private static byte[] event(String thing, NewFace face) throws IOException {
        return addressed(thing, Topics.NEW_FACE, face.toJson());
    }

    /** What the IoT rule adds. */
    private static byte[] addressed(String thing, String topic, byte[] json) throws IOException {
        ObjectNode event = (ObjectNode) JSON.readTree(json);
        return JSON.writeValueAsBytes(event.put("thing", thing).put("topic", topic));
    }

    private static JsonNode enrol(LocalCloud cloud, EnrolPerson person) throws Exception {
        return invoke(cloud, Stack.OPERATOR, person.toJson());
    }

    private static JsonNode invoke(LocalCloud cloud, byte[] json) throws Exception {
        return invoke(cloud, RULES, json);
    }

    private static JsonNode invoke(LocalCloud cloud, String alias, byte[] json) throws Exception {
        InvocationResult result = cloud.invoke(alias, new String(json, StandardCharsets.UTF_8));
        assertThat(result.failed()).as(result.text()).isFalse();
        return JSON.readTree(result.text());
    }

    private static CompletableFuture<JsonNode> later(LocalCloud cloud, byte[] json) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return invoke(cloud, json);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, task -> new Thread(task, "delivery").start());
    }

    private static byte[] sideBySide(String left, String right) throws IOException {
        BufferedImage one = ImageIO.read(new ByteArrayInputStream(TestFaces.photo(left, Pose.FRONTAL)));
        BufferedImage two = ImageIO.read(new ByteArrayInputStream(TestFaces.photo(right, Pose.FRONTAL)));
        BufferedImage both = new BufferedImage(one.getWidth() + two.getWidth(), Math.max(one.getHeight(), two.getHeight()),
                BufferedImage.TYPE_INT_RGB);
        both.createGraphics().drawImage(one, 0, 0, null);
        both.createGraphics().drawImage(two, one.getWidth(), 0, null);
        return TestFaces.jpeg(both);
    }
}
