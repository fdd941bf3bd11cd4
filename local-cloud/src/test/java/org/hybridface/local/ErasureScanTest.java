// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hybridface.local.CloudCalls.action;
import static org.hybridface.local.CloudCalls.addressed;
import static org.hybridface.local.CloudCalls.call;
import static org.hybridface.local.CloudCalls.device;
import static org.hybridface.local.CloudCalls.dynamoDb;
import static org.hybridface.local.CloudCalls.get;
import static org.hybridface.local.CloudCalls.iot;
import static org.hybridface.local.CloudCalls.item;
import static org.hybridface.local.CloudCalls.receipt;
import static org.hybridface.local.CloudCalls.says;
import static org.hybridface.local.CloudCalls.takeOut;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.hybridface.local.edge.EdgeArtifact;
import org.hybridface.local.rekognition.OpenedCollections;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.ErasedHere;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;
import software.amazon.awssdk.services.rekognition.RekognitionClient;

/** Whoever is erased is nowhere: every file and every store is searched by somebody who knows nothing of the code; found before, not found after. */
class ErasureScanTest {

    private static final String NAME = "Adalbertine Quastenflosser";
    private static final String OTHER = "Bartholomew Zwiebelturm";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofMinutes(3);

    /** The function's own program, and keys that know nobody. */
    private static final List<String> PROGRAM = List.of("lambda/", "identity/", "broker/broker.p12");

    @TempDir
    Path folder;

    @Test
    void nothingOfAPersonIsLeftInAnyStoreOfTheCloud() throws Exception {
        byte[] labelled = TestFaces.photo("Ada", Pose.FRONTAL);
        byte[] seen = TestFaces.photo("Ada", new Pose(12, 3, 0));
        try (LocalCloud cloud = LocalCloud.start(LocalCloudSettings.in(folder.resolve("cloud"), TestZip.lambda()).withRetryPause(Duration.ofMillis(100)))) {
            String face = call(cloud, Stack.OPERATOR, EnrolPerson.withPhoto(NAME, labelled).toJson()).path("faceId").asText();
            String others = call(cloud, Stack.OPERATOR, EnrolPerson.withPhoto(OTHER, TestFaces.photo("Alan", Pose.FRONTAL)).toJson()).path("faceId").asText();
            UUID event = UUID.randomUUID();
            assertThat(call(cloud, "latest", event("camera-1", event, "User001", seen)).path("faceId").asText()).isEqualTo(face);
            call(cloud, "latest", event("camera-2", UUID.randomUUID(), "User004", TestFaces.photo("Alan", new Pose(12, 3, 0))));
            String person = item(cloud, face).get("personId").s();
            cloud.failures().add(JSON.createObjectNode().put("topic", Topics.NEW_FACE).put("clientId", "camera-1")
                    .put("base64OriginalPayload", new NewFace(event, "User001", Instant.now(), seen, new PhotoQuality(130, 0.8, 0)).toJson()), "a test");
            retain(cloud, Topics.known(person), seen);
            Scanner ada = new Scanner().text("the name", NAME).text("the person", person).text("the face", face).text("the event", event.toString())
                    .photo("the labelled photo", labelled).photo("the photo seen", seen);
            assertThat(ada.find(stores(cloud, person))).as("before").anyMatch(found -> found.startsWith("the labelled photo, piece") && found.contains(" in s3/"))
                    .anyMatch(found -> found.startsWith("the event in base64") && found.contains("unanswered-faces"))
                    .anyMatch(found -> found.startsWith("the photo seen") && found.endsWith(" in retained"))
                    .contains("the name in table", "the face in collection", "the name in mailbox of camera-1", "the person in table");

            await().atMost(LONG).until(() -> !item(cloud, "person#" + person).isEmpty());
            Map<String, byte[]> export = files(call(cloud, Stack.OPERATOR, action("export", ErasePerson.of(person, "Grace").toJson())));
            assertThat(export.keySet()).anyMatch(name -> name.startsWith("photos/people/")).anyMatch(name -> name.startsWith("photos/faces/camera-1/"))
                    .contains("collection.json", "mailboxes/camera-1.json", "failures/1.json", "table/face-" + face + ".json", "table/person-" + person + ".json");
            assertThat(export.values()).as("each photo as it lies in the bucket").anyMatch(bytes -> Arrays.equals(bytes, labelled)).anyMatch(bytes -> Arrays.equals(bytes, seen));
            assertThat(new Scanner().text("the other's name", OTHER).text("the other's face", others).find(export)).as("the export").isEmpty();

            JsonNode open = call(cloud, Stack.OPERATOR, action("erase", ErasePerson.of(person, "Grace").toJson()));
            String erasure = open.at("/receipt/erasure").asText();
            assertThat(open.at("/receipt/state").asText()).isEqualTo("open");
            // The camera takes its letter out of its mailbox, and says what it did.
            takeOut(cloud, "camera-1", erasure);
            JsonNode half = call(cloud, "latest", addressed("camera-1", Topics.ERASED,
                    new ErasedHere(UUID.fromString(erasure), Instant.now(), Map.of("faces", 1)).toJson()));
            assertThat(half.at("/receipt/state").asText()).as("the other camera never saw the person, and was told by what devices share").isEqualTo("open");
            takeOut(cloud, "camera-2", erasure);
            JsonNode done = call(cloud, "latest", addressed("camera-2", Topics.ERASED, new ErasedHere(UUID.fromString(erasure), Instant.now(), Map.of()).toJson()));

            assertThat(done.at("/receipt/state").asText()).as("%s", done).isEqualTo("done");
            assertThat(isSigned(done)).isTrue();
            bySsl(done).ifPresent(said -> assertThat(said).as("what cloud-routes/README.md says of OpenSSL").contains("Signature Verified Successfully"));
            await().atMost(LONG).untilAsserted(() -> assertThat(ada.find(stores(cloud, person))).as("after").isEmpty());
            assertThat(new Scanner().text("the other's name", OTHER).text("the other's face", others).find(stores(cloud, person)))
                    .contains("the other's name in table", "the other's face in collection", "the other's name in mailbox of camera-2");
        }
    }

    /** Half a minute: only with {@code -Derasure=true}. Kept on the disk, collections are sealed: searched as they are, which finds nothing either time, and as whoever has the key opens them. */
    @Test
    void theVectorOfAPersonIsInNoFileOfTheCollectionAnyMore() throws Exception {
        Assumptions.assumeTrue(Boolean.getBoolean("erasure"), "one more local cloud takes half a minute: -Derasure=true runs it");
        Path kept = folder.resolve("cloud");
        Path copy = folder.resolve("copy");
        try (LocalCloud cloud = LocalCloud.start(LocalCloudSettings.in(kept, TestZip.lambda()).withState(LocalCloudSettings.State.KEPT))) {
            String face = call(cloud, Stack.OPERATOR, EnrolPerson.withPhoto(NAME, TestFaces.photo("Ada", Pose.FRONTAL)).toJson()).path("faceId").asText();
            String others = call(cloud, Stack.OPERATOR, EnrolPerson.withPhoto(OTHER, TestFaces.photo("Alan", Pose.FRONTAL)).toJson()).path("faceId").asText();
            Path key = kept.resolve("collections.key");
            Scanner ada = new Scanner().vector("the vector", OpenedCollections.vector(kept.resolve("collections"), key, copy, face));
            Scanner alan = new Scanner().vector("the other's", OpenedCollections.vector(kept.resolve("collections"), key, copy, others));
            assertThat(ada.find(OpenedCollections.records(kept.resolve("collections"), key, copy))).as("before")
                    .contains("the vector, numbers 0 as floats, BIG_ENDIAN in collections, opened: " + face).allMatch(found -> found.endsWith(face));
            assertThat(ada.find(Scanner.files(kept, PROGRAM))).as("whoever has no key finds no vector").isEmpty();

            call(cloud, Stack.OPERATOR, action("erase", ErasePerson.ofFace(face, "Grace").toJson()));

            Map<String, byte[]> after = OpenedCollections.records(kept.resolve("collections"), key, copy);
            after.putAll(stores(cloud, item(cloud, others).get("personId").s()));
            assertThat(ada.find(after)).as("after").isEmpty();
            assertThat(alan.find(after)).contains("the other's, numbers 0 as floats, BIG_ENDIAN in collections, opened: " + others);
        }
    }

    /** Two minutes: only with {@code -Derasure=true}. What is sealed is looked at by way of the page and of the export, and every file as it is. */
    @Test
    void aRealDeviceThatWasOffErasesWhenItComesBackAndTheReceiptSaysOpenUntilThen() throws Exception {
        Assumptions.assumeTrue(Boolean.getBoolean("erasure"), "a real device takes two minutes: -Derasure=true runs it");
        Path artifact = EdgeArtifact.unzip(TestZip.edge(), folder.resolve("edge"));
        TestFaces.cameraFolders(folder);
        Path people = folder.resolve("people");
        Path nobody = folder.resolve("nobody");
        try (LocalCloud cloud = LocalCloud.start(LocalCloudSettings.in(folder.resolve("cloud"), TestZip.lambda()).withRetryPause(Duration.ofMillis(100)))) {
            String face = call(cloud, Stack.OPERATOR, EnrolPerson.withPhoto(NAME, TestFaces.photo("Ada", Pose.FRONTAL)).toJson()).path("faceId").asText();
            String others = call(cloud, Stack.OPERATOR, EnrolPerson.withPhoto(OTHER, TestFaces.photo("Alan", Pose.FRONTAL)).toJson()).path("faceId").asText();
            String person = item(cloud, face).get("personId").s();
            Scanner ada = new Scanner().text("the name", NAME).text("the person", person).text("the face", face);
            try (RealEdge edge = edge(artifact, cloud, people)) {
                edge.awaitLine("asked the cloud -> " + NAME);
                edge.awaitLine("asked the cloud -> " + OTHER);
                edge.awaitLine("event=gallery-told", person);
                edge.awaitLine("event=gallery-told", item(cloud, others).get("personId").s());
                DeviceCommand command = new DeviceCommand(artifact, folder, edge.page());
                Files.write(folder.resolve("cloud.json"), JSON.writeValueAsBytes(call(cloud, Stack.OPERATOR, action("export", ErasePerson.of(person, "Grace").toJson()))));
                assertThat(command.run(0, "export", NAME, folder.resolve("ada.zip").toString(), "--cloud=" + folder.resolve("cloud.json"))).contains("this device and the cloud hold");
                Map<String, byte[]> export = DeviceCommand.unzip(folder.resolve("ada.zip"));
                assertThat(export.keySet()).contains("README.txt", "manifest.json", "cloud/collection.json", "cloud/table/face-" + face + ".json", "device/camera-1/visits.json",
                        "device/camera-1/shared.json").anyMatch(name -> name.startsWith("cloud/photos/faces/camera-1/"));
                assertThat(new Scanner().text("the other's name", OTHER).text("the other's face", others).find(export)).as("the neighbour").isEmpty();
                DeviceCommand.vectors(export).forEach(vector -> ada.vector("the vector", vector));
                assertThat(ada.find(export)).anyMatch(found -> found.startsWith("the vector"));
            }
            assertThat(ada.find(Scanner.files(folder.resolve("camera-1/data"), List.of()))).as("before: the gallery's file is called so").isNotEmpty();

            JsonNode open = call(cloud, Stack.OPERATOR, action("erase", ErasePerson.of(person, "Grace").toJson()));
            assertThat(open.at("/receipt/state").asText()).isEqualTo("open");
            String erasure = open.at("/receipt/erasure").asText();
            try (RealEdge edge = edge(artifact, cloud, nobody)) {
                edge.awaitLine("event=person-erased", erasure);
                await().atMost(LONG).until(() -> device(receipt(cloud, erasure), "camera-1").path("state").asText().equals("done"));
                assertThat(receipt(cloud, erasure).at("/receipt/state").asText()).as("the other device shares, and is off").isEqualTo("open");
                says(cloud, "camera-2", erasure);
                assertThat(receipt(cloud, erasure).at("/receipt/state").asText()).isEqualTo("done");
                DeviceCommand command = new DeviceCommand(artifact, folder, edge.page());
                Map<String, byte[]> device = new TreeMap<>(Scanner.files(folder.resolve("camera-1/data"), List.of()));
                for (String page : List.of("api/faces", "api/visits", "q/dev/faces", "api/people")) {
                    device.put(page, get(edge.page() + page));
                }
                command.run(0, "export", OTHER, folder.resolve("alan.zip").toString());
                DeviceCommand.unzip(folder.resolve("alan.zip")).forEach((name, bytes) -> device.put("the other's export: " + name, bytes));
                assertThat(ada.find(device)).as("after").isEmpty();
                assertThat(new Scanner().text("the other", OTHER).find(device)).contains("the other in api/faces", "the other in api/visits");
                JsonNode gone = device(receipt(cloud, erasure), "camera-1").path("gone");
                assertThat(gone.path("faces").asInt()).isPositive();
                assertThat(gone.path("visits").asInt()).isPositive();
                assertThat(gone.path("gallery").asInt()).isPositive();
                assertThat(ada.find(stores(cloud, person))).as("the cloud").isEmpty();

                assertThat(command.run(2, "erase", NAME, "--yes")).contains("nobody is called");
                assertThat(command.run(2, "erase", OTHER)).contains("give --yes");
                String said = command.run(3, "erase", OTHER, "--yes", "--by=Grace", "--wait=30");
                assertThat(said).contains("the cloud erases " + OTHER, "waits for device camera-2", "it goes on by itself");
                Path receipt = Path.of(said.lines().filter(line -> line.startsWith("receipt: ")).findFirst().orElseThrow().substring("receipt: ".length()));
                Path key = folder.resolve("cloud/identity/receipt.pub");
                assertThat(command.run(0, "receipt", receipt.toString(), key.toString())).contains("open: signed by that key");
                says(cloud, "camera-2", receipt.getFileName().toString().replace(".receipt", ""));
                await().atMost(LONG).until(() -> Files.readString(receipt).contains("\"state\":\"done\""));
                assertThat(command.run(0, "receipt", receipt.toString(), key.toString())).contains("done: signed by that key");
                Files.writeString(receipt, Files.readString(receipt).replace("Grace", "Grave"));
                assertThat(command.run(1, "receipt", receipt.toString(), key.toString())).contains("NOT signed by that key");
            }
        }
    }

    private RealEdge edge(Path artifact, LocalCloud cloud, Path photos) throws Exception {
        Device device = cloud.thing("camera-1");
        return new RealEdge(artifact, folder.resolve("camera-1"), device.mqttUrl(), device.identity(), Map.of(
                "edge.camera", "camera:dir:" + photos + "?loop=true&fps=4", "gallery.key.file", device.fleetKey().toString(), "edge.visits.pictures", "true", "cloud.naming", "true"));
    }

    /** Files as they are; what lies in memory as its service tells it. */
    private Map<String, byte[]> stores(LocalCloud cloud, String person) throws Exception {
        Map<String, byte[]> stores = new TreeMap<>(Scanner.files(folder.resolve("cloud"), PROGRAM));
        try (DynamoDbClient dynamoDb = dynamoDb(cloud);
                RekognitionClient rekognition = Clients.client(RekognitionClient.builder(), cloud.endpoints().rekognition(), cloud.stack().region(),
                        cloud.administrator());
                IotDataPlaneClient iot = iot(cloud)) {
            stores.put("table", dynamoDb.scan(scan -> scan.tableName(cloud.stack().table().name()).consistentRead(true)).items().toString().getBytes(UTF_8));
            stores.put("collection", rekognition.listFaces(list -> list.collectionId(cloud.stack().collection())).faces().toString().getBytes(UTF_8));
            for (String thing : cloud.stack().things()) {
                try {
                    stores.put("mailbox of " + thing, iot.getThingShadow(get -> get.thingName(thing).shadowName(Topics.SHADOW)).payload().asByteArray());
                } catch (ResourceNotFoundException e) {
                    stores.put("mailbox of " + thing, new byte[0]);
                }
            }
            try {
                stores.put("retained", iot.getRetainedMessage(get -> get.topic(Topics.known(person))).payload().asByteArray());
            } catch (ResourceNotFoundException e) {
                stores.put("retained", new byte[0]);
            }
        }
        return stores;
    }

    private static Map<String, byte[]> files(JsonNode export) throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        for (JsonNode file : export.path("files")) {
            files.put(file.path("path").asText(), file.path("base64").binaryValue());
        }
        return files;
    }

    /** As somebody checks a receipt who trusts no program of ours; empty on a machine without OpenSSL. */
    private Optional<String> bySsl(JsonNode signed) throws Exception {
        Files.write(folder.resolve("receipt.txt"), JSON.writeValueAsBytes(signed.path("receipt")));
        Files.write(folder.resolve("receipt.sig"), Base64.getDecoder().decode(signed.path("signature").asText()));
        if (Stream.of(System.getenv("PATH").split(File.pathSeparator)).noneMatch(place -> Files.isExecutable(Path.of(place, "openssl")))) {
            return Optional.empty();
        }
        Process openssl = new ProcessBuilder("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", folder.resolve("cloud/identity/receipt.pub").toString(), "-rawin",
                "-in", folder.resolve("receipt.txt").toString(), "-sigfile", folder.resolve("receipt.sig").toString()).redirectErrorStream(true).start();
        return Optional.of(new String(openssl.getInputStream().readAllBytes(), UTF_8));
    }

    private boolean isSigned(JsonNode signed) throws Exception {
        String pem = Files.readString(folder.resolve("cloud/identity/receipt.pub")).replaceAll("-----[^-]*-----|\\s", "");
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem)));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(JSON.writeValueAsBytes(signed.path("receipt")));
        return signature.verify(Base64.getDecoder().decode(signed.path("signature").asText()));
    }

    private static void retain(LocalCloud cloud, String topic, byte[] message) {
        try (IotDataPlaneClient iot = iot(cloud)) {
            iot.publish(request -> request.topic(topic).qos(1).retain(true).payload(SdkBytes.fromByteArray(message)));
            await().atMost(LONG).ignoreExceptions().until(() -> iot.getRetainedMessage(request -> request.topic(topic)).payload().asByteArray().length > 0);
        }
    }

    private static byte[] event(String thing, UUID uuid, String key, byte[] photo) throws Exception {
        return addressed(thing, Topics.NEW_FACE, new NewFace(uuid, key, Instant.now(), photo, new PhotoQuality(130, 0.8, 0)).toJson());
    }
}
