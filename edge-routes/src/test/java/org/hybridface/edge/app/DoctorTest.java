// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.app.Doctor.Finding;
import org.hybridface.edge.app.Doctor.State;
import org.hybridface.edge.camera.Pictures;
import org.hybridface.edge.mqtt.TestBroker;
import org.hybridface.edge.store.DataDirectory;
import org.hybridface.edge.store.DurableFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.imgcodecs.Imgcodecs;

class DoctorTest {

    @TempDir
    Path home;

    private final Properties options = new Properties();

    @Test
    void aHealthyDeviceHasALineForEverything() throws Exception {
        Imgcodecs.imwrite(Files.createDirectories(home.resolve("photos")).resolve("a.jpg").toString(), Pictures.grey(100));
        try (ServerSocket broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            options.setProperty("mqtt.url", "tcp://127.0.0.1:" + broker.getLocalPort());
            Map<String, Finding> findings = examine(Clock.systemUTC());

            assertThat(findings).containsOnlyKeys("options", "routes", "data", "disk", "key", "clock", "model", "certificate", "broker", "camera", "page");
            // The test's own process was given options that are nobody's.
            findings.remove("options");
            assertThat(findings.values()).filteredOn(finding -> finding.state() != State.OK).extracting(Finding::what).containsExactly("certificate");
            assertThat(findings.get("camera").text()).startsWith("a picture of ");
            assertThat(findings.get("model").text()).contains("tells them apart");
            assertThat(home.resolve("data")).as("it makes nothing").doesNotExist();
        }
    }

    @Test
    void aSickOneIsToldWhatToDo() throws Exception {
        Path key = Files.writeString(home.resolve("device.key"), "open".repeat(8));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        options.setProperty("edge.camera", "camera:rtsp://admin:secret@127.0.0.1:1/live?silence=500");
        options.setProperty("mqtt.url", "ssl://127.0.0.1:" + TestBroker.freePort());
        options.setProperty("edge.data.min-free-bytes", Long.toString(Long.MAX_VALUE));
        Map<String, Finding> findings = examine(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

        assertThat(findings.values()).filteredOn(finding -> finding.state() == State.BAD).extracting(Finding::what)
                .containsExactlyInAnyOrder("disk", "key", "clock", "certificate", "broker", "camera");
        assertThat(findings.get("key").text()).contains("chmod 600");
        assertThat(findings.get("clock").text()).contains("set its clock");
        assertThat(findings.get("certificate").text()).contains("mqtt.certificate.file is not set");
        assertThat(findings.get("broker").text()).contains("no broker listens");
        assertThat(findings.get("camera").text()).contains("cannot be reached").doesNotContain("secret");
    }

    /** It called both good, and the start refused them. */
    @Test
    void itFindsWhatTheStartWouldRefuse() throws Exception {
        Path data = Files.createFile(home.resolve("data"));
        Path key = home.resolve("device.key");
        DurableFile.write(key, new byte[31]);
        Map<String, Finding> findings = examine(Clock.systemUTC());

        assertThat(findings.get("data")).matches(finding -> finding.state() == State.BAD && finding.text().contains(data + " is a file and no folder: move it away"));
        assertThat(findings.get("key")).matches(finding -> finding.state() == State.BAD && finding.text().contains("has 31 bytes instead of 32"));
        Files.delete(key);
        Files.createDirectory(key);
        assertThat(examine(Clock.systemUTC()).get("key")).matches(finding -> finding.state() == State.BAD && finding.text().contains(key + " is no file: move it away"));
    }

    /** It has the right length, and opens nothing. */
    @Test
    void aKeyOfAnotherDeviceIsNoticed() throws Exception {
        Path earlier = Path.of("src/test/resources/data-of-25171a7");
        Path data = home.resolve("data");
        Files.createDirectories(data.resolve("faces"));
        for (String file : List.of("last-key", "faces/User001.face", "faces/User002.face")) {
            Files.copy(earlier.resolve("data").resolve(file), data.resolve(file));
        }
        DurableFile.write(home.resolve("device.key"), Files.readAllBytes(earlier.resolve("device.key")));
        assertThat(examine(Clock.systemUTC()).get("key").state()).isEqualTo(State.OK);
        DurableFile.write(home.resolve("device.key"), new byte[32]);
        assertThat(examine(Clock.systemUTC()).get("key")).matches(finding -> finding.state() == State.BAD && finding.text().contains("is not the key that " + data + " is sealed with"));
    }

    @Test
    void aRunningDeviceKeepsItsCamera() throws Exception {
        options.setProperty("edge.camera", "camera:/dev/video99");
        try (DataDirectory held = DataDirectory.take(Files.createDirectories(home.resolve("data")))) {
            Map<String, Finding> findings = examine(Clock.systemUTC());

            assertThat(findings.get("data").text()).contains("the device is running: process");
            assertThat(findings.get("camera")).matches(finding -> finding.state() == State.OK && finding.text().contains("left alone"));
        }
    }

    private Map<String, Finding> examine(Clock clock) throws IOException {
        options.putIfAbsent("edge.camera", "camera:dir:" + home.resolve("photos"));
        options.putIfAbsent("mqtt.url", "tcp://127.0.0.1:1");
        options.putIfAbsent("edge.http.port", Integer.toString(TestBroker.freePort()));
        options.setProperty("edge.data.dir", home.resolve("data").toString());
        options.setProperty("edge.key.file", home.resolve("device.key").toString());
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setLocation("classpath:application.properties");
            context.getPropertiesComponent().setOverrideProperties(options);
            return new Doctor(context, DeviceOptions.none(), RunningEdge.ROUTES, clock).findings().stream().collect(Collectors.toMap(Finding::what, finding -> finding));
        }
    }
}
