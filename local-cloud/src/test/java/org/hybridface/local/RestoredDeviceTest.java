// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hybridface.local.CloudCalls.action;
import static org.hybridface.local.CloudCalls.call;
import static org.hybridface.local.CloudCalls.device;
import static org.hybridface.local.CloudCalls.get;
import static org.hybridface.local.CloudCalls.iot;
import static org.hybridface.local.CloudCalls.item;
import static org.hybridface.local.CloudCalls.receipt;
import static org.hybridface.local.CloudCalls.says;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hybridface.local.edge.EdgeArtifact;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.Topics;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;

/** A real device is brought back from a backup that was made before somebody was erased: it erases the person again once it meets the cloud. */
class RestoredDeviceTest {

    private static final String NAME = "Adalbertine Quastenflosser";
    private static final String OTHER = "Bartholomew Zwiebelturm";
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    /** A minute: only with {@code -Derasure=true}. */
    @Test
    void whomABackupBringsBackIsErasedOnceMoreAndTheReceiptStaysDone() throws Exception {
        Assumptions.assumeTrue(Boolean.getBoolean("erasure"), "a real device that starts three times takes a minute: -Derasure=true runs it");
        Path artifact = EdgeArtifact.unzip(TestZip.edge(), folder.resolve("edge"));
        TestFaces.cameraFolders(folder);
        Path people = folder.resolve("people");
        Path nobody = folder.resolve("nobody");
        Path data = folder.resolve("camera-1/data");
        try (LocalCloud cloud = LocalCloud.start(LocalCloudSettings.in(folder.resolve("cloud"), TestZip.lambda()).withRetryPause(Duration.ofMillis(100)))) {
            String face = enrol(cloud, NAME, "Ada");
            String others = enrol(cloud, OTHER, "Alan");
            String person = item(cloud, face).get("personId").s();
            Scanner ada = new Scanner().text("the name", NAME).text("the person", person).text("the face", face);
            try (RealEdge edge = edge(artifact, cloud, people)) {
                edge.awaitLine("event=gallery-told", person);
                edge.awaitLine("event=gallery-told", item(cloud, others).get("personId").s());
            }
            String password = "-Dedge.backup.password.file=" + Files.writeString(folder.resolve("password"), "correct horse battery\n");
            String key = "-Dedge.key.file=" + folder.resolve("camera-1/device.key");
            String backup = folder.resolve("camera-1.backup").toString();
            DeviceCommand command = new DeviceCommand(artifact, folder, "http://127.0.0.1:1/");
            command.run(0, "backup", backup, key, password);

            JsonNode open = call(cloud, Stack.OPERATOR, action("erase", ErasePerson.of(person, "Grace").toJson()));
            String erasure = open.at("/receipt/erasure").asText();
            try (RealEdge edge = edge(artifact, cloud, nobody)) {
                edge.awaitLine("event=person-erased", erasure);
                await().atMost(LONG).until(() -> device(receipt(cloud, erasure), "camera-1").path("state").asText().equals("done"));
            }
            says(cloud, "camera-2", erasure);
            JsonNode done = receipt(cloud, erasure);
            assertThat(done.at("/receipt/state").asText()).isEqualTo("done");
            assertThat(ada.find(Scanner.files(data, List.of()))).as("erased").isEmpty();

            // The card breaks, and nobody had made a newer backup.
            delete(folder.resolve("camera-1"));
            assertThat(command.run(0, "restore", backup, key, password)).contains("restored");
            assertThat(ada.find(Scanner.files(data, List.of()))).as("brought back: the gallery's file is called so").isNotEmpty();
            try (RealEdge edge = edge(artifact, cloud, nobody)) {
                edge.awaitLine("event=person-erased-again", erasure);
                await().atMost(LONG).untilAsserted(() -> assertThat(ada.find(whatItHas(edge, data))).as("erased again").isEmpty());
                assertThat(new Scanner().text("the other", OTHER).find(whatItHas(edge, data))).contains("the other in api/faces", "the other in api/visits");
                // What the device says of it comes after that, and changes nothing of what the receipt said.
                await().atMost(LONG).until(() -> Files.exists(data.resolve("erasures/" + erasure + ".told")));
            }
            assertThat(retained(cloud, Topics.known(person))).as("the device has told nobody of the person").isFalse();
            assertThat(receipt(cloud, erasure).path("receipt")).isEqualTo(done.path("receipt"));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String enrol(LocalCloud cloud, String name, String who) throws Exception {
        return call(cloud, Stack.OPERATOR, EnrolPerson.withPhoto(name, TestFaces.photo(who, Pose.FRONTAL)).toJson()).path("faceId").asText();
    }

    private RealEdge edge(Path artifact, LocalCloud cloud, Path photos) throws Exception {
        Device device = cloud.thing("camera-1");
        return new RealEdge(artifact, folder.resolve("camera-1"), device.mqttUrl(), device.identity(), Map.of(
                "edge.camera", "camera:dir:" + photos + "?loop=true&fps=4", "gallery.key.file", device.fleetKey().toString(), "edge.visits.pictures", "true", "cloud.naming", "true"));
    }

    private static Map<String, byte[]> whatItHas(RealEdge edge, Path data) throws Exception {
        Map<String, byte[]> all = new TreeMap<>(Scanner.files(data, List.of()));
        for (String page : List.of("api/faces", "api/visits", "q/dev/faces", "api/people")) {
            all.put(page, get(edge.page() + page));
        }
        return all;
    }

    private static boolean retained(LocalCloud cloud, String topic) {
        try (IotDataPlaneClient iot = iot(cloud)) {
            return iot.getRetainedMessage(get -> get.topic(topic)).payload().asByteArray().length > 0;
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }
}
