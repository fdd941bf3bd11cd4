// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.store.DataDirectory;
import org.hybridface.edge.store.DeviceKeyFile;
import org.hybridface.edge.store.Sealer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bin/edge validate and doctor say of values, without starting anything. */
class DeviceSettingsTest {

    private static List<String> faults(String... pairs) throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties own = new Properties();
            for (int i = 0; i < pairs.length; i += 2) {
                own.setProperty(pairs[i], pairs[i + 1]);
            }
            context.getPropertiesComponent().setLocation("classpath:application.properties");
            context.getPropertiesComponent().setOverrideProperties(own);
            return DeviceSettings.faults(new Options(context));
        }
    }

    @Test
    void theDefaultsAreFaultless() throws IOException {
        assertThat(faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "face.patience,          soon,         a time like 500ms",
        "face.reverify,          abc,          a time like 500ms",
        "outbox.max-age,         1 week,       a time like 500ms",
        "gallery.keep,           24days,       a time like 500ms",
        "edge.visits.gap,        10 minutes,   a time like 500ms",
        "edge.http.port,         99999,        a whole number from 1 to 65535",
        "edge.journal.max-bytes, -1,           'a whole number, 0 or more'",
        "edge.camera,            rtsp://door,  camera:rtsp://door",
        "edge.thing,             door/1,       edge.thing",
        "edge.visits.publish,    yes,          true or false",
        "edge.log.level,         loud,         'error, warn, info, debug or trace'",
        "outbox.max-bytes,       0,            must be above 0",
        "outbox.poll-delay,      often,        a whole number",
        "gallery.spot-check,     2,            a number from 0.0 to 1.0",
        "mqtt.receive-maximum,   0,            a whole number from 1 to 65535",
        "face.quality.max-yaw,   200,          a number from 0.0 to 180.0",
        "face.accelerator,       abacus,       abacus"})
    void aValueThatCannotBeMeantIsToldWithWhatToGive(String option, String value, String says) throws IOException {
        assertThat(faults(option, value)).singleElement().asString().contains(says);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "edge.camera          | \"camera:demo\"              | give camera:demo",
        "edge.camera          | camera:demo # the hall      | give camera:demo",
        "edge.thing           | 'door'                      | door without quotes",
        "edge.data.dir        | data   # on the stick       | give data, and write a comment in a line of its own",
        "edge.data.dir        | ~/data                      | nobody replaces ~ here, which is /",
        "edge.key.file        | $HOME/device.key            | nobody replaces $HOME here",
        "edge.key.file        | ${edge.data.dir}/../key     | {{edge.data.dir}}/../key",
        "mqtt.ca.file         | %APPDATA%/ca.pem            | nobody replaces %APPDATA% here",
        "edge.data.dir        | file:///var/x               | a path alone: /var/x",
        "outbox.dir           | {edge.data.dir}/outbox      | {{edge.data.dir}}/outbox, as another option",
        "mqtt.url             | ssl://h:8883/topic          | and nothing behind it",
        "mqtt.keep-alive      | 20h                         | at least 1s and at most 65535s",
        "edge.key.file        | /tmp                        | which is a folder: give a file in it",
        "edge.http.host       | nowhere.invalid             | no address of this machine",
        "edge.http.host       | http://0.0.0.0              | the host alone",
        "edge.http.host       | 0.0.0.0:9876                | its port as edge.http.port",
        "edge.http.trusted-proxies | 1.2.3.400              | give each proxy's address",
        "edge.http.trusted-proxies | 10.0.0.0/8             | ranges are not read",
        "edge.http.trusted-proxies | nginx                  | names and ranges are not read",
        "edge.http.port       | abc                         | a whole number from 1 to 65535",
        "outbox.max-bytes     | 5MB                         | a whole number of bytes, 0 or more",
        "face.cache.distance  | far                         | a number from 0.0 to 2.0",
        "face.detector        | yolo                        | choose one of: auto",
        "face.embedder        | arcface                     | choose one of: auto"})
    void habitsOfOtherLanguagesAndNonsenseAreTold(String option, String value, String says) throws IOException {
        // The reader of the table takes single quotes away.
        assertThat(faults(option, option.equals("edge.thing") ? "'" + value.strip() + "'" : value)).singleElement().asString().startsWith(option).contains(says);
    }

    /** Each was milliseconds. */
    @ParameterizedTest
    @CsvSource({"face.cache.ttl, 24, 24h", "face.patience, 700, 700ms", "face.reverify, 5, 5s", "edge.visits.gap, 60, 60s", "edge.view.linger, 2, 2ms", "edge.once.settle, 20, 20s",
        "gallery.keep, 24, 24d", "outbox.max-age, 12, 12h", "mqtt.keep-alive, 30, 30s", "mqtt.connect-timeout, 10, 10s", "mqtt.publish-timeout, 10, 10s"})
    void aTimeWithoutItsUnitIsTold(String option, String value, String instead) throws IOException {
        assertThat(faults(option, value)).containsExactly(option + " is '" + value + "': give " + instead + ", or another unit: ms, s, m, h or d");
    }

    @Test
    void noTimeAtAllNeedsNoUnit() throws IOException {
        assertThat(faults("face.patience", "0")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "gallery.keep         | 90d                         | at most 24d",
        "edge.data.dir        | /proc                       | give a place on a disk",
        "outbox.dir           | /sys/outbox                 | give a place on a disk",
        "edge.record          | /nowhere/at/all/record.json | there is no folder /nowhere/at/all: make it",
        "edge.summary         | /nowhere/summary.json       | there is no folder /nowhere",
        "edge.backup.password | abc                         | has 3 characters: give at least 12",
        "edge.backup.password | 'a long password'           | stands in quotes",
        "edge.http.token      | \"a long token of mine\"   | stands in quotes"})
    void whatWouldNotDoIsTold(String option, String value, String says) throws IOException {
        assertThat(faults(option, value)).singleElement().asString().startsWith(option).contains(says);
    }

    @Test
    void aTokenThatIsSoonGuessedIsNoted() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Properties own = new Properties();
            context.getPropertiesComponent().setLocation("classpath:application.properties");
            context.getPropertiesComponent().setOverrideProperties(own);
            own.setProperty("edge.http.token", "door");
            assertThat(DeviceSettings.notes(new Options(context))).singleElement().asString().contains("has 4 characters only");
            own.setProperty("edge.http.token", "a token of more than twelve");
            assertThat(DeviceSettings.notes(new Options(context))).isEmpty();
        }
    }

    @Test
    void whatIsNoCertificateAndNoKeyIsTold(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("a.pem"), "hello\n").toString();
        assertThat(faults("mqtt.ca.file", file)).singleElement().asString().startsWith("mqtt.ca.file=" + file);
        assertThat(faults("mqtt.certificate.file", file)).singleElement().asString().startsWith("mqtt.certificate.file=" + file);
        assertThat(faults("mqtt.key.file", file)).singleElement().asString().contains("is no usable private key");
    }

    @Test
    void whatNobodySeesIsTold() throws IOException {
        assertThat(faults("edge.thing", "door\u00A0")).singleElement().asString().contains("invisible character");
        assertThat(faults("edge.data.dir", "/srv/\u200Bdata")).singleElement().asString().contains("invisible character");
        assertThat(faults("edge.camera", "camera:demo\u00A0")).singleElement().asString().contains("give camera:demo");
    }

    @Test
    void aTabThatABackslashMadeIsTold() throws IOException {
        assertThat(faults("edge.data.dir", "C:\temp")).singleElement().asString().contains("write a backslash twice");
        assertThat(faults("edge.camera", "camera:file:C:\temp.avi")).singleElement().asString().contains("write a backslash twice");
    }

    @Test
    void aPlaceThatCannotBeTheOneIsTold(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(faults("edge.record", folder.toString())).singleElement().asString().contains("which is a folder: give a file in it");
        assertThat(faults("edge.summary", folder.toString())).singleElement().asString().contains("which is a folder");
        assertThat(faults("edge.data.dir", file.toString())).singleElement().asString().contains("which is a file: give a folder");
        assertThat(faults("edge.data.dir", folder.toString(), "edge.key.file", folder.resolve("key").toString())).singleElement().asString().contains("inside the data directory");
        assertThat(faults("edge.key.file", file.toString())).singleElement().asString().contains("has 0 bytes instead of 32");
        assertThat(faults("mqtt.ca.file", folder.resolve("none").toString())).singleElement().asString().contains("does not exist: put the file there");
        assertThat(faults("gallery.key.file", file.toString())).singleElement().asString().contains("is no fleet key");
        assertThat(faults("gallery.key.file", file.toString(), "gallery.enabled", "false")).isEmpty();
    }

    @Test
    void whatSomebodyElseHasWrittenIsNotWrittenOver(@TempDir Path folder) throws IOException {
        Path other = Files.writeString(folder.resolve("application.properties"), "edge.thing=door\n");
        for (String option : List.of("edge.summary", "edge.record")) {
            assertThat(faults(option, other.toString())).singleElement().asString().contains(option, "something else is written already");
            assertThat(faults(option, Files.writeString(folder.resolve("own"), "{\"frames\":1}\n").toString())).isEmpty();
            assertThat(faults(option, Files.write(folder.resolve("empty"), new byte[0]).toString())).isEmpty();
            assertThat(faults(option, folder.resolve("new.json").toString())).isEmpty();
        }
    }

    @Test
    void anOutboxAmongTheDataOfAnotherDeviceIsTold(@TempDir Path folder) throws IOException {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Path others = Files.createDirectory(folder.resolve("others"));
        DataDirectory.take(others).close();
        Files.createDirectory(others.resolve("faces"));
        assertThat(faults("edge.data.dir", mine.toString(), "outbox.dir", others.resolve("outbox").toString())).singleElement().asString()
                .contains("outbox.dir", "where the data of another device lie");
        assertThat(faults("edge.data.dir", others.toString(), "outbox.dir", others.resolve("outbox").toString())).isEmpty();
        assertThat(faults("edge.data.dir", mine.toString(), "outbox.dir", folder.resolve("outbox").toString())).isEmpty();
    }

    @Test
    void dataWhoseKeyIsGoneOrAnotherAreTold(@TempDir Path folder) throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path key = folder.resolve("device.key");
        assertThat(faults("edge.data.dir", data.toString(), "edge.key.file", key.toString())).as("a new device").isEmpty();
        Sealer sealer = new Sealer(DeviceKeyFile.loadOrCreate(key, data));
        Files.write(data.resolve("last-key"), sealer.seal("7".getBytes(StandardCharsets.UTF_8), "last-key"));
        assertThat(faults("edge.data.dir", data.toString(), "edge.key.file", key.toString())).isEmpty();
        Files.move(key, folder.resolve("moved"));
        assertThat(faults("edge.data.dir", data.toString(), "edge.key.file", key.toString())).singleElement().asString()
                .contains("is gone", "put the one back", "move " + data + " away");
        DeviceKeyFile.loadOrCreate(key, data);
        assertThat(faults("edge.data.dir", data.toString(), "edge.key.file", key.toString())).singleElement().asString().contains("is not the key that");
    }

    @Test
    void aSecretMayBeLikeAnything() throws IOException {
        assertThat(faults("mqtt.user", "door", "mqtt.password", "\"a # b\"")).isEmpty();
    }

    @Test
    void oneFaultHidesNoOther() throws IOException {
        assertThat(faults("mqtt.keep-alive", "often", "mqtt.publish-timeout", "late", "mqtt.receive-maximum", "0", "edge.thing", "a/b")).hasSize(4);
    }

    @Test
    void allFaultsAreToldAtOnce() throws IOException {
        assertThat(faults("face.patience", "soon", "edge.visits.days", "many", "mqtt.keep-alive", "-1s")).hasSize(3);
    }
}
