// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.hybridface.local.broker.TestDevice;
import org.hybridface.local.edge.EdgeArtifact;
import org.hybridface.local.identity.CertificateAuthority;
import org.hybridface.local.identity.DeviceIdentity;
import org.hybridface.local.lambda.InvocationResult;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.Answer;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.Mailbox;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;

/**
 * The whole loop on one machine, with the artifacts that ship: MQTT in, the Lambda zip over real SDK calls, the shadow out, and the edge zip on
 * both ends. Each test has people of its own, because the cloud is the same.
 */
class LoopTest {

    private static final String INDEX = "rekognition:IndexFaces";
    private static final Pose TURNED = new Pose(12, 3, 0);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    static LocalCloud cloud;
    static Path edgeArtifact;

    @BeforeAll
    static void start() throws Exception {
        edgeArtifact = EdgeArtifact.unzip(TestZip.edge(), directory.resolve("edge"));
        cloud = LocalCloud.start(LocalCloudSettings.in(directory.resolve("cloud"), TestZip.lambda())
                .withRetryPause(Duration.ofMillis(100)));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    /** A new device may use keys again only when no answers for the old ones lie there. */
    @AfterEach
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

    @Test
    void anEnrolledPersonIsNamedAndAStrangerIsEnrolledOnceForAllDevices() throws Exception {
        enrol("Ada Lovelace", "Ada");
        long indexed = cloud.recogniserCalls(INDEX);
        try (TestDevice first = connect("camera-1"); TestDevice second = connect("camera-2")) {
            first.publish(Topics.NEW_FACE, TestFaces.newFace("User001", "Ada", TURNED).toJson());
            assertThat(answer(first, "camera-1", "User001")).isInstanceOfSatisfying(Answer.Named.class,
                    named -> assertThat(named.name()).isEqualTo("Ada Lovelace"));

            first.publish(Topics.NEW_FACE, TestFaces.newFace("User002", "Dennis", Pose.FRONTAL).toJson());
            Answer.Enrolled stranger = (Answer.Enrolled) answer(first, "camera-1", "User002");

            second.publish(Topics.NEW_FACE, TestFaces.newFace("User001", "Dennis", TURNED).toJson());
            assertThat(answer(second, "camera-2", "User001")).isInstanceOfSatisfying(Answer.Enrolled.class,
                    known -> assertThat(known.faceId()).isEqualTo(stranger.faceId()));
            assertThat(cloud.recogniserCalls(INDEX)).isEqualTo(indexed + 1);

            nameInTable(stranger.faceId(), "Dennis Ritchie");
            await().atMost(ANSWER).untilAsserted(() -> {
                assertThat(answer(first, "camera-1", "User002")).isInstanceOf(Answer.Named.class);
                assertThat(answer(second, "camera-2", "User001")).isInstanceOf(Answer.Named.class);
            });
        }
        assertThat(cloud.failures().list()).isEmpty();
    }

    @Test
    void twoDevicesAtOnceShareWhatOneOfThemEnrolled() throws Exception {
        Path faces = photos("katherine", "Katherine");
        long indexed = cloud.recogniserCalls(INDEX);
        try (RealEdge first = edge("camera-1", faces)) {
            first.awaitLine("User001 -> asked the cloud -> new to the pool");
            nameInTable(onlyFaceSeenBy("camera-1#User001"), "Katherine Johnson");
            first.awaitLine("User001 -> heard from the cloud -> Katherine Johnson");
            try (RealEdge second = edge("camera-2", faces)) {
                second.awaitLine("User001 -> asked the cloud -> Katherine Johnson");
            }
        }
        assertThat(cloud.recogniserCalls(INDEX)).isEqualTo(indexed + 1);
    }

    @Test
    void aNameTypedAtOneDeviceIsShownByTheOtherUnlessNamingIsOff() throws Exception {
        Path faces = photos("edsger", "Edsger");
        try (RealEdge first = edge("camera-1", faces, "cloud.naming", "true")) {
            first.awaitLine("User001 -> asked the cloud -> new to the pool");
            try (RealEdge second = edge("camera-2", faces, "cloud.naming", "false")) {
                second.awaitLine("User001 -> asked the cloud -> new to the pool");

                JsonNode off = second.name("User001", "Only Here");
                assertThat(off.path("cloud").asBoolean(true)).isFalse();
                assertThat(off.path("reason").asText()).contains("cloud.naming is false");
                second.awaitOnPage("Only Here");

                assertThat(first.name("User001", "Edsger Dijkstra").path("cloud").asBoolean()).isTrue();
                second.awaitOnPage("Edsger Dijkstra");
                first.awaitOnPage("Edsger Dijkstra");
                assertThat(first.with("Only Here")).as("the name of the device whose naming is off never left it").isEmpty();
                assertThat(cloud.failures().list()).isEmpty();
                aNameTypedIntoAPageAppearsOnTheOther(first, second, "Edsger W. Dijkstra");
            }
        }
    }

    private static void aNameTypedIntoAPageAppearsOnTheOther(RealEdge first, RealEdge second, String name) {
        Assumptions.assumeTrue(Browser.isInstalled(),
                "no name was typed into a page: install Chromium and its driver (apt-get install chromium chromium-driver)");
        try (Browser browser = Browser.start(directory.resolve("browser"))) {
            browser.open(first.page());
            browser.typeName("User001", name);
            browser.awaitLabel("User001", name);
            browser.open(second.page());
            browser.awaitLabel("User001", name);
        }
    }

    @Test
    void brokenPhotosAndEmptyOnesAreSkippedWithOneLine() throws Exception {
        enrol("Grace Hopper", "Grace");
        Path faces = photos("grace", "Grace");
        Files.write(faces.resolve("0-corrupt.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3});
        Files.write(faces.resolve("0-empty-room.jpg"), TestFaces.nobody());
        try (RealEdge edge = edge("camera-1", faces)) {
            edge.awaitLine("User001 -> asked the cloud -> Grace Hopper");
            assertThat(edge.with("0-corrupt.jpg")).isNotEmpty();
        }
    }

    @Test
    void aDeviceInTroubleSaysInOneLineWhatToDo() throws Exception {
        DeviceIdentity stranger = CertificateAuthority.open(directory.resolve("other-authority"), Clock.systemUTC()).thing("camera-1");
        Device known = cloud.thing("camera-1");
        DeviceIdentity wrong = new DeviceIdentity("camera-1", known.identity().caFile(), stranger.certificateFile(), stranger.keyFile());
        Path faces = photos("edsger", "Edsger");
        int taken = cloud.endpoints().s3().getPort();
        try (RealEdge wrongCertificate = edge(known.mqttUrl(), wrong, Map.of("edge.camera", "camera:dir:" + faces));
                RealEdge noCamera = edge(known.mqttUrl(), cloud.thing("camera-2").identity(),
                        Map.of("edge.camera", "camera:dir:" + directory.resolve("no-such-folder")));
                RealEdge usedPort = edge(known.mqttUrl(), known.identity(),
                        Map.of("edge.camera", "camera:dir:" + faces, "edge.http.port", String.valueOf(taken)))) {
            usedPort.awaitLine("edge.http.port " + taken, "give another port");
            noCamera.awaitLine("no-such-folder", "correct the path");
            wrongCertificate.awaitLine("mqtt.certificate.file", "refuses", "give a certificate it knows");
        }
    }

    @Test
    void garbageOnTheTopicIsOneLineAndTheNextFaceIsAnswered() throws Exception {
        enrol("Alan Turing", "Alan");
        try (LogLines log = new LogLines(); TestDevice camera = connect("camera-1")) {
            camera.publish(Topics.NEW_FACE, "garbage");
            camera.publish(Topics.NEW_FACE, "[1, 2, 3]");
            camera.publish(Topics.NEW_FACE, "{\"version\":1,\"id\":\"User007\"}");
            camera.publish(Topics.NEW_FACE, new NewFace(UUID.randomUUID(), "User008", Instant.now(), TestFaces.nobody(),
                    new PhotoQuality(100, 0.5, 0)).toJson());
            assertThat(answer(camera, "camera-1", "User008")).isInstanceOf(Answer.Rejected.class);
            camera.publish(Topics.NEW_FACE, TestFaces.newFace("User009", "Alan", TURNED).toJson());
            assertThat(answer(camera, "camera-1", "User009")).isInstanceOf(Answer.Named.class);
            assertThat(log.with("WARN", "not JSON", "camera-1", "face_recognition/new")).hasSize(1);
            assertThat(log.with("WARN", "not a JSON object", "camera-1")).hasSize(1);
        }
    }

    @Test
    void twoHundredKilobytesEndTheConnectionAndTheDeviceMayComeBack() throws Exception {
        try (LogLines log = new LogLines(); TestDevice camera = connect("camera-1")) {
            assertThatThrownBy(() -> camera.publish(Topics.NEW_FACE, new byte[200_000])).isInstanceOf(MqttException.class);
            await().until(() -> !camera.isConnected() || !log.with("WARN").isEmpty());
        }
        try (TestDevice again = connect("camera-1")) {
            assertThat(again.isConnected()).isTrue();
        }
    }

    @Test
    void aSecondCloudOnATakenPortSaysWhichAndLeavesNothingRunning() {
        int taken = cloud.endpoints().rekognition().getPort();
        LocalCloudSettings settings = LocalCloudSettings.in(directory.resolve("second"), TestZip.lambda())
                .withPorts(new LocalCloudSettings.Ports(0, 0, 0, taken, 0, 0, 0));
        assertThatThrownBy(() -> LocalCloud.start(settings)).isInstanceOf(IOException.class)
                .hasMessageContaining("port " + taken).hasMessageContaining("rekognition").hasMessageContaining("choose another port");
    }

    @Test
    void aMissingZipSaysHowToBuildIt() {
        assertThatThrownBy(() -> LocalCloud.start(LocalCloudSettings.in(directory.resolve("third"), directory.resolve("no.zip"))))
                .isInstanceOf(IOException.class).hasMessageContaining("no.zip").hasMessageContaining("mvn package");
    }

    @Test
    void aThingOutsideTheStackIsNoThing() {
        assertThatThrownBy(() -> cloud.thing("toaster")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("camera-1");
    }

    private static void enrol(String name, String person) throws InterruptedException {
        InvocationResult result = cloud.invoke(Stack.OPERATOR, new String(
                EnrolPerson.withPhoto(name, TestFaces.photo(person, Pose.FRONTAL)).toJson(), StandardCharsets.UTF_8));
        assertThat(result.failed()).as(result.text()).isFalse();
    }

    private static TestDevice connect(String thing) throws Exception {
        Device device = cloud.thing(thing);
        TestDevice connected = TestDevice.connect(device.mqttUrl(), device.identity());
        assertThat(connected.subscribe(Topics.shadow(thing) + "/#")).containsExactly(1);
        return connected;
    }

    private static RealEdge edge(String thing, Path photos) throws IOException {
        return edge(thing, photos, "cloud.naming", "false");
    }

    private static RealEdge edge(String thing, Path photos, String option, String value) throws IOException {
        Device device = cloud.thing(thing);
        return edge(device.mqttUrl(), device.identity(), Map.of("edge.camera", "camera:dir:" + photos + "?loop=true&fps=4", option, value));
    }

    private static RealEdge edge(String mqttUrl, DeviceIdentity identity, Map<String, String> options) throws IOException {
        return new RealEdge(edgeArtifact, Files.createTempDirectory(directory, identity.thing()), mqttUrl, identity, options);
    }

    /** A folder in which one person looks this way and that. */
    private static Path photos(String folder, String person) throws IOException {
        Path photos = Files.createDirectories(directory.resolve(folder));
        for (int i = 0; i < 4; i++) {
            Files.write(photos.resolve("frame-" + i + ".jpg"), TestFaces.photo(person, new Pose(i * 2 - 3, 0, 0)));
        }
        return photos;
    }

    /** The newest answer for a key that the device heard. */
    private static Answer answer(TestDevice device, String thing, String key) {
        return await().atMost(ANSWER).until(() -> device.received(Topics.shadowDelta(thing)).stream()
                .map(json -> Mailbox.fromDelta(json.getBytes(StandardCharsets.UTF_8)).answers().get(key))
                .filter(Objects::nonNull).reduce((older, newer) -> newer), Optional::isPresent).orElseThrow();
    }

    private static DynamoDbClient dynamoDb() {
        return Clients.client(DynamoDbClient.builder(), cloud.endpoints().dynamoDb(), cloud.stack().region(), cloud.administrator());
    }

    private static String onlyFaceSeenBy(String device) {
        try (DynamoDbClient dynamoDb = dynamoDb()) {
            var faces = dynamoDb.scan(scan -> scan.tableName(cloud.stack().table().name()).filterExpression("contains(seenBy, :device)")
                    .expressionAttributeValues(Map.of(":device", AttributeValue.fromS(device)))).items();
            assertThat(faces).hasSize(1);
            return faces.get(0).get("id").s();
        }
    }

    private static void nameInTable(String faceId, String name) {
        try (DynamoDbClient dynamoDb = dynamoDb()) {
            dynamoDb.updateItem(update -> update.tableName(cloud.stack().table().name())
                    .key(Map.of("id", AttributeValue.fromS(faceId)))
                    .updateExpression("SET #name = :name").expressionAttributeNames(Map.of("#name", "name"))
                    .expressionAttributeValues(Map.of(":name", AttributeValue.fromS(name))));
        }
    }
}
