// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hybridface.local.edge.EdgeArtifact;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Person;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Devices share whom the cloud has named: two of the artifact that ships, and the people of the demo. More than a minute: only with {@code -Dfleet=true}. */
class FleetTest {

    private static final String SEARCH = "rekognition:SearchFacesByImage";
    private static final List<String> PEOPLE = DemoPeople.all().stream().map(Person::name).toList();

    /** A device on a busy machine takes a minute to start. */
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    @Test
    void whomOneDeviceAskedForTheOtherNamesWithoutASearchAlsoWithoutANetworkAndHearsOfANewName() throws Exception {
        Assumptions.assumeTrue(Boolean.getBoolean("fleet"), "two real devices take more than a minute: -Dfleet=true runs them");
        Path artifact = EdgeArtifact.unzip(TestZip.edge(), directory.resolve("edge"));
        Path faces = Files.createDirectories(directory.resolve("people"));
        Path nobody = Files.createDirectories(directory.resolve("nobody"));
        Files.write(nobody.resolve("wall.jpg"), TestFaces.nobody());
        for (String name : PEOPLE) {
            Files.write(faces.resolve(name + ".jpg"), TestFaces.photo(name, new Pose(2, 0, 0)));
        }
        try (LocalCloud cloud = LocalCloud.start(LocalCloudSettings.in(directory.resolve("cloud"), TestZip.lambda()).withRetryPause(Duration.ofMillis(100)))) {
            for (String name : PEOPLE) {
                cloud.invoke(Stack.OPERATOR, new String(EnrolPerson.withPhoto(name, TestFaces.photo(name, Pose.FRONTAL)).toJson(), StandardCharsets.UTF_8));
            }
            try (RealEdge first = edge(artifact, cloud, "camera-1", faces, Map.of())) {
                PEOPLE.forEach(name -> first.awaitLine("asked the cloud -> " + name));
                assertThat(first.with("asked the cloud")).hasSize(PEOPLE.size());
                for (String person : persons(cloud)) {
                    first.awaitLine("event=gallery-told", person);
                }
            }
            long searches = cloud.recogniserCalls(SEARCH);
            // A slow machine's call may be repeated by the SDK or by Lambda's retry.
            assertThat(searches).isBetween((long) PEOPLE.size(), PEOPLE.size() + 1L);

            Path gallery = directory.resolve("camera-2/data/gallery");
            try (RealEdge second = edge(artifact, cloud, "camera-2", nobody, Map.of())) {
                await().atMost(LONG).until(() -> files(gallery) == PEOPLE.size());
            }
            try (RealEdge offline = edge(artifact, cloud, "camera-2", faces, Map.of("mqtt.url", "ssl://127.0.0.1:1"))) {
                PEOPLE.forEach(name -> offline.awaitLine("known by camera-1 -> " + name));
                assertThat(offline.with("asked the cloud")).isEmpty();
            }
            try (RealEdge second = edge(artifact, cloud, "camera-2", nobody, Map.of())) {
                await().atMost(LONG).until(() -> seenBy(cloud, "camera-2") == PEOPLE.size());
                rename(cloud, PEOPLE.get(0), "Somebody Else");
                second.awaitLine("heard from the cloud -> Somebody Else");
            }
            assertThat(cloud.recogniserCalls(SEARCH)).as("searches for %d people at two devices", PEOPLE.size()).isEqualTo(searches);
            assertThat(cloud.failures().list()).isEmpty();
        }
    }

    private RealEdge edge(Path artifact, LocalCloud cloud, String thing, Path photos, Map<String, String> more) throws IOException {
        Device device = cloud.thing(thing);
        Map<String, String> options = new java.util.HashMap<>(Map.of("edge.camera", "camera:dir:" + photos + "?loop=true&fps=4",
                "gallery.key.file", device.fleetKey().toString()));
        options.putAll(more);
        return new RealEdge(artifact, directory.resolve(thing), device.mqttUrl(), device.identity(), options);
    }

    private static long files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".known")).count();
        }
    }

    private static List<Map<String, AttributeValue>> items(LocalCloud cloud) {
        try (DynamoDbClient dynamoDb = dynamoDb(cloud)) {
            return dynamoDb.scan(scan -> scan.tableName(cloud.stack().table().name())).items();
        }
    }

    private static List<String> persons(LocalCloud cloud) {
        return items(cloud).stream().filter(item -> item.containsKey("seenBy")).map(item -> item.get("personId").s()).toList();
    }

    private static long seenBy(LocalCloud cloud, String thing) {
        return items(cloud).stream().filter(item -> item.containsKey("seenBy") && item.get("seenBy").ss().stream().anyMatch(seen -> seen.startsWith(thing + "#"))).count();
    }

    private static void rename(LocalCloud cloud, String name, String newName) {
        String id = items(cloud).stream().filter(item -> item.containsKey("seenBy") && item.containsKey("name") && item.get("name").s().equals(name)).findFirst().orElseThrow().get("id").s();
        try (DynamoDbClient dynamoDb = dynamoDb(cloud)) {
            dynamoDb.updateItem(update -> update.tableName(cloud.stack().table().name()).key(Map.of("id", AttributeValue.fromS(id)))
                    .updateExpression("SET #name = :name").expressionAttributeNames(Map.of("#name", "name"))
                    .expressionAttributeValues(Map.of(":name", AttributeValue.fromS(newName))));
        }
    }

    private static DynamoDbClient dynamoDb(LocalCloud cloud) {
        return Clients.client(DynamoDbClient.builder(), cloud.endpoints().dynamoDb(), cloud.stack().region(), cloud.administrator());
    }
}
