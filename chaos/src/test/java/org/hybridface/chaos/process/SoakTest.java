// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridface.local.edge.EdgeArtifact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code mvn verify -Psoak}: strangers pass for an hour, and nothing grows. */
@EnabledIfSystemProperty(named = "soak.seconds", matches = "[1-9]\\d*", disabledReason = "an hour of its own: mvn verify -Psoak")
class SoakTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Duration TOTAL = Duration.ofSeconds(Long.getLong("soak.seconds", 3600));
    private static final Duration PER_PERSON = Duration.ofMillis(Long.getLong("soak.person.millis", 10_000));
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int FRAMES_PER_SECOND = Integer.getInteger("soak.fps", 4);
    private static final String PEOPLE = System.getProperty("soak.people", "");

    /** Reached in the first minutes, so that what is remembered is steady afterwards. */
    private static final int REMEMBERED = 50;

    private final Path folder = ROOT.resolve("chaos/target/soak");

    @Test
    void strangersPassForALongTimeAndNothingGrows() throws Exception {
        TestBed.clear(folder);
        Path home = EdgeArtifact.unzip(ROOT.resolve("edge-routes/target/edge.zip"), folder.resolve("device-home"));
        Strangers strangers = Strangers.of(PEOPLE, ROOT.resolve("chaos/target/people"));
        try (PeopleCamera camera = PeopleCamera.start(FRAMES_PER_SECOND);
                CloudProcess cloud = CloudProcess.start(folder.resolve("cloud"), ROOT.resolve("cloud-routes/target/cloud-routes.zip"),
                        List.of("-Xmx768m", "-XX:TieredStopAtLevel=1"))) {
            Map<String, String> options = new LinkedHashMap<>(cloud.device("camera-1"));
            options.put("edge.camera", camera.uri());
            options.put("face.cache.capacity", Integer.toString(REMEMBERED));
            options.put("cloud.budget.per-hour", "100000");
            try (CloudView view = new CloudView(cloud); DeviceProcess device = DeviceProcess.start(home, folder.resolve("device"), options)) {
                device.awaitFrames();
                Soak soak = new Soak(cloud, view, device, camera, strangers);
                soak.run(TOTAL, TOTAL.dividedBy(5), PER_PERSON, EVERY);
                String report = soak.shown() + " people of " + strangers.count() + " in " + TOTAL.toMinutes() + " minutes, "
                        + (long) device.metric("edge_asks_total") + " questions, " + cloud.failures().size() + " failed for good\n\n" + soak.table();
                System.out.println(report);
                Files.writeString(ROOT.resolve("chaos/target/soak.md"), report);

                assertThat(device.metric("edge_asks_total")).as("questions").isPositive();
                assertThat(cloud.failures()).isEmpty();
                assertThat(soak.missed()).isZero();
            }
        }
    }
}
