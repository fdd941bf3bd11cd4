// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.camera.CameraEndpoint;
import org.hybridface.edge.mqtt.TestBroker;
import org.hybridface.edge.reload.RouteReload;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Person;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;

/** The whole application with its own route files, options and models, in this JVM and on a free port. */
final class RunningEdge implements AutoCloseable {

    static final Path ROUTES = Path.of(System.getProperty("routes.dir"), "edge");

    private static final Duration SOON = Duration.ofSeconds(60);

    /** What blocks for long leaves the common pool alone, which has one thread on two processors. */
    private static final Executor OWN_THREAD = task -> new Thread(task, "running-edge").start();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Main main;
    private final CompletableFuture<Void> running;
    private final int port;

    private RunningEdge(Main main, CompletableFuture<Void> running, int port) {
        this.main = main;
        this.running = running;
        this.port = port;
    }

    /**
     * With the route files of the project.
     *
     * @param home where it keeps data and key, unless an option says otherwise
     */
    static RunningEdge start(Path home, String... options) throws IOException {
        return start(home, ROUTES, Clock.systemUTC(), options);
    }

    /** @param options name, value, name, value ... */
    static RunningEdge start(Path home, Path routes, Clock clock, String... options) throws IOException {
        int port = TestBroker.freePort();
        Main main = EdgeMain.application(routes, DeviceOptions.none(), clock);
        main.addOverrideProperty("edge.data.dir", home.resolve("data").toString());
        main.addOverrideProperty("edge.key.file", home.resolve("device.key").toString());
        main.addOverrideProperty("edge.http.port", Integer.toString(port));
        for (int i = 0; i < options.length; i += 2) {
            main.addOverrideProperty(options[i], options[i + 1]);
        }
        return new RunningEdge(main, CompletableFuture.runAsync(() -> {
            try {
                main.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, OWN_THREAD), port);
    }

    /**
     * A copy of the project's route files.
     *
     * @return the folder
     */
    static Path routesToEdit(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : RouteCheck.read(ROUTES).entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return folder;
    }

    /** Writes photos that people of the demo took turns for: photo 0 shows person 0, photo 1 person 1 ... */
    static Path photos(Path folder, int photos, int people) throws IOException {
        Files.createDirectories(folder);
        List<Person> all = DemoPeople.all();
        for (int i = 0; i < photos; i++) {
            ImageIO.write(Portrait.render(all.get(i % people), Pose.turned(i * 3), Light.STUDIO, 400), "jpg",
                    folder.resolve(i + ".jpg").toFile());
        }
        return folder;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** Waits until everything runs. */
    RunningEdge awaitStarted() {
        await().atMost(SOON).ignoreExceptions().until(() -> context().hasService(RouteReload.class).isStarted());
        return this;
    }

    FaceCache cache() {
        return bean("faceCache", FaceCache.class);
    }

    CameraEndpoint camera() {
        return CameraEndpoint.allIn(context()).get(0);
    }

    RouteReload reload() {
        return context().hasService(RouteReload.class);
    }

    /** Options that are read again when they are edited. */
    Set<String> liveOptions() {
        return bean("liveOptions", LiveOptions.class).names();
    }

    <T> T bean(String name, Class<T> type) {
        return context().getRegistry().lookupByNameAndType(name, type);
    }

    /** One check of the health page with its data; it must be there. */
    JsonNode check(String name) throws IOException, InterruptedException {
        String health = get("/observe/health?data=true").body();
        for (JsonNode check : new ObjectMapper().readTree(health).path("checks")) {
            if (name.equals(check.path("name").asText())) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + health);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + port + path);
        return HTTP.send(HttpRequest.newBuilder(page).timeout(SOON).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Waits until so many pictures of the live video have come to a viewer who just opened the page. */
    void awaitVideo(int pictures) throws Exception {
        HttpResponse<InputStream> video = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/stream")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(video.body(), StandardCharsets.ISO_8859_1))) {
            assertThat(CompletableFuture.supplyAsync(() -> lines.lines().filter("Content-Type: image/jpeg"::equals).limit(pictures).count(), OWN_THREAD)
                    .get(SOON.toSeconds(), TimeUnit.SECONDS)).as("the video went on").isEqualTo(pictures);
        }
    }

    /** Waits for a run with {@code edge.once} to leave by itself. */
    void awaitEnd() throws Exception {
        running.get(120, TimeUnit.SECONDS);
    }

    int exitCode() {
        return main.getExitCode();
    }

    @Override
    public void close() throws Exception {
        main.completed();
        running.get(20, TimeUnit.SECONDS);
    }
}
