// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;

/**
 * Starts of several zips of the function in turns, each in a JVM of its own as Lambda has it (the first compiler only, the serial collector), until all
 * routes stand and until a first unknown face is answered. AWS is a server that says the same at once, so nothing but the function is measured. In each
 * turn every zip is started once; what is compared are the two starts of one turn, whatever else the machine did meanwhile.
 */
public final class FunctionStarts {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The head of a JPEG of 100x100 pixels; nobody decodes it. */
    private static final byte[] PHOTO = HexFormat.of().parseHex("ffd8ffc000110800640064030122000211010311");

    private static final Map<String, String> ANSWERS = Map.of(
            "RekognitionService.SearchFacesByImage", "{\"FaceMatches\":[]}",
            "RekognitionService.SearchFaces", "{\"FaceMatches\":[]}",
            "RekognitionService.IndexFaces", "{\"FaceRecords\":[{\"Face\":{\"FaceId\":\"" + new UUID(0, 0)
                    + "\"},\"FaceDetail\":{\"BoundingBox\":{\"Width\":0.5,\"Height\":0.5}}}],\"FaceModelVersion\":\"0\"}");

    private static final List<String> FIGURES = List.of("until the routes stand, time", "until the routes stand, processor", "until a face is answered, time",
            "until a face is answered, processor");

    private final List<Path> zips;
    private final int rounds;

    /** @param rounds how often each zip starts; the first turn of each is not counted */
    public FunctionStarts(List<Path> zips, int rounds) {
        this.zips = zips;
        this.rounds = rounds;
    }

    /** @throws IllegalStateException when a function does not start or answer: its time would tell nothing */
    public void print(PrintStream out) throws IOException, InterruptedException {
        // Else an answer's body waits for the acknowledgement of its head, up to 40 ms a call.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", FunctionStarts::answer);
        aws.start();
        try {
            Map<Path, List<double[]>> all = new LinkedHashMap<>();
            List<Path> folders = new ArrayList<>();
            for (Path zip : zips) {
                folders.add(unpacked(zip));
            }
            for (int round = 0; round <= rounds; round++) {
                for (int i = 0; i < zips.size(); i++) {
                    double[] millis = start(folders.get(i), "http://127.0.0.1:" + aws.getAddress().getPort());
                    if (round > 0) {
                        all.computeIfAbsent(zips.get(i), zip -> new ArrayList<>()).add(millis);
                    }
                }
            }
            print(out, all);
        } finally {
            aws.stop(0);
        }
    }

    private void print(PrintStream out, Map<Path, List<double[]>> all) {
        out.println("| zip | measured | n | median ms | of the first zip: median, quarter to three quarters |\n|---|---|---|---|---|");
        List<double[]> first = all.get(zips.get(0));
        all.forEach((zip, starts) -> {
            for (int figure = 0; figure < FIGURES.size(); figure++) {
                int which = figure;
                List<Double> millis = starts.stream().map(start -> start[which]).sorted().toList();
                List<Double> ratios = new ArrayList<>();
                for (int round = 0; round < starts.size(); round++) {
                    ratios.add(starts.get(round)[which] / first.get(round)[which]);
                }
                ratios.sort(null);
                out.printf(Locale.ROOT, "| %s | %s | %d | %.0f | %.3f (%.2f to %.2f) |%n", zip, FIGURES.get(figure), starts.size(), part(millis, 2),
                        part(ratios, 2), part(ratios, 1), part(ratios, 3));
            }
        });
    }

    private static double part(List<Double> sorted, int quarters) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * quarters / 4));
    }

    private static double[] start(Path function, String aws) throws IOException, InterruptedException {
        String own = Path.of(StartedFunction.class.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp",
                String.join(File.pathSeparator, function.toString(), function + "/lib/*", own), StartedFunction.class.getName(), event());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "LD_LIBRARY_PATH", "TMPDIR"));
        environment.putAll(Map.of("PHOTO_BUCKET", "photos", "FACE_TABLE", "faces", "COLLECTION_ID", "people",
                "AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "any", "AWS_SECRET_ACCESS_KEY", "any"));
        List.of("S3", "DYNAMODB", "REKOGNITION", "IOT_DATA_PLANE").forEach(service -> environment.put("AWS_ENDPOINT_URL_" + service, aws));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String line = said.lines().filter(each -> each.startsWith(StartedFunction.MARK)).findFirst()
                .orElseThrow(() -> new IllegalStateException(function + " did not start: " + said));
        process.waitFor();
        String[] millis = line.split(" ");
        return new double[] {Double.parseDouble(millis[1]), Double.parseDouble(millis[2]), Double.parseDouble(millis[3]), Double.parseDouble(millis[4])};
    }

    private static String event() throws IOException {
        NewFace face = new NewFace(UUID.randomUUID(), "User001", Instant.now(), PHOTO, new PhotoQuality(100, 1, 0));
        return JSON.writeValueAsString(((ObjectNode) JSON.readTree(face.toJson())).put("thing", "camera-1").put("topic", Topics.NEW_FACE));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String text = target != null ? ANSWERS.getOrDefault(target, "{}") : exchange.getRequestURI().getPath().startsWith("/things") ? "{}" : "";
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** As Lambda does it: the content of the zip in a folder. */
    private static Path unpacked(Path zip) throws IOException {
        Path folder = Files.createTempDirectory("function-start");
        try (InputStream bytes = Files.newInputStream(zip); ZipInputStream entries = new ZipInputStream(bytes)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !file.startsWith(folder)) {
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.copy(entries, file);
            }
        }
        return folder;
    }
}
