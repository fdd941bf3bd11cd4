// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** {@code bin/edge} as an operator calls it beside a device that runs. */
final class DeviceCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path artifact;
    private final Path home;
    private final URI page;

    /** @param home above the data of the device camera-1 */
    DeviceCommand(Path artifact, Path home, String page) {
        this.artifact = artifact;
        this.home = home;
        this.page = URI.create(page);
    }

    /** What it says; it ends with that exit code. */
    String run(int exit, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(artifact.resolve("bin/edge").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-Dedge.data.dir=" + home.resolve("camera-1/data"), "-Dedge.http.port=" + page.getPort(), "-Dedge.thing=camera-1"));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(words), said).isEqualTo(exit);
        return said;
    }

    /** The files of an export. */
    static Map<String, byte[]> unzip(Path file) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file), UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /** All vectors that an export shows. */
    static List<float[]> vectors(Map<String, byte[]> export) throws IOException {
        List<float[]> vectors = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : export.entrySet()) {
            if (file.getKey().contains("/faces/User") && file.getKey().endsWith(".json")) {
                for (JsonNode vector : JSON.readTree(file.getValue()).path("vectors")) {
                    float[] values = new float[vector.path("values").size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) vector.path("values").get(i).asDouble();
                    }
                    vectors.add(values);
                }
            }
        }
        assertThat(vectors).isNotEmpty();
        return vectors;
    }
}
