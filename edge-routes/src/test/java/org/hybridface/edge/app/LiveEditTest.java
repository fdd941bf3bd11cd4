package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.camera.CameraEndpoint;
import org.hybridface.edge.mqtt.TestBroker;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.reload.RouteReload;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole application runs with its own route files, and somebody edits each of them. */
@Timeout(180)
class LiveEditTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private Path routes;
    private Main main;
    private CompletableFuture<Void> running;

    @BeforeEach
    void aDeviceThatHasSeenTwoPeople() throws Exception {
        routes = Files.createDirectories(directory.resolve("routes"));
        for (Map.Entry<String, String> file : RouteCheck.read(Path.of(System.getProperty("routes.dir"), "edge")).entrySet()) {
            Files.writeString(routes.resolve(file.getKey()), file.getValue());
        }
        Files.createDirectories(directory.resolve("photos"));
        for (int person = 0; person < 2; person++) {
            ImageIO.write(Portrait.render(DemoPeople.all().get(person), Pose.turned(0), Light.STUDIO, 400), "jpg",
                    directory.resolve("photos/" + person + ".jpg").toFile());
        }
        int port = TestBroker.freePort();
        main = EdgeMain.application(routes, "classpath:application.properties");
        main.addOverrideProperty("edge.camera", "camera:dir:" + directory.resolve("photos") + "?loop=true");
        main.addOverrideProperty("edge.data.dir", directory.resolve("data").toString());
        main.addOverrideProperty("edge.key.file", directory.resolve("device.key").toString());
        main.addOverrideProperty("edge.http.port", Integer.toString(TestBroker.freePort()));
        main.addOverrideProperty("mqtt.url", "tcp://127.0.0.1:" + port);
        running = CompletableFuture.runAsync(() -> {
            try {
                main.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(SOON).ignoreExceptions().until(() -> bean("faceCache", FaceCache.class).getOpenAsks() == 2
                && context().hasService(RouteReload.class) != null);
    }

    @AfterEach
    void stop() throws Exception {
        main.completed();
        running.get(20, TimeUnit.SECONDS);
    }

    @Test
    void everyFileCanBeEditedAndNothingIsLost() throws Exception {
        FaceCache cache = bean("faceCache", FaceCache.class);
        Outbox outbox = bean("outbox", Outbox.class);
        long asks = cache.getOpenAsks();
        long reconnects = camera().getReconnects();
        RouteReload reload = context().hasService(RouteReload.class);
        for (String file : List.of("camera-to-faces", "face-to-outbox", "outbox-to-cloud", "shadow-to-names", "who-is-in-view",
                "live-view", "on-error")) {
            int before = reload.getExchanges();
            long frames = camera().getFrames();
            edit(file);
            await(file).atMost(SOON).until(() -> reload.getExchanges() == before + 1);
            await(file).atMost(SOON).until(() -> camera().getFrames() > frames + 2);
        }
        assertThat(reload.getRefused()).isEmpty();
        assertThat(context().getRouteController().getControlledRoutes()).as("none failed to start again")
                .allSatisfy(route -> assertThat(context().getRouteController().getRouteStatus(route.getId()).isStarted()).isTrue());
        assertThat(bean("faceCache", FaceCache.class)).isSameAs(cache);
        assertThat(cache.isStarted()).isTrue();
        assertThat(cache.getOpenAsks()).isEqualTo(asks);
        assertThat(outbox.size()).as("no broker: the questions still wait").isEqualTo(2);
        assertThat(camera().getReconnects()).isEqualTo(reconnects);
    }

    /** A change of every route in the file that changes nothing else. */
    private void edit(String file) throws IOException {
        Path path = routes.resolve(file + ".camel.yaml");
        String text = Files.readString(path);
        Files.writeString(path, file.equals("on-error") ? text.replace("logName: edge.errors", "logName: edge.edited")
                : text.replaceAll("(?m)^    description: .*$", "    description: edited"));
    }

    private CameraEndpoint camera() {
        return CameraEndpoint.allIn(context()).get(0);
    }

    private CamelContext context() {
        return main.getCamelContext();
    }

    private <T> T bean(String name, Class<T> type) {
        Registry registry = context().getRegistry();
        return registry.lookupByNameAndType(name, type);
    }
}
