// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hybridface.edge.cache.Faces.SEALER;
import static org.hybridface.edge.cache.Faces.face;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Component;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.SynchronizationAdapter;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.hybridface.edge.app.EdgeSide;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.Faces;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.explain.FaceNews;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.live.ViewListeners;
import org.hybridface.edge.mqtt.TestBroker;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.outbox.OutboxLimits;
import org.hybridface.edge.outbox.Photographer;
import org.hybridface.edge.recognise.FacePhoto;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.recognise.QualityGate;
import org.hybridface.edge.recognise.Sighting;
import org.hybridface.edge.recognise.ViewWatch;
import org.hybridface.edge.recognise.WatchedGate;
import org.hybridface.edge.reload.RouteReload;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.visit.KnownFaces;
import org.hybridface.edge.visit.VisitFiles;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.edge.visit.VisitSettings;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteSide;
import org.hybridface.vision.Box;
import org.hybridface.vision.Jpeg;
import org.hybridface.vision.OpenCv;
import org.hybridface.vision.Quality;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** The worked edits of docs/routes.md, put into the folder of running routes as a reader would. */
class WorkedEditsTest {

    private static final Path EDITS = Path.of(System.getProperty("project.root"), "docs", "edits");
    private static final Path ROUTES = Path.of(System.getProperty("routes.dir"), "edge");
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final Properties own = new Properties();
    private final TestClock clock = new TestClock();
    private Path folder;
    private DefaultCamelContext context;
    private FaceCache cache;
    private Outbox outbox;
    private RouteReload reload;

    @BeforeEach
    void prepare() throws Exception {
        own.setProperty("edge.data.dir", directory.toString());
        own.setProperty("edge.thing", "thing-1");
        folder = Files.createDirectories(directory.resolve("routes"));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aWebhookHearsOfACertainPersonOnceForEachVisit() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", request -> {
            heard.add(request.getRequestMethod() + " " + new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            request.sendResponseHeaders(204, -1);
            request.close();
        });
        server.start();
        try {
            own.setProperty("alert.person", "Ada");
            own.setProperty("alert.url", "http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
            run("who-is-in-view", "visits");
            edit("webhook");
            see("Bob");
            see("Ada", "Bob");
            see("Ada");
            String ada = "POST {\"person\":\"Ada\",\"thing\":\"thing-1\"}";
            await().atMost(SOON).untilAsserted(() -> assertThat(heard).containsExactly(ada));
            see();
            see("Ada");
            await().atMost(SOON).untilAsserted(() -> assertThat(heard).containsExactly(ada, ada));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void homeAssistantFindsTheDeviceAndSeesWhoIsInView() throws Exception {
        Map<String, String> kept = new ConcurrentHashMap<>();
        try (TestBroker broker = new TestBroker(directory.resolve("broker")).start()) {
            MqttClient home = new MqttClient(broker.url().toString(), "home", new MemoryPersistence());
            home.connect();
            home.subscribe(new MqttSubscription[] {new MqttSubscription("#", 1)},
                    new IMqttMessageListener[] {(topic, message) -> kept.put(topic, message.toString())});
            own.setProperty("home-assistant.url", broker.url().toString());
            run("who-is-in-view", "visits");
            edit("home-assistant");
            await().atMost(SOON).until(() -> kept.containsKey("homeassistant/sensor/thing-1/config"));
            assertThat(kept.get("homeassistant/sensor/thing-1/config")).contains("\"state_topic\":\"hybridface/thing-1/in-view\"")
                    .endsWith("} }");
            see("Ada", "Bob");
            await().atMost(SOON).untilAsserted(() -> assertThat(kept).containsEntry("hybridface/thing-1/in-view", "[Ada, Bob]"));
            assertThat(kept.get("hybridface/thing-1/view")).contains("\"online\":true");
            context.stop();
            home.disconnect();
            home.close();
        }
    }

    @Test
    void homeAssistantHearsEverythingAgainAfterItsBrokerOrItselfHasStartedAnew() throws Exception {
        own.setProperty("edge.thing", "thing:1");
        own.setProperty("home-assistant.repeat", "1000");
        Map<String, String> heard = new ConcurrentHashMap<>();
        TestBroker broker = new TestBroker(directory.resolve("broker")).start();
        try {
            own.setProperty("home-assistant.url", broker.url().toString());
            run("who-is-in-view", "visits");
            edit("home-assistant");
            listen(broker, heard);
            see("Ada");
            await().atMost(SOON).untilAsserted(() -> assertThat(heard).containsEntry("hybridface/thing:1/in-view", "[Ada]")
                    .containsEntry("hybridface/thing:1/available", "online").containsKey("homeassistant/sensor/thing_1/config"));
            assertThat(heard.get("homeassistant/sensor/thing_1/config")).contains("\"unique_id\":\"thing_1-in-view\"", "\"availability_topic\"");
            broker.stop();
            heard.clear();
            broker.start();
            listen(broker, heard);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(heard).containsEntry("hybridface/thing:1/in-view", "[Ada]")
                    .containsEntry("hybridface/thing:1/available", "online").containsKey("homeassistant/sensor/thing_1/config"));
        } finally {
            context.stop();
            broker.close();
        }
    }

    @Test
    void webhookAndHomeAssistantLiveTogether() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", request -> {
            heard.add(new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            request.sendResponseHeaders(204, -1);
            request.close();
        });
        server.start();
        Map<String, String> home = new ConcurrentHashMap<>();
        try (TestBroker broker = new TestBroker(directory.resolve("broker")).start()) {
            own.setProperty("alert.person", "Ada");
            own.setProperty("alert.url", "http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
            own.setProperty("home-assistant.url", broker.url().toString());
            listen(broker, home);
            run("who-is-in-view", "visits");
            edit("webhook");
            edit("home-assistant");
            see("Ada");
            await().atMost(SOON).untilAsserted(() -> assertThat(heard).hasSize(1));
            await().atMost(SOON).untilAsserted(() -> assertThat(home).containsEntry("hybridface/thing-1/in-view", "[Ada]"));
            context.stop();
        } finally {
            server.stop(0);
        }
    }

    private static void listen(TestBroker broker, Map<String, String> heard) throws Exception {
        MqttClient home = new MqttClient(broker.url().toString(), "home", new MemoryPersistence());
        home.connect();
        home.subscribe(new MqttSubscription[] {new MqttSubscription("#", 1)},
                new IMqttMessageListener[] {(topic, message) -> heard.put(topic, message.toString())});
    }

    @Test
    void whoeverStaysWithoutANameIsToldOnceAndWhoeverIsNamedMeanwhileIsNot() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/unknown", request -> {
            heard.add(request.getRequestMethod() + " " + new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            request.sendResponseHeaders(204, -1);
            request.close();
        });
        server.start();
        try {
            own.setProperty("unknown.url", "http://127.0.0.1:" + server.getAddress().getPort() + "/unknown");
            own.setProperty("unknown.after", "300");
            run("who-is-in-view", "visits");
            edit("unknown-person");
            SeenFace stranger = new SeenFace("User007", Optional.empty(), "pending", OptionalDouble.empty(), new Box(0, 0, 10, 10));
            SeenFace later = new SeenFace("User008", Optional.empty(), "pending", OptionalDouble.empty(), new Box(0, 0, 10, 10));
            context.createProducerTemplate().sendBody("direct:who-is-in-view", List.of(stranger, later));
            context.createProducerTemplate().sendBody("direct:who-is-in-view", List.of(stranger, new SeenFace("User008", Optional.of("Bob"), "named",
                    OptionalDouble.empty(), new Box(0, 0, 10, 10))));
            await().atMost(SOON).untilAsserted(() -> assertThat(heard).singleElement().asString()
                    .startsWith("POST {\"unknown\":\"User007\",\"since\":\"").endsWith("\"thing\":\"thing-1\"}"));
            see("Ada");
            await().during(Duration.ofMillis(600)).atMost(SOON).until(() -> heard.size() == 1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aSecondCameraSharesFacesAndOutboxAndIsOnThePage() throws Exception {
        own.setProperty("edge.camera.door", "direct:door");
        run("who-is-in-view", "visits", "face-to-outbox");
        Files.writeString(folder.resolve("page.camel.yaml"), """
                - route:
                    id: page
                    description: Stands for the page
                    from:
                      id: page-in
                      uri: direct:live-frame
                      steps:
                        - to: { id: to-shown, uri: mock:shown }
                """);
        edit("second-camera");
        context.createProducerTemplate().sendBody("direct:door", sighting(key(1), 100));
        assertThat(outbox.size()).isEqualTo(1);
        assertThat(context.getEndpoint("mock:shown", MockEndpoint.class).getReceivedExchanges()).singleElement()
                .satisfies(shown -> assertThat(shown.getFromEndpoint().getEndpointUri()).as("by which the page knows the camera").isEqualTo("direct://door"));
    }

    @Test
    void onlyPeopleWhoComeNearAreAskedAbout() throws Exception {
        run("face-to-outbox");
        edit("raise-threshold");
        ask(sighting(key(1), 100));
        assertThat(outbox.size()).isZero();
        ask(sighting(key(1), 130));
        assertThat(outbox.size()).isEqualTo(1);
    }

    private String key(int person) {
        return cache.remember(face(person), Set.of());
    }

    private void run(String... files) throws Exception {
        OpenCv.load();
        context = new DefaultCamelContext();
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        properties.setLocation("classpath:application.properties");
        properties.setOverrideProperties(own);
        cache = Faces.cache(directory.resolve("faces"), Faces.SETTINGS, clock);
        outbox = new Outbox(directory.resolve("outbox"), new OutboxLimits(10, 1_000_000, Duration.ofHours(1)), SEALER, clock);
        outbox.prepare();
        context.addService(cache, true, true);
        context.getRegistry().bind("faceCache", cache);
        context.getRegistry().bind("outbox", outbox);
        context.getRegistry().bind("photographer", new Photographer(cache));
        context.getRegistry().bind("qualityGate", new WatchedGate(new QualityGate(40, 0.15, 45), FaceNews.NONE, clock));
        context.getRegistry().bind("viewWatch", new ViewWatch(Duration.ZERO, clock));
        context.getRegistry().bind("viewListeners", new ViewListeners(context));
        VisitSettings visits = new VisitSettings(Duration.ofSeconds(10), 30, 1_000_000, VisitSettings.Pictures.NONE);
        VisitLog log = new VisitLog(() -> visits, new VisitFiles(directory.resolve("visits"), SEALER, () -> visits), new KnownFaces() {
            @Override
            public String current(String key) {
                return key;
            }

            @Override
            public Optional<Called> name(String key) {
                return Optional.empty();
            }
        }, (key, since) -> Optional.empty(), SteadyClock.of(clock));
        context.getRegistry().bind("visitLog", log);
        context.getRegistry().bind("visitWriter", log.writer());
        context.getRegistry().bind("viewPublisher", Executors.newSingleThreadExecutor());
        context.getRegistry().bind("faceDetector", (Processor) exchange -> { });
        context.getRegistry().bind("faceRecogniser", (Processor) WorkedEditsTest::recognise);
        context.addComponent("paho-mqtt5", new SilentCloud());
        for (String file : List.of(files)) {
            load(file);
        }
        load("on-error");
        reload = new RouteReload(context, folder, new RouteCheck(new Side()), () -> () -> { }, RouteReload.Watch.ALWAYS);
        context.start();
        context.addService(reload);
    }

    private void load(String file) throws Exception {
        Path copy = folder.resolve(file + ".camel.yaml");
        Files.copy(ROUTES.resolve(copy.getFileName()), copy);
    }

    /** As a reader does: put the file into the folder. It is to run as soon as it is there. */
    private void edit(String name) throws Exception {
        int before = reload.getExchanges();
        for (Map.Entry<String, String> file : RouteCheck.read(EDITS.resolve(name)).entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        await().atMost(SOON).until(() -> reload.getExchanges() > before || !reload.getRefused().isEmpty());
        assertThat(reload.getRefused()).isEmpty();
    }

    private void see(String... names) {
        context.createProducerTemplate().sendBody("direct:who-is-in-view", Stream.of(names).map(name -> new SeenFace("Key" + name,
                Optional.of(name), "named", OptionalDouble.empty(), new Box(0, 0, 10, 10))).toList());
        clock.advance(Duration.ofSeconds(1));
    }

    private void ask(Sighting sighting) {
        try (Frame frame = frame()) {
            Exchange done = context.createFluentProducerTemplate().withBody(sighting).withExchangeProperties(Map.of(
                    FaceRecogniser.FRAME, frame, FaceRecogniser.SIGHTINGS, List.of(sighting))).to("direct:face-to-outbox").send();
            assertThat(done.getException()).isNull();
        }
    }

    /** Stands for the recogniser: the picture shows what the test says. */
    private static void recognise(Exchange exchange) {
        Sighting sighting = exchange.getMessage().getBody(Sighting.class);
        Frame frame = frame();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                frame.close();
            }
        });
        exchange.setProperty(FaceRecogniser.FRAME, frame);
        exchange.setProperty(FaceRecogniser.SIGHTINGS, List.of(sighting));
        exchange.getMessage().setBody(List.of(sighting.face()));
    }

    private static Frame frame() {
        return new Frame(1, "clip#1", Frame.Kind.VIDEO, Instant.parse("2026-01-31T10:15:30Z"),
                new Mat(480, 640, CvType.CV_8UC3, new Scalar(10, 120, 200)));
    }

    private static Sighting sighting(String key, int sizePx) {
        Box box = new Box(200, 200, sizePx, sizePx);
        try (Frame frame = frame()) {
            return new Sighting(new SeenFace(key, Optional.empty(), "pending", OptionalDouble.empty(), box), Sighting.Purpose.ASK,
                    Optional.of(new FacePhoto(Jpeg.encode(frame.picture(), 97_920), new Quality(sizePx, 0.6, 5, 0, false), box, frame.capturedAt(),
                            frame.source())));
        }
    }

    /** The edge's own, with the properties the reader added. */
    private final class Side implements RouteSide {

        @Override
        public String name() {
            return "edge";
        }

        @Override
        public Map<String, String> options() {
            Map<String, String> options = new TreeMap<>(new EdgeSide().options());
            own.stringPropertyNames().forEach(name -> options.put(name, own.getProperty(name)));
            return options;
        }

        @Override
        public Map<String, Class<?>> beans() {
            return new EdgeSide().beans();
        }
    }

    /** Takes what would go to AWS. */
    private static final class SilentCloud extends PahoMqtt5Component {

        @Override
        protected Endpoint createEndpoint(String uri, String topic, Map<String, Object> parameters) {
            parameters.clear();
            return getCamelContext().getEndpoint("mock:cloud");
        }
    }
}
