// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.hybridface.local.LocalCloud;
import org.hybridface.local.LocalCloudSettings;
import org.hybridface.local.lambda.InvocationResult;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;

/**
 * The same events through several zips of the function, in turns: the first event of a new environment, an unknown face, a known one. Times are
 * those of the caller, in milliseconds, with the local services' share; so compare zips of one run only.
 */
public final class FunctionTimes {

    private static final String RULES = "latest";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KNOWN_EACH_ROUND = 30;
    private static final int PHOTO_PX = 320;

    private final List<Path> zips;
    private final int rounds;
    /** Milliseconds by zip and kind of event. */
    private final Map<String, List<Double>> times = new LinkedHashMap<>();

    /** @param rounds how often each zip starts */
    public FunctionTimes(List<Path> zips, int rounds) {
        this.zips = zips;
        this.rounds = rounds;
    }

    /** @throws IllegalStateException when an event fails: its time would tell nothing */
    public void print(PrintStream out) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Path zip : zips) {
                measure(zip);
            }
        }
        out.println("| zip | event | n | median ms | of the first zip |\n|---|---|---|---|---|");
        times.forEach((name, all) -> {
            double first = median(times.get(zips.get(0) + " | " + name.substring(name.lastIndexOf('|') + 2)));
            out.printf(Locale.ROOT, "| %s | %d | %.0f | %.2f |%n", name, all.size(), median(all), median(all) / first);
        });
    }

    private void measure(Path zip) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("function-times");
        try (LocalCloud cloud = LocalCloud.start(LocalCloudSettings.in(data, zip).withConcurrency(1))) {
            List<String> people = DemoPeople.all().stream().map(person -> person.name()).toList();
            for (int i = 0; i < people.size(); i++) {
                invoke(cloud, zip, i == 0 ? "first" : "unknown", people.get(i), i);
            }
            for (int i = 0; i < KNOWN_EACH_ROUND; i++) {
                invoke(cloud, zip, "known", people.get(i % people.size()), people.size() + i);
            }
        }
    }

    private void invoke(LocalCloud cloud, Path zip, String kind, String who, int number) throws IOException, InterruptedException {
        byte[] photo = jpeg(Portrait.render(DemoPeople.named(who), Pose.FRONTAL, Light.STUDIO, PHOTO_PX));
        NewFace face = new NewFace(UUID.randomUUID(), String.format(Locale.ROOT, "User%03d", number + 1), Instant.now(), photo, new PhotoQuality(130, 0.8, 0));
        String event = JSON.writeValueAsString(((ObjectNode) JSON.readTree(face.toJson())).put("thing", "camera-1").put("topic", Topics.NEW_FACE));
        long begin = System.nanoTime();
        InvocationResult result = cloud.invoke(RULES, event);
        double millis = (System.nanoTime() - begin) / 1e6;
        if (result.failed() || !result.text().contains("answered")) {
            throw new IllegalStateException(zip + " failed: " + result.text());
        }
        times.computeIfAbsent(zip + " | " + kind, name -> new ArrayList<>()).add(millis);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", bytes);
        return bytes.toByteArray();
    }
}
