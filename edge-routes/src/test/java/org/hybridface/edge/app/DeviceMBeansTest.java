// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.mqtt.TestBroker;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator finds in JMX, on the whole application. What the MBean faces does is tested with the page. */
@Timeout(180)
class DeviceMBeansTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private RunningEdge edge;
    private Path routes;
    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();

    @BeforeEach
    void aDeviceWithoutABroker() throws Exception {
        routes = RunningEdge.routesToEdit(directory.resolve("routes"));
        Path photos = RunningEdge.photos(directory.resolve("photos"), 2, 2);
        edge = RunningEdge.start(directory, routes, Clock.systemUTC(), "edge.camera", "camera:dir:" + photos + "?loop=true&fps=20&delivery=NEWEST",
                "mqtt.url", "tcp://127.0.0.1:" + TestBroker.freePort()).awaitStarted();
        await().atMost(SOON).until(() -> edge.cache().getOpenAsks() == 2);
    }

    @AfterEach
    void stop() throws Exception {
        edge.close();
    }

    @Test
    void everyAttributeCanBeReadAndIsDescribed() throws Exception {
        for (String bean : new String[] {"faces", "outbox", "costs", "mqtt", "routes", "video"}) {
            readAll(own(bean));
        }
        readAll(camel("endpoints", "\"camera*\""));
        readAll(camel("services", "FaceCache*"));
    }

    private void readAll(ObjectName bean) throws Exception {
        MBeanAttributeInfo[] attributes = jmx.getMBeanInfo(bean).getAttributes();
        assertThat(attributes).as(bean.toString()).isNotEmpty();
        for (MBeanAttributeInfo attribute : attributes) {
            assertThat(attribute.getDescription()).as("%s %s", bean, attribute.getName()).isNotBlank();
            jmx.getAttribute(bean, attribute.getName());
        }
        for (MBeanOperationInfo operation : jmx.getMBeanInfo(bean).getOperations()) {
            assertThat(operation.getDescription()).as("%s %s", bean, operation.getName()).isNotBlank();
        }
    }

    @Test
    void theNumbersAreTheDevices() throws Exception {
        assertThat(jmx.getAttribute(own("faces"), "Size")).isEqualTo(2);
        assertThat(jmx.getAttribute(own("faces"), "Unanswered")).isEqualTo(2L);
        await().atMost(SOON).until(() -> jmx.getAttribute(own("outbox"), "Waiting").equals(2));
        assertThat((Long) jmx.getAttribute(own("outbox"), "Bytes")).isGreaterThan(1000);
        assertThat(jmx.getAttribute(own("costs"), "Asks")).isEqualTo(2L);
        assertThat(jmx.getAttribute(own("costs"), "BudgetLeft")).isEqualTo(498);
        assertThat(jmx.getAttribute(own("mqtt"), "Connected")).isEqualTo(false);
        assertThat(jmx.getAttribute(own("mqtt"), "Fault")).asString().contains("no broker listens");
        ObjectName camera = camel("endpoints", "\"camera*\"");
        assertThat(jmx.getAttribute(camera, "CameraStatus")).isEqualTo("FLOWING");
        assertThat(jmx.getAttribute(camera, "PictureSize")).isEqualTo("400x400");
        assertThat((Long) jmx.getAttribute(camera, "Frames")).isPositive();
    }

    @Test
    void aRefusedEditAndATakenOneAreSeen() throws Exception {
        ObjectName watched = own("routes");
        int before = (Integer) jmx.getAttribute(watched, "Exchanges");
        Path file = routes.resolve("greet.camel.yaml");
        Files.writeString(file, "- rout:\n    id: greet\n");
        await().atMost(SOON).untilAsserted(() -> assertThat(jmx.getAttribute(watched, "Refused")).asString().contains("greet.camel.yaml:1"));
        Files.writeString(file, "- route:\n    id: greet\n    from:\n      uri: direct:greet\n      steps:\n        - log: hello\n");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat((Integer) jmx.getAttribute(watched, "Exchanges")).isGreaterThan(before);
            assertThat((List<?>) jmx.getAttribute(watched, "Refused")).isEmpty();
        });
    }

    @Test
    void aRouteThatIsStoppedHoldsNobodyUpAndGoesOnWhenStarted() throws Exception {
        for (String route : new String[] {"live-frame", "who-is-in-view", "face-to-outbox"}) {
            ObjectName stopped = camel("routes", "\"" + route + "\"");
            call(stopped, "stop");
            assertThat(jmx.getAttribute(stopped, "State")).as(route).isEqualTo("Stopped");
            FaceRecogniser recogniser = edge.bean("faceRecogniser", FaceRecogniser.class);
            long before = recogniser.frames();
            await(route).atMost(Duration.ofSeconds(10)).until(() -> recogniser.frames() > before + 10);
            call(stopped, "start");
            assertThat(jmx.getAttribute(stopped, "State")).as(route).isEqualTo("Started");
        }
    }

    @Test
    void everyOperationOfTheCacheItselfWorks() throws Exception {
        ObjectName cache = camel("services", "FaceCache*");
        String key = "User002";
        assertThat(call(cache, "contains", key)).isEqualTo(true);
        assertThat(call(cache, "confirm", key)).as("its question waits").isEqualTo(true);
        assertThat(call(cache, "add", key)).as("asked already").isEqualTo(false);
        assertThat(call(cache, "remove", key)).as("the question failed").isEqualTo(true);
        assertThat(call(cache, "confirm", key)).isEqualTo(false);
        call(cache, "askAgain", key);
        assertThat(edge.cache().find(key)).map(FaceEntry::asks).hasValueSatisfying(asks -> assertThat(asks).isLessThanOrEqualTo(1));
        assertThat(call(cache, "forget", key)).isEqualTo(true);
        assertThat(edge.cache().find(key)).isEmpty();
        call(cache, "clear");
        assertThat(edge.cache().find("User001")).isEmpty();
    }

    private ObjectName own(String name) throws Exception {
        return only(new ObjectName("org.hybridface:*,name=" + name));
    }

    private ObjectName camel(String type, String name) throws Exception {
        return only(new ObjectName("org.apache.camel:*,type=" + type + ",name=" + name));
    }

    private ObjectName only(ObjectName pattern) {
        assertThat(jmx.queryNames(pattern, null)).as(pattern.toString()).hasSize(1);
        return jmx.queryNames(pattern, null).iterator().next();
    }

    private Object call(ObjectName bean, String operation, String... arguments) throws Exception {
        String[] types = new String[arguments.length];
        Arrays.fill(types, String.class.getName());
        return jmx.invoke(bean, operation, arguments, types);
    }
}
