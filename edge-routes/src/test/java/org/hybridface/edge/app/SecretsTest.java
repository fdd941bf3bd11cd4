// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.hybridface.edge.mqtt.TestBroker;
import org.hybridface.edge.store.DurableFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the whole application prints and writes: no password anywhere, no file for others. */
@Timeout(180)
class SecretsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PASSWORD = "Pw4Cam";

    @TempDir
    Path directory;

    @Test
    void aCamerasPasswordIsNowhereToBeSeen() throws Exception {
        String camera = "camera:http://admin:" + PASSWORD + "@127.0.0.1:" + TestBroker.freePort() + "/video?user=x&password=" + PASSWORD
                + "&next=rtsp%3A%2F%2Fa%3A" + PASSWORD + "%40b";
        List<String> log = new CopyOnWriteArrayList<>();
        Runnable unplug = listenToTheLog(log);
        List<String> leaks = new ArrayList<>();
        try (RunningEdge edge = RunningEdge.start(directory, "edge.camera", camera, "edge.http.token", "",
                "mqtt.url", "tcp://127.0.0.1:" + TestBroker.freePort(), "mqtt.user", "door", "mqtt.password", PASSWORD).awaitStarted()) {
            await().atMost(SOON).until(() -> HealthCheckHelper.invoke(edge.context()).stream().anyMatch(check -> check.getCheck().getId().equals("camera-camera-to-faces")
                    && check.getMessage().isPresent()));
            for (String path : List.of("/q/dev/blocked", "/q/dev/consumer", "/q/dev/context", "/q/dev/endpoint", "/q/dev/health", "/q/dev/inflight",
                    "/q/dev/route", "/q/dev/route-controller", "/q/dev/service", "/q/dev/thread", "/q/dev/top", "/q/dev/micrometer", "/observe/health?data=true",
                    "/observe/health?stackTrace=true&exposureLevel=full", "/observe/metrics", "/api/status", "/observe/jolokia/list", "/observe/jolokia/search/*:*",
                    "/observe/jolokia/read/org.apache.camel:*?ignoreErrors=true", "/observe/jolokia/read/org.hybridface:*?ignoreErrors=true")) {
                note(leaks, path, edge.get(path).body());
            }
            MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
            for (ObjectName bean : jmx.queryNames(new ObjectName("org.hybridface:*"), null)) {
                for (var attribute : jmx.getMBeanInfo(bean).getAttributes()) {
                    note(leaks, bean + " " + attribute.getName(), String.valueOf(jmx.getAttribute(bean, attribute.getName())));
                }
            }
            jmx.queryNames(null, null).forEach(bean -> note(leaks, "name", bean.toString()));
        } finally {
            unplug.run();
        }
        assertThat(log).anyMatch(line -> line.contains("event=started") && line.contains("127.0.0.1"));
        note(leaks, "log", String.join("", log));
        for (Path file : files().filter(Files::isRegularFile).toList()) {
            note(leaks, file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        assertThat(leaks).isEmpty();
    }

    /**
     * As it would be printed, at every level.
     *
     * @return stops it
     */
    private static Runnable listenToTheLog(List<String> lines) {
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        Layout<?> layout = logging.getConfiguration().getAppender("events").getLayout();
        AbstractAppender listener = new AbstractAppender("listener", null, layout, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                lines.add(String.valueOf(getLayout().toSerializable(event)));
            }
        };
        listener.start();
        logging.getConfiguration().getRootLogger().addAppender(listener, Level.ALL, null);
        Configurator.setAllLevels("org.apache.camel", Level.DEBUG);
        return () -> {
            logging.getConfiguration().getRootLogger().removeAppender("listener");
            Configurator.setAllLevels("org.apache.camel", Level.WARN);
        };
    }

    private static void note(List<String> leaks, String where, String text) {
        int at = text.indexOf(PASSWORD);
        if (at >= 0) {
            leaks.add(where + ": ..." + text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 40)));
        }
    }

    @Test
    void everyFileIsForTheDevicesUserOnly() throws Exception {
        Path photos = RunningEdge.photos(directory.resolve("photos"), 2, 2);
        Path home = directory.resolve("home");
        Path record = home.resolve("records/record.jsonl");
        Files.createDirectories(record.getParent());
        DurableFile.makeDirectory(home.resolve("out"));
        Files.writeString(record, "");
        Files.setPosixFilePermissions(record, PosixFilePermissions.fromString("rw-r--r--"));
        try (RunningEdge edge = RunningEdge.start(home, "edge.camera", "camera:dir:" + photos + "?loop=true&fps=20", "edge.record", record.toString(),
                "edge.summary", home.resolve("out/summary.json").toString(), "mqtt.url", "tcp://127.0.0.1:" + TestBroker.freePort()).awaitStarted()) {
            await().atMost(SOON).until(() -> edge.cache().getOpenAsks() == 2);
            await().atMost(SOON).until(() -> Files.exists(home.resolve("data/outbox/User002.ask")) && Files.exists(home.resolve("data/journal/faces.log")));
        }
        assertThat(home.resolve("out/summary.json")).exists();
        assertThat(home.resolve("data/operator.token")).exists();
        List<String> open = new ArrayList<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(path -> !path.equals(home) && !path.equals(record.getParent())).toList()) {
                String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                if (!rights.equals(Files.isDirectory(file) ? "rwx------" : "rw-------")) {
                    open.add(file + " " + rights);
                }
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void aSecretOnTheCommandLineIsRefusedWithAWayThatNobodySees() {
        for (String option : List.of("edge.http.token", "mqtt.password")) {
            System.setProperty(option, PASSWORD);
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                assertThatThrownBy(() -> new Options(context).secret(option)).isInstanceOf(InvalidOptionException.class)
                        .hasMessageContaining(option + ".file").hasMessageContaining(option.toUpperCase().replace('.', '_'))
                        .hasMessageNotContaining(PASSWORD);
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            } finally {
                System.clearProperty(option);
            }
        }
    }

    /** Whichever option it is: also those of somebody's own routes and of Camel's components. */
    @ParameterizedTest
    @CsvSource({"edge.camera, camera:rtsp://admin:Pw4Cam@cam/1, EDGE_CAMERA", "edge.camera, camera:http://cam/cgi?user=a&pwd=Pw4Cam, EDGE_CAMERA",
        "alert.url, https://bob:Pw4Cam@example.org/hook, ALERT_URL", "camel.component.http.auth-password, Pw4Cam, CAMEL_COMPONENT_HTTP_AUTH_PASSWORD"})
    void noOptionBringsASecretByTheCommandLine(String option, String value, String variable) {
        Properties given = new Properties();
        given.setProperty("edge.thing", "door");
        given.setProperty("edge.http.token.file", "/etc/edge/token");
        given.setProperty("javax.net.ssl.keyStorePassword", "changeit");
        SecretPlaces.refuseOnTheCommandLine(given);
        given.setProperty(option, value);
        assertThatThrownBy(() -> SecretPlaces.refuseOnTheCommandLine(given)).isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(option).hasMessageContaining(variable).hasMessageNotContaining(PASSWORD);
    }

    @Test
    void aFileWithASecretThatOthersCanReadIsTold() throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        Runnable unplug = listenToTheLog(log);
        try {
            for (String rights : List.of("rw-------", "rw-r-----", "rw----r--")) {
                Path options = Files.writeString(directory.resolve("options" + rights), "edge.thing=door\nmqtt.password=" + PASSWORD + "\n");
                Files.setPosixFilePermissions(options, PosixFilePermissions.fromString(rights));
                SecretPlaces.tellOfOpenOptions(Optional.of(options));
                SecretPlaces.tellOfOpen("mqtt.key.file", options);
            }
            Path harmless = Files.writeString(directory.resolve("harmless"), "#mqtt.password=x\nedge.thing=door\nmqtt.password=\n");
            SecretPlaces.tellOfOpenOptions(Optional.of(harmless));
        } finally {
            unplug.run();
        }
        assertThat(log).filteredOn(line -> line.contains("event=secret-open")).hasSize(4).allSatisfy(line -> assertThat(line).contains("r--").contains("chmod 600"));
    }

    @Test
    void aSecretIsReadFromItsFile() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addInitialProperty("mqtt.password.file", file.toString());
            assertThat(new Options(context).secret("mqtt.password")).contains(PASSWORD);
            context.getPropertiesComponent().addOverrideProperty("mqtt.password.file", file + "-missing");
            assertThatThrownBy(() -> new Options(context).secret("mqtt.password")).hasMessageContaining("cannot be read");
        }
    }

    private Stream<Path> files() throws Exception {
        return Files.walk(directory);
    }
}
