// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.hybridface.edge.access.TokenDoor;
import org.hybridface.edge.access.Tokens;
import org.hybridface.edge.cache.CacheSettings;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.camera.Pictures;
import org.hybridface.edge.erase.ErasureFiles;
import org.hybridface.edge.erase.PersonEraser;
import org.hybridface.edge.explain.FaceJournal;
import org.hybridface.edge.explain.FaceNews;
import org.hybridface.edge.export.Retention;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.gallery.Gallery;
import org.hybridface.edge.gallery.GallerySettings;
import org.hybridface.edge.mqtt.MqttConnection;
import org.hybridface.edge.mqtt.MqttSettings;
import org.hybridface.edge.mqtt.MqttWill;
import org.hybridface.edge.mqtt.SharedMqttClient;
import org.hybridface.edge.mqtt.TlsFiles;
import org.hybridface.edge.observe.CostMeter;
import org.hybridface.edge.observe.DataDisk;
import org.hybridface.edge.observe.DeviceMetrics;
import org.hybridface.edge.observe.Observability;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.outbox.OutboxLimits;
import org.hybridface.edge.recognise.FaceFinder;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.recognise.LookSettings;
import org.hybridface.edge.recognise.QualityGate;
import org.hybridface.edge.record.FrameRecord;
import org.hybridface.edge.store.DeviceKeyFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.visit.VisitFiles;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.edge.visit.VisitSettings;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Correction;
import org.hybridface.messages.FleetKeys;
import org.hybridface.messages.GuessLimit;
import org.hybridface.messages.Known;
import org.hybridface.messages.LookVector;
import org.hybridface.messages.Topics;
import org.hybridface.messages.Whose;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.TrackerSettings;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** live-view.camel.yaml with its real beans on a free port; the test is the camera and nobody is the cloud. */
final class PageUnderTest implements AutoCloseable {

    /** The operator's token. */
    static final String OPERATOR = "operators-own-token";

    /** Whose pictures it shows. */
    static final String CAMERA = "camera:test";

    /** That may come before somebody must wait. */
    static final int WRONG_TOKENS = 10;

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "test";
    private static final String FLEET_KEY = FleetKeys.fresh();

    private final Main main = new Main();
    private final Random random = new Random(1);
    private final AtomicLong frames = new AtomicLong();
    private final int port = freePort();
    private Gallery gallery;
    private FaceCache cache;
    private VisitLog log;
    private volatile Optional<Path> recordFile = Optional.empty();

    private final String guardedHost;
    private final Optional<String> token;

    private final String trustedProxies;

    private PageUnderTest(String guardedHost, Optional<String> token, String trustedProxies) throws IOException {
        this.guardedHost = guardedHost;
        this.token = token;
        this.trustedProxies = trustedProxies;
    }

    static PageUnderTest start(Path folder) throws Exception {
        return start(folder, "127.0.0.1", Optional.empty());
    }

    /** @param guardedHost what the guard is told; the port itself is on 127.0.0.1 always */
    static PageUnderTest start(Path folder, String guardedHost, Optional<String> token) throws Exception {
        return start(folder, guardedHost, token, "");
    }

    static PageUnderTest start(Path folder, String guardedHost, Optional<String> token, String trustedProxies) throws Exception {
        PageUnderTest page = new PageUnderTest(guardedHost, token, trustedProxies);
        page.run(folder);
        return page;
    }

    private void run(Path folder) {
        main.configure().withRoutesIncludePattern(Stream.of("live-view", "visits", "on-error")
                .map(file -> "file:" + System.getProperty("routes.dir") + "/edge/" + file + ".camel.yaml").collect(Collectors.joining(",")));
        main.configure().setShutdownTimeout(2);
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        // The rest is the application's own properties file.
        main.addOverrideProperty("edge.http.port", Integer.toString(port));
        main.addOverrideProperty("edge.routes.dir", folder.toString());
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport support) {
                bind(support.getCamelContext(), folder);
            }
        });
        main.start();
    }

    private void bind(CamelContext context, Path folder) {
        try {
            Clock clock = Clock.systemUTC();
            Sealer sealer = new Sealer(DeviceKeyFile.loadOrCreate(folder.resolve("device.key"), folder.resolve("data")));
            gallery = new Gallery(() -> new GallerySettings("door", MODEL, 100, Duration.ofDays(24), Duration.ofHours(24), 0.2), folder.resolve("gallery"), sealer,
                    FleetKeys.parse(FLEET_KEY), SteadyClock.of(clock));
            cache = new FaceCache(() -> new CacheSettings(1000, 0.5, 0.02, Duration.ofHours(24), 500), folder.resolve("data"), sealer, clock, FaceNews.NONE, gallery, () -> 0);
            gallery.serves(cache, () -> false);
            context.addService(cache, true, true);
            context.getRegistry().bind("faceCache", cache);
            Outbox outbox = new Outbox(folder.resolve("outbox"), new OutboxLimits(10, 1_000_000, Duration.ofHours(1)), sealer, clock);
            MqttSettings nowhere = new MqttSettings(URI.create("tcp://127.0.0.1:1"), "door", Optional.empty(),
                    new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty(), clock), Duration.ofSeconds(30), Duration.ofSeconds(1),
                    Duration.ofSeconds(1), 5);
            SharedMqttClient client = new SharedMqttClient(nowhere);
            context.getRegistry().bind("mqttClient", client);
            MqttConnection connection = new MqttConnection(client, nowhere, new MqttWill("t", new byte[0]), () -> { }, clock);
            FaceRecogniser recogniser = new FaceRecogniser(new FaceFinder(new NobodyDetector()), new NobodyEmbedder(), cache, new QualityGate(40, 0.15, 45),
                    new LookSettings(TrackerSettings.DEFAULT, Duration.ZERO));
            FrameRecord record = new FrameRecord(() -> recordFile, key -> Optional.empty(), clock);
            context.getRegistry().bind("frameRecord", record);
            CostMeter costs = new CostMeter(cache, () -> 0.001, () -> 500);
            Supplier<LiveSettings> settings = () -> new LiveSettings("door", Duration.ofMillis(1500), LiveSettings.Naming.TOLD_TO_THE_CLOUD);
            LiveView video = LiveBeans.bind(context, settings, cache, recogniser, outbox, connection, costs, folder, sealer, clock);
            Supplier<VisitSettings> visits = () -> new VisitSettings(Duration.ofSeconds(10), 30, 1_000_000, VisitSettings.Pictures.SMALL);
            log = LiveBeans.bindVisits(context, settings, visits, new VisitFiles(folder.resolve("visits"), sealer, visits), cache, video, SteadyClock.of(clock));
            ErasureFiles files = new ErasureFiles(folder.resolve("erasures"));
            FaceJournal journal = new FaceJournal(folder.resolve("journal"), () -> 0, clock);
            PersonEraser eraser = new PersonEraser(cache, Optional.of(gallery), outbox, journal, folder.resolve("unreadable"), files, clock);
            LiveBeans.bindErasures(context, settings, cache, eraser, files, record, video, connection, SteadyClock.of(clock));
            LiveBeans.bindExports(context, settings, cache, outbox, journal, record, video, folder.resolve("unreadable"), () -> new Retention(1000, Duration.ofHours(1), 30),
                    SteadyClock.of(clock));
            DataDisk disk = new DataDisk(folder, () -> 1);
            new Observability(cache, recogniser, outbox, connection, costs, new DeviceMetrics(), disk, clock).register(context);
            HttpGuard.install(context, guardedHost, port, trustedProxies, new TokenDoor(new Tokens(token, OPERATOR), new GuessLimit(WRONG_TOKENS, System::nanoTime)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    /** What the page's own script would get. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    /** What the page's own script would send. */
    HttpResponse<String> post(String path, String type, byte[] body) throws IOException, InterruptedException {
        return HTTP.send(request(path).header("X-Hybridface", "test").header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The same, where the answer is a file. */
    HttpResponse<byte[]> postForFile(String path, byte[] body) throws IOException, InterruptedException {
        return HTTP.send(request(path).header("X-Hybridface", "test").header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The same with JSON; the status is that one. */
    JsonNode post(String path, String json, int status) throws IOException, InterruptedException {
        HttpResponse<String> response = post(path, "application/json", json.getBytes(UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30));
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    LiveView view() {
        return main.getCamelContext().getRegistry().lookupByNameAndType("liveView", LiveView.class);
    }

    /** Who came when. */
    VisitLog log() {
        return log;
    }

    FaceCache cache() {
        return cache;
    }

    /** What the route would publish to the broker. */
    MockEndpoint cloudInsteadOfBroker() throws Exception {
        return insteadOfBroker("name-to-cloud", "name-topic");
    }

    /** What the route would publish of a correction. */
    MockEndpoint correctedInsteadOfBroker() throws Exception {
        return insteadOfBroker("correction-to-cloud", "correction-topic");
    }

    /** What the route would publish of an erasure. */
    MockEndpoint erasedInsteadOfBroker() throws Exception {
        return insteadOfBroker("erasure-to-cloud", "erasure-topic");
    }

    /** A step of a route fails from now on; the failing step has that id as well. */
    void breakStep(String route, String step, Exception failure) throws Exception {
        AdviceWith.adviceWith(main.getCamelContext(), route, woven -> woven.weaveById(step).replace().throwException(failure).id(step));
        main.getCamelContext().getRouteController().startRoute(route);
    }

    private MockEndpoint insteadOfBroker(String route, String topic) throws Exception {
        AdviceWith.adviceWith(main.getCamelContext(), route, woven -> woven.weaveById(topic).replace().convertBodyTo(String.class).to("mock:cloud"));
        // The supervising route controller does not start a route that was woven anew.
        main.getCamelContext().getRouteController().startRoute(route);
        return main.getCamelContext().getEndpoint("mock:cloud", MockEndpoint.class);
    }

    /** Somebody nobody has seen before. */
    String newFace() {
        return cache.remember(newLook(), Set.of());
    }

    /** Somebody the device does not match with that face, and who looks much alike. */
    String newFaceLike(String key) {
        float[] values = cache.find(key).orElseThrow().embeddings().get(0).values().clone();
        // A little farther away than what is the same person for sure.
        values[0] += 0.51f;
        return cache.remember(new Embedding(MODEL, values), Set.of());
    }

    /** Somebody nobody has seen before, whom the cloud knows. */
    String known(String name, Whose whose) throws IOException {
        return known(newFace(), name, whose);
    }

    String known(String key, String name, Whose whose) throws IOException {
        cache.add(key);
        cache.apply(key, new Answer.Named(name, UUID.randomUUID().toString(), 98, 1, whose));
        return key;
    }

    String faceId(String key) {
        return cache.find(key).flatMap(FaceEntry::faceId).orElseThrow();
    }

    /** The last correction of {@link #correctedInsteadOfBroker}. */
    static Correction lastSent(MockEndpoint cloud) {
        return Correction.fromJson(cloud.getExchanges().get(cloud.getExchanges().size() - 1).getMessage().getBody(String.class).getBytes(UTF_8));
    }

    /** Another device has learnt somebody, whom this one never saw. */
    void hears(String person, String name) {
        Instant now = Instant.now();
        Known known = new Known(Whose.of(person), MODEL, List.of(new LookVector(unit(newLook().values()))), Optional.of(name), UUID.randomUUID().toString(), 98, 1,
                "hall", now, now.plus(Duration.ofDays(20)));
        gallery.hear(Topics.known(person), known.toMessage(FleetKeys.parse(FLEET_KEY)));
    }

    private static float[] unit(float[] values) {
        double length = Math.sqrt(IntStream.range(0, values.length).mapToDouble(i -> values[i] * values[i]).sum());
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (values[i] / length);
        }
        return unit;
    }

    private Embedding newLook() {
        float[] values = new float[128];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Embedding(MODEL, values);
    }

    /** A frame with these faces comes from the camera. */
    void show(String... keys) {
        show(Pictures.grey(random.nextInt(200)), keys);
    }

    /** A frame goes the way of the camera's frames, and leaves a line in that file. */
    void recorded(Path file, String... keys) {
        recordFile = Optional.of(file);
        try (Frame frame = new Frame(frames.incrementAndGet(), "test", Frame.Kind.VIDEO, Instant.now(), Pictures.grey(random.nextInt(200)))) {
            main.getCamelContext().createProducerTemplate().sendBodyAndProperty("direct:live-frame", List.of(keys).stream().map(this::seen).toList(), "frame", frame);
        }
    }

    /** A frame that no encoder can make small: the link of a viewer who does not read is full after a few. */
    void showNoise() {
        Mat noise = new Mat(480, 640, CvType.CV_8UC3);
        Core.randu(noise, 0, 255);
        show(noise);
    }

    private void show(Mat picture, String... keys) {
        cache.inFrame(Set.of(keys));
        List<SeenFace> faces = List.of(keys).stream().map(this::seen).toList();
        try (Frame frame = new Frame(frames.incrementAndGet(), "test", Frame.Kind.VIDEO, Instant.now(), picture)) {
            view().showOf(CAMERA, frame, faces, List.of());
        }
        main.getCamelContext().createProducerTemplate().sendBody("direct:note-visits", faces);
    }

    private SeenFace seen(String key) {
        Optional<FaceEntry> face = cache.find(key);
        return new SeenFace(key, face.flatMap(FaceEntry::name), face.map(entry -> entry.state().word()).orElse("pending"),
                face.map(FaceEntry::similarity).orElse(java.util.OptionalDouble.empty()), new Box(10, 8, 24, 28));
    }

    @Override
    public void close() {
        main.stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    /** Sees nobody: the test says who is there. */
    private static final class NobodyDetector implements FaceDetector {
        @Override
        public String modelId() {
            return MODEL;
        }

        @Override
        public List<Detection> detect(Mat picture) {
            return List.of();
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }

    /** Never asked. */
    private static final class NobodyEmbedder implements FaceEmbedder {
        @Override
        public String modelId() {
            return MODEL;
        }

        @Override
        public ModelLines lines() {
            return new ModelLines(0.5, 0.6, 0.5, 0.4, 0.3, 0);
        }

        @Override
        public Embedding embed(Mat picture, Landmarks face) {
            throw new UnsupportedOperationException("nobody is ever detected");
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
