// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hybridface.edge.mqtt.TestBroker;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package of this machine's kind, installed by dpkg into a folder and started from there. Runs with {@code mvn -Pinstallers verify}. */
@Timeout(300)
class DebianPackageIT {

    private static final Path TARGET = Path.of("target");

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void install() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg")), "the package was not installed: this machine has no dpkg");
        Assumptions.assumeTrue(Files.isWritable(Path.of("/var/lib/dpkg")), "the package was not installed: dpkg wants root, also for another root folder");
        root = Files.createDirectories(folder.resolve("root"));
        Path state = Files.createDirectories(root.resolve("var/lib/dpkg"));
        Files.createDirectories(state.resolve("info"));
        Files.createDirectories(state.resolve("updates"));
        Files.createFile(state.resolve("status"));
        Files.createFile(state.resolve("available"));
        run(List.of("dpkg", "--root=" + root, "--force-depends", "--force-script-chrootless", "-i",
                TARGET.resolve("edge_" + (isArm() ? "arm64" : "amd64") + ".deb").toString()));
    }

    @Test
    void whatTheOwnerEditsIsDpkgsToKeepAndTheUnitIsThere() throws Exception {
        String status = Files.readString(root.resolve("var/lib/dpkg/status"));
        assertThat(status).contains("Package: edge-face-recognition").contains("Status: install ok installed")
                .contains(" /opt/edge/application.properties ").contains(" /opt/edge/routes/camera-to-faces.camel.yaml ")
                .doesNotContain(" /opt/edge/shipped/");
        assertThat(root.resolve("lib/systemd/system/edge.service")).exists();
        assertThat(root.resolve("opt/edge/LICENSE")).exists();
        assertThat(root.resolve("opt/edge/README.txt")).exists();
        try (Stream<Path> jars = Files.list(root.resolve("opt/edge/lib"))) {
            String foreign = isArm() ? "linux-x86_64" : "linux-arm64";
            assertThat(jars.map(jar -> jar.getFileName().toString()).toList()).noneMatch(jar -> jar.contains(foreign)).anyMatch(jar -> jar.startsWith("opencv-"));
        }
    }

    @Test
    void theInstalledDeviceStartsAndShowsItsPage() throws Exception {
        int port = TestBroker.freePort();
        File log = folder.resolve("log").toFile();
        Process device = new ProcessBuilder(root.resolve("opt/edge/bin/edge").toString(), "-Dedge.camera=camera:demo?loop=true", "-Dedge.http.port=" + port,
                "-Dedge.data.dir=" + folder.resolve("data"), "-Dedge.key.file=" + folder.resolve("device.key"), "-Dmqtt.url=tcp://127.0.0.1:" + TestBroker.freePort())
                .redirectErrorStream(true).redirectOutput(log).start();
        try {
            HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            HttpRequest status = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/status")).timeout(Duration.ofSeconds(5)).build();
            await().atMost(Duration.ofSeconds(150)).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
                assertThat(device.isAlive()).as(Files.readString(log.toPath())).isTrue();
                assertThat(http.send(status, HttpResponse.BodyHandlers.ofString()).body()).contains("\"status\":\"flowing\"");
            });
        } finally {
            device.destroy();
            assertThat(device.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean isArm() {
        return System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64");
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
