// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridface.local.edge.EdgeArtifact;
import org.hybridface.local.fault.Content;
import org.hybridface.local.fault.FaultKind;
import org.hybridface.local.fault.FaultyLink;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.EnrolPerson;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty people pass five devices: two of the artifact that ships, and three that are simulated. Two minutes, and photos of real people from beside the
 * project: only with {@code -Dfleet=true}.
 */
class FleetOfFiveTest {

    private static final String SEARCH = "rekognition:SearchFacesByImage";
    private static final int DEVICES = 5;
    private static final int PEOPLE = 20;

    /** One for each person, and one that the SDK or Lambda may repeat on a slow machine. */
    private static final long MOST_SEARCHES = PEOPLE + 1L;

    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    @Test
    void twentyPeopleCostTwentySearchesInAllAndEveryDeviceNamesEachAlsoOneThatLostItsNetwork() throws Exception {
        Assumptions.assumeTrue(Boolean.getBoolean("fleet"), "two real devices and twenty people take two minutes: -Dfleet=true runs them");
        Path photos = Path.of(System.getProperty("photos", System.getProperty("project.root", "..") + "/../shared/faces/lfw-dev"));
        Assumptions.assumeTrue(Files.isDirectory(photos), "skipped: there is no " + photos + "; -Dphotos=<folder>");
        Path artifact = EdgeArtifact.unzip(TestZip.edge(), directory.resolve("edge"));
        try (Lookalikes people = Lookalikes.among(photos, PEOPLE);
                LocalCloud cloud = LocalCloud.start(LocalCloudSettings.in(directory.resolve("cloud"), TestZip.lambda()).withRetryPause(Duration.ofMillis(100))
                        .withStack(FleetStack.of(DEVICES)))) {
            for (Map.Entry<String, byte[]> one : people.photos().entrySet()) {
                assertThat(cloud.invoke(Stack.OPERATOR, new String(EnrolPerson.withPhoto(one.getKey(), one.getValue()).toJson(), StandardCharsets.UTF_8)).failed()).isFalse();
            }
            Path first = folder("first", people, 1);
            Path later = folder("second", people, 0);
            URI broker = URI.create(cloud.thing("camera-2").mqttUrl());
            List<SimulatedDevice> simulated = new ArrayList<>();
            try (FaultyLink link = FaultyLink.to("camera-2", new InetSocketAddress(broker.getHost(), broker.getPort()), Content.ENCRYPTED)) {
                for (int i = 3; i <= DEVICES; i++) {
                    simulated.add(SimulatedDevice.connect(cloud.thing("camera-" + i), people));
                }
                try (RealEdge one = edge(artifact, cloud, "camera-1", cloud.thing("camera-1").mqttUrl(), first);
                        RealEdge two = edge(artifact, cloud, "camera-2", "ssl://127.0.0.1:" + link.port(), later)) {
                    people.names().forEach(name -> one.awaitLine("asked the cloud -> " + name));
                    await().atMost(LONG).until(() -> simulated.stream().allMatch(device -> device.known() == PEOPLE));
                    await().atMost(LONG).until(() -> known(directory.resolve("camera-2/data/gallery")) == PEOPLE);
                    link.begin(FaultKind.CUT);
                    people.show(later, 2);
                    people.names().forEach(name -> two.awaitLine("known by camera-1 -> " + name));
                    for (int i = 0; i < simulated.size(); i++) {
                        for (String name : people.names()) {
                            assertThat(simulated.get(i).sees(people.photo(name, 3 + i))).as("at simulated device %d", 3 + i).isEqualTo(name);
                        }
                    }
                    assertThat(two.with("asked the cloud")).as("the device without a network").isEmpty();
                    assertThat(simulated).allMatch(device -> device.questions() == 0);
                    long searches = cloud.recogniserCalls(SEARCH);
                    System.out.printf("%d people at %d devices: %d searches; each for itself %d%n", PEOPLE, DEVICES, searches, PEOPLE * DEVICES);
                    assertThat(searches).isBetween((long) PEOPLE, MOST_SEARCHES);
                    assertThat(cloud.failures().list()).isEmpty();
                }
            } finally {
                simulated.forEach(SimulatedDevice::close);
            }
        }
    }

    private Path folder(String name, Lookalikes people, int pass) throws Exception {
        Path folder = Files.createDirectories(directory.resolve(name));
        Files.write(folder.resolve("0-wall.jpg"), TestFaces.nobody());
        if (pass > 0) {
            people.show(folder, pass);
        }
        return folder;
    }

    /** Without spot checks, which ask about two of a hundred whatever is shared. */
    private RealEdge edge(Path artifact, LocalCloud cloud, String thing, String mqttUrl, Path photos) throws Exception {
        Map<String, String> options = new LinkedHashMap<>(Map.of("edge.camera", "camera:dir:" + photos + "?loop=true&fps=4", "gallery.spot-check", "0",
                "gallery.key.file", cloud.thing(thing).fleetKey().toString()));
        return new RealEdge(artifact, directory.resolve(thing), mqttUrl, cloud.thing(thing).identity(), options);
    }

    private static long known(Path gallery) throws Exception {
        if (!Files.isDirectory(gallery)) {
            return 0;
        }
        try (var files = Files.list(gallery)) {
            return files.filter(file -> file.toString().endsWith(".known")).count();
        }
    }
}
