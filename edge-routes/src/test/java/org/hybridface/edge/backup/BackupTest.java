// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hybridface.edge.store.DataDirectory;
import org.hybridface.edge.store.DurableFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    private static final String PASSWORD = "correct horse battery";
    private static final FileTime THEN = FileTime.from(Instant.parse("2026-11-27T04:01:05Z"));

    @TempDir
    Path folder;

    private Path here;
    private Path there;
    private Path file;

    @BeforeEach
    void aDevice() throws IOException {
        here = folder.resolve("here");
        there = folder.resolve("there");
        file = folder.resolve("door.backup");
        put("application.properties", "edge.thing=door\n");
        put("device.key", "k".repeat(32));
        put("tls/key.pem", "secret key");
        put("routes/mine.camel.yaml", "# edited");
        put("data/faces/User001.face", "Ada");
        put("data/last-key", "7");
        put("data/lock", "");
        put("data/faces/.User002.face.tmp", "half");
        put("elsewhere/User001.ask", "question");
    }

    @Test
    void everythingADeviceIsComesBackByteForByteWithItsTimes() throws Exception {
        Backup.Written written = Backup.write(places(here), file, PASSWORD);
        assertThat(written.files()).isEqualTo(7);
        assertThat(DurableFile.isPrivate(file)).isTrue();
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("Ada", "faces", "secret");
        Restore.read(file, PASSWORD, there, properties -> places(there));
        Map<String, String> expected = content(here);
        expected.remove("data/lock");
        expected.remove("data/faces/.User002.face.tmp");
        assertThat(content(there)).isEqualTo(expected);
        assertThat(Files.getLastModifiedTime(there.resolve("elsewhere/User001.ask"))).isEqualTo(THEN);
        assertThat(DurableFile.isPrivate(there.resolve("tls/key.pem"))).isTrue();
    }

    /** It said that it held the device, and nobody could have opened what was in it. */
    @Test
    void aDeviceWithoutAKeyHasNothingToKeep() throws Exception {
        Files.delete(here.resolve("device.key"));
        assertThatThrownBy(() -> Backup.write(places(here), file, PASSWORD)).isInstanceOf(BackupRefusedException.class).hasMessageContaining("there is no key in " + here.resolve("device.key"));
        assertThat(file).doesNotExist();
    }

    @Test
    void aWrongPasswordAndADamagedOrCutFileAreRefusedAndNothingIsTouched() throws Exception {
        put("data/faces/User009.face", new Random(1).ints(400_000).boxed().map(String::valueOf).reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append).toString());
        Backup.write(places(here), file, PASSWORD);
        refused("another password", "the password is another one");
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[whole.length - 40] ^= 1;
        Files.write(file, flipped);
        refused(PASSWORD, "damaged or cut off");
        int first = 32 + 4 + (((whole[32] & 0xff) << 24) | ((whole[33] & 0xff) << 16) | ((whole[34] & 0xff) << 8) | whole[35] & 0xff);
        Files.write(file, Arrays.copyOf(whole, first));
        refused(PASSWORD, "the file is damaged");
        Files.write(file, Arrays.copyOf(whole, whole.length - 7));
        refused(PASSWORD, "damaged or cut off");
        Files.writeString(file, "something else altogether");
        refused(PASSWORD, "is no backup of this program");
    }

    @Test
    void aDeviceThatRunsIsNotCopiedHalfWay() throws Exception {
        try (DataDirectory running = DataDirectory.take(here.resolve("data"))) {
            assertThatThrownBy(() -> Backup.write(places(here), file, PASSWORD)).isInstanceOf(BackupRefusedException.class).hasMessageContaining("stop the device first");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void aShortPasswordAnOldFileAndAPlaceInsideTheDataAreRefused() throws Exception {
        assertThatThrownBy(() -> Backup.write(places(here), file, "short")).hasMessageContaining("at least 12");
        assertThatThrownBy(() -> Backup.write(places(here), here.resolve("data/x.backup"), PASSWORD)).hasMessageContaining("give a place outside");
        Path link = Files.createSymbolicLink(folder.resolve("link"), here.resolve("data"));
        assertThatThrownBy(() -> Backup.write(places(here), link.resolve("x.backup"), PASSWORD)).hasMessageContaining("give a place outside");
        assertThatThrownBy(() -> Backup.write(places(here), folder.resolve("stick/x.backup"), PASSWORD)).isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("there is no folder " + folder.resolve("stick") + ": make it");
        Files.writeString(file, "precious");
        assertThatThrownBy(() -> Backup.write(places(here), file, PASSWORD)).hasMessageContaining("is there already");
        assertThat(Files.readString(file)).isEqualTo("precious");
    }

    @Test
    void dataThatAreThereAreNeverMixedAndOptionsThatAreThereAreKept() throws Exception {
        Backup.write(places(here), file, PASSWORD);
        Files.createDirectories(there.resolve("data"));
        Files.writeString(there.resolve("application.properties"), "edge.thing=new\n");
        Files.writeString(there.resolve("data/last-key"), "1");
        refused(PASSWORD, "is not empty");
        Files.delete(there.resolve("data/last-key"));
        Restore.read(file, PASSWORD, there, properties -> places(there));
        assertThat(Files.readString(there.resolve("application.properties"))).isEqualTo("edge.thing=door\n");
        assertThat(Files.readString(there.resolve("application.properties.before-restore"))).isEqualTo("edge.thing=new\n");
    }

    private void refused(String password, String why) throws IOException {
        Map<String, String> before = content(there);
        assertThatThrownBy(() -> Restore.read(file, password, there, properties -> places(there))).isInstanceOf(BackupRefusedException.class).hasMessageContaining(why);
        assertThat(content(there)).isEqualTo(before);
    }

    private void put(String name, String text) throws IOException {
        Path target = here.resolve(name);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
        Files.setLastModifiedTime(target, THEN);
    }

    private static DevicePlaces places(Path home) {
        return new DevicePlaces(home.resolve("data"), home.resolve("elsewhere"), home.resolve("device.key"), home, Map.of("mqtt.key.file", home.resolve("tls/key.pem")));
    }

    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path one : walk.filter(Files::isRegularFile).toList()) {
                    content.put(folder.relativize(one).toString(), Files.readString(one));
                }
            }
        }
        return content;
    }
}
