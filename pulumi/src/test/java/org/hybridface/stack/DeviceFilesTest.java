// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hybridface.stack.Elsewhere.present;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceFilesTest {

    private static final Path EDGE_PROPERTIES = Path.of("../edge-routes/src/main/resources/application.properties");

    @TempDir
    private Path folder;
    private Path edge;
    private Path outputs;

    @BeforeEach
    void unzipTheEdge() throws IOException {
        edge = Files.createDirectories(folder.resolve("edge"));
        Files.writeString(edge.resolve("application.properties"), """
                # The thing's name.
                edge.thing=edge-device
                edge.camera=camera:1
                mqtt.url=ssl://127.0.0.1:8883
                mqtt.ca.file=
                mqtt.certificate.file=
                # mqtt.key.file=commented out
                """);
        // What the program itself exports, printed as Pulumi prints it.
        Graph graph = Graph.of(SomeSettings.with("devices", "[\"camera-1\",\"camera-2\"]"));
        outputs = Files.writeString(folder.resolve("outputs.json"), OrderedJson.text(graph.outputs()));
    }

    @Test
    void theEdgeGetsItsIdentityAndItsWayToTheCloud() throws IOException {
        String text = DeviceFiles.run("camera-1", edge.toString(), outputs.toString());

        assertThat(text.lines()).hasSize(4).allMatch(line -> line.startsWith("wrote "));
        Properties properties = properties();
        assertThat(properties).containsEntry("edge.thing", "camera-1")
                .containsEntry("mqtt.url", "ssl://" + FakeAws.IOT_ENDPOINT + ":8883")
                .containsEntry("mqtt.ca.file", "{{edge.home}}/certificates/amazon-roots.pem")
                .containsEntry("mqtt.certificate.file", "{{edge.home}}/certificates/camera-1.crt.pem")
                .containsEntry("mqtt.key.file", "{{edge.home}}/certificates/camera-1.key.pem")
                .containsEntry("edge.camera", "camera:1");
        assertThat(edge.resolve("certificates/camera-1.key.pem")).hasContent(FakeAws.PRIVATE_KEY);
        assertThat(edge.resolve("certificates/camera-1.crt.pem")).content().startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(Files.readString(edge.resolve("application.properties"))).startsWith("# The thing's name.\n")
                .contains("# mqtt.key.file=commented out\n");
    }

    @Test
    void onlyTheOwnerReadsTheKey() throws IOException {
        assumeThat(edge.getFileSystem().supportedFileAttributeViews()).as("a file system with owners").contains("posix");

        DeviceFiles.run("camera-1", edge.toString(), outputs.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(edge.resolve("certificates/camera-1.key.pem"))))
                .isEqualTo("rw-------");
        assertThat(edge.resolve("certificates")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void theFleetsKeysAreForTheOwnerOnlyAndGoWithTheStacksSetting() throws IOException {
        String both = SomeSettings.FLEET_KEY + " " + SomeSettings.FLEET_KEY;
        Path sharing = Files.writeString(folder.resolve("sharing.json"),
                OrderedJson.text(Graph.of(SomeSettings.with("fleet-keys", both)).outputs()));

        assertThat(DeviceFiles.run("camera-1", edge.toString(), sharing.toString())).contains("fleet.key").doesNotContain(SomeSettings.FLEET_KEY);

        Path keys = edge.resolve("certificates/fleet.key");
        assertThat(keys).hasContent(SomeSettings.FLEET_KEY + "\n" + SomeSettings.FLEET_KEY + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys))).isEqualTo("rw-------");
        assertThat(properties()).containsEntry("gallery.key.file", "{{edge.home}}/certificates/fleet.key");
        DeviceFiles.run("camera-1", edge.toString(), outputs.toString());
        assertThat(properties()).as("a stack without the setting").containsEntry("gallery.key.file", "");

        Path masked = Files.writeString(folder.resolve("masked-keys.json"), Files.readString(sharing).replace(SomeSettings.FLEET_KEY + "\\n", "")
                .replaceAll("\"fleetKeys\":\"[^\"]*\"", "\"fleetKeys\":\"[secret]\""));
        assertThatThrownBy(() -> DeviceFiles.run("camera-1", edge.toString(), masked.toString())).hasMessageContaining("--show-secrets");
    }

    @Test
    void writingTwiceChangesNothing() throws IOException {
        DeviceFiles.run("camera-1", edge.toString(), outputs.toString());
        String once = Files.readString(edge.resolve("application.properties"));

        DeviceFiles.run("camera-1", edge.toString(), outputs.toString());

        assertThat(edge.resolve("application.properties")).hasContent(once);
    }

    @Test
    void aDeviceWithItsOwnKeyGetsOnlyTheCertificate() throws IOException {
        Path own = Files.writeString(folder.resolve("own.json"), """
                {"iotEndpoint":"x.example","devices":{"yard":{"certificatePem":"-----BEGIN CERTIFICATE-----\\n"}}}""");

        DeviceFiles.run("yard", edge.toString(), own.toString());

        assertThat(edge.resolve("certificates/yard.key.pem")).doesNotExist();
        assertThat(properties()).containsEntry("mqtt.key.file", "{{edge.home}}/certificates/yard.key.pem");
    }

    @Test
    void aRevokedDeviceGetsNoFilesAndItsUserHearsWhy() throws IOException {
        Graph graph = Graph.of(SomeSettings.with("devices", "[\"camera-1\",\"camera-2\"]", "revoked-devices", "[\"camera-2\"]"));
        Path own = Files.writeString(folder.resolve("revoked.json"), OrderedJson.text(graph.outputs()));

        assertThatThrownBy(() -> DeviceFiles.run("camera-2", edge.toString(), own.toString()))
                .isInstanceOf(DeviceFilesException.class).hasMessageContaining("'camera-2' is revoked").hasMessageContaining("a new name");
        assertThat(edge.resolve("certificates")).doesNotExist();
    }

    @Test
    void theRootsAreAmazons() {
        assertThat(AmazonRoots.pem()).as("this Java runtime trusts Amazon").startsWith("-----BEGIN CERTIFICATE-----\n")
                .endsWith("-----END CERTIFICATE-----\n");
    }

    @Test
    void theEdgeKnowsThePropertiesThatAreSet() throws IOException {
        present(EDGE_PROPERTIES, "the edge's options");
        Properties known = new Properties();
        try (Reader reader = Files.newBufferedReader(EDGE_PROPERTIES)) {
            known.load(reader);
        }

        DeviceFiles.run("camera-1", edge.toString(), outputs.toString());

        assertThat(known.stringPropertyNames()).containsAll(properties().stringPropertyNames());
    }

    @Test
    void everyMistakeIsToldWithWhatToDo() throws IOException {
        Path masked = Files.writeString(folder.resolve("masked.json"), "{\"iotEndpoint\":\"x\",\"devices\":\"[secret]\"}");

        assertThatThrownBy(() -> DeviceFiles.run("camera-1")).hasMessageContaining("give a thing name");
        assertThatThrownBy(() -> DeviceFiles.run("camera-1", folder.toString(), outputs.toString()))
                .hasMessageContaining("holds no application.properties").hasMessageContaining("unzip");
        assertThatThrownBy(() -> DeviceFiles.run("camera-9", edge.toString(), outputs.toString()))
                .hasMessageContaining("no device 'camera-9', only [camera-1, camera-2]").hasMessageContaining("pulumi up");
        assertThatThrownBy(() -> DeviceFiles.run("camera-1", edge.toString(), masked.toString()))
                .hasMessageContaining("--show-secrets");
        assertThatThrownBy(() -> DeviceFiles.run("camera-1", edge.toString(),
                Files.writeString(folder.resolve("no.json"), "error: no stack").toString()))
                .hasMessageContaining("pulumi stack select");
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(edge.resolve("application.properties"))) {
            properties.load(reader);
        }
        return properties;
    }
}
