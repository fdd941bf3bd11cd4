// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.service.ServiceSupport;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.hybridface.edge.access.TokenDoor;
import org.hybridface.edge.access.Tokens;
import org.hybridface.edge.cache.CacheSettings;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.Fleet;
import org.hybridface.edge.erase.ErasureFiles;
import org.hybridface.edge.erase.PersonEraser;
import org.hybridface.edge.explain.FaceJournal;
import org.hybridface.edge.gallery.FleetKeyFile;
import org.hybridface.edge.gallery.Gallery;
import org.hybridface.edge.gallery.GallerySettings;
import org.hybridface.edge.gallery.SightingReports;
import org.hybridface.edge.live.HttpGuard;
import org.hybridface.edge.live.LiveBeans;
import org.hybridface.edge.live.LiveSettings;
import org.hybridface.edge.live.LiveView;
import org.hybridface.edge.live.PersonPhotos;
import org.hybridface.edge.mqtt.MqttConnection;
import org.hybridface.edge.mqtt.MqttHealthCheck;
import org.hybridface.edge.mqtt.MqttSettings;
import org.hybridface.edge.mqtt.MqttWill;
import org.hybridface.edge.mqtt.SharedMqttClient;
import org.hybridface.edge.mqtt.SharedMqttComponent;
import org.hybridface.edge.mqtt.WhileConnected;
import org.hybridface.edge.observe.CostMeter;
import org.hybridface.edge.observe.DataDisk;
import org.hybridface.edge.observe.DeviceMetrics;
import org.hybridface.edge.observe.Observability;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.outbox.Photographer;
import org.hybridface.edge.print.Reason;
import org.hybridface.edge.recognise.FaceFinder;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.recognise.LastQuestions;
import org.hybridface.edge.recognise.QualityGate;
import org.hybridface.edge.recognise.ViewWatch;
import org.hybridface.edge.recognise.WatchedGate;
import org.hybridface.edge.record.FrameRecord;
import org.hybridface.edge.record.KeyLookup;
import org.hybridface.edge.reload.OutlivesRoutes;
import org.hybridface.edge.shadow.AnswerListeners;
import org.hybridface.edge.shadow.ShadowMailbox;
import org.hybridface.edge.shadow.ShadowRejection;
import org.hybridface.edge.store.DataDirectory;
import org.hybridface.edge.store.DeviceKeyFile;
import org.hybridface.edge.store.DirectoryFault;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.thread.LastingThreads;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.visit.VisitFiles;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.edge.visit.VisitSettings;
import org.hybridface.messages.GuessLimit;
import org.hybridface.messages.Topics;
import org.hybridface.vision.Accelerator;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.models.FaceModels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the beans the route files name, from the options. */
public final class EdgeBeans {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeBeans.class);

    /** News of who is in view that may wait for a broker that does not answer. */
    static final int WAITING_NEWS = 50;

    private final SteadyClock clock;
    private final RunReport report = new RunReport();
    private LiveOptions live;

    /** @param clock what back-offs, budget, expiry and health go by; made steady */
    public EdgeBeans(Clock clock) {
        this.clock = SteadyClock.of(clock);
    }

    /** Binds the beans; called before Camel configures its components. */
    public void configure(CamelContext context) throws Exception {
        Options options = new Options(context);
        // Cheap checks first: a wrong option is said before the models take their seconds to load.
        MqttSettings mqtt = DeviceSettings.mqtt(options, clock.wall());
        Path data = options.requiredPath("edge.data.dir");
        refuseLeftBehind(options, data);
        makeWritable("edge.data.dir", data);
        DataDirectory taken = DataDirectory.take(data);
        try {
            // First in, last out: the faces are on the disk before another process may have the directory.
            context.addService(new DataLock(taken), true, true);
            configure(context, options, mqtt, data);
        } catch (Exception e) {
            taken.close();
            throw e;
        }
    }

    /** In earlier versions a path that is not absolute began where the program was called; there may be a device's data. */
    private static void refuseLeftBehind(Options options, Path data) {
        Path earlier = Path.of(options.requiredText("edge.data.dir")).toAbsolutePath().normalize();
        if (!earlier.equals(data) && Files.notExists(data) && DataDirectory.isOne(earlier)) {
            throw new InvalidOptionException("edge.data.dir is " + data + ", which is not there yet, and " + earlier + " holds a device's data: move them there, or give "
                    + "edge.data.dir with its whole path, or nobody would be known");
        }
    }

    private void configure(CamelContext context, Options options, MqttSettings mqtt, Path data) throws Exception {
        Registry registry = context.getRegistry();
        live = new LiveOptions(context);
        registry.bind("liveOptions", live);
        // Read by the routes, with each frame or visit; a value that cannot be meant is to be said now.
        live.of(DeviceSettings::readByRoutes);
        live.use(DeviceSettings::logLevel, LogLevel::set);
        Sealer sealer = new Sealer(DeviceKeyFile.loadOrCreate(DeviceSettings.keyFile(options), data));
        FaceModels models = FaceModels.open(options.path("face.models.dir"), Accelerator.of(options.requiredText("face.accelerator")));
        FaceDetector detector = models.detector(options.requiredText("face.detector"), DeviceSettings.minSize(options));
        FaceEmbedder embedder = models.embedder(options.requiredText("face.embedder"));

        FaceJournal journal = new FaceJournal(data.resolve(FaceJournal.DIRECTORY), live.of(DeviceSettings::journalBytes)::get, clock.wall());
        context.addService(journal);
        ModelLines lines = embedder.lines();
        Supplier<CacheSettings> remembering = live.of(now -> DeviceSettings.cache(now, lines));
        Optional<Gallery> gallery = gallery(options, embedder, data, sealer);
        FaceCache cache = new FaceCache(remembering, data, sealer, clock, journal, gallery.<Fleet>map(known -> known).orElse(Fleet.NONE),
                live.of(DeviceSettings::spotChecks)::get);
        cache.embedsWith(embedder.modelId());
        // Before the routes: the first frame finds the faces of the last run.
        context.addService(cache, true, true);
        registry.bind("faceCache", cache);
        FaceRecogniser recogniser = recogniser(context, options, detector, embedder, cache, journal);
        ViewWatch view = view(context);
        Outbox outbox = outbox(context, options, sealer, cache, journal);

        DeviceMetrics metrics = new DeviceMetrics();
        AnswerListeners listeners = new AnswerListeners(report, metrics);
        ShadowMailbox mailbox = new ShadowMailbox(cache, listeners, journal, clock);
        registry.bind("shadowMailbox", mailbox);
        registry.bind("shadowRejection", new ShadowRejection());
        MqttConnection connection = connection(context, mqtt, mailbox, view, gallery);
        if (gallery.isPresent()) {
            share(context, gallery.get(), cache, connection);
        }

        CostMeter costs = new CostMeter(cache, live.of(DeviceSettings::dollarsPerCall)::get, () -> remembering.get().asksPerHour());
        String thing = options.requiredText("edge.thing");
        Supplier<LiveSettings> page = live.of(now -> DeviceSettings.page(now, thing));
        LiveView video = LiveBeans.bind(context, page, cache, recogniser, outbox, connection, costs, data, sealer, clock);
        listeners.add(registry.lookupByNameAndType("personPhotos", PersonPhotos.class));
        Supplier<VisitSettings> visits = live.of(DeviceSettings::visits);
        LiveBeans.bindVisits(context, page, visits, new VisitFiles(data.resolve(VisitLog.DIRECTORY), sealer, visits), cache, video, clock);
        FrameRecord record = record(context, cache);
        Path unreadable = data.resolve("unreadable");
        ErasureFiles erasures = new ErasureFiles(data.resolve(ErasureFiles.DIRECTORY));
        PersonEraser eraser = new PersonEraser(cache, gallery, outbox, journal, unreadable, erasures, clock.wall());
        LiveBeans.bindErasures(context, page, cache, eraser, erasures, record, video, connection, clock);
        mailbox.erasesWith(eraser::erase);
        LiveBeans.bindExports(context, page, cache, outbox, journal, record, video, unreadable, live.of(now -> DeviceSettings.retention(now, lines)), clock);
        DataDisk disk = new DataDisk(data, live.of(DeviceSettings::minFreeBytes)::get);
        new Observability(cache, recogniser, outbox, connection, costs, metrics, disk, clock).register(context);
        guard(context, options, data);
        report.reads(recogniser, cache);
        registry.bind("runReport", report);
    }

    /** Whom the other devices know; empty when nothing is shared. */
    private Optional<Gallery> gallery(Options options, FaceEmbedder embedder, Path data, Sealer sealer) {
        String thing = options.requiredText("edge.thing");
        String model = embedder.modelId();
        ModelLines lines = embedder.lines();
        Supplier<GallerySettings> settings = live.of(now -> DeviceSettings.gallery(now, thing, model, lines));
        Optional<Path> file = options.path("gallery.key.file");
        if (!options.flag("gallery.enabled") || file.isEmpty()) {
            LOG.info("event=gallery-off {}", file.isEmpty() ? "there is no gallery.key.file: this device learns for itself" : "gallery.enabled=false");
            return Optional.empty();
        }
        SecretPlaces.tellOfOpen("gallery.key.file", file.get());
        return Optional.of(new Gallery(settings, data.resolve("gallery"), sealer, FleetKeyFile.read(file.get()), clock));
    }

    private void share(CamelContext context, Gallery gallery, FaceCache cache, MqttConnection connection) throws Exception {
        gallery.serves(cache, connection::isConnected);
        context.addService(new ServiceSupport() {
            @Override
            protected void doStart() throws IOException {
                gallery.open();
            }

            @Override
            protected void doStop() {
                gallery.close();
            }
        }, true, true);
        context.getRegistry().bind("gallery", gallery);
        context.getRegistry().bind("sightingReports", new SightingReports(cache, connection::isConnected, clock));
    }

    private static void guard(CamelContext context, Options options, Path data) throws Exception {
        String host = options.requiredText("edge.http.host");
        String proxies = options.text("edge.http.trusted-proxies").orElse("");
        boolean shared = HttpGuard.isShared(host, proxies);
        Tokens tokens = Tokens.load(data, DeviceSettings.token(options), shared);
        if (shared) {
            LOG.warn("event=page-shared host={} others can reach this page: who opens it is asked for a token, see viewer.token and operator.token in {}",
                    host, data);
        }
        HttpGuard.install(context, host, DeviceSettings.port(options), proxies,
                new TokenDoor(tokens, new GuessLimit(DeviceSettings.wrongTokens(options), System::nanoTime)));
    }

    /** Options that take effect while the device runs. */
    LiveOptions live() {
        return live;
    }

    /** What this run did. */
    public RunReport report() {
        return report;
    }

    private FaceRecogniser recogniser(CamelContext context, Options options, FaceDetector detector, FaceEmbedder embedder, FaceCache cache,
            FaceJournal journal) throws Exception {
        // The detector was made for faces of that size.
        int minSize = DeviceSettings.minSize(options);
        Supplier<QualityGate> gate = live.of(now -> DeviceSettings.gate(now, minSize));
        context.getRegistry().bind("qualityGate", new WatchedGate(gate, journal, clock));
        FaceFinder finder = new FaceFinder(detector);
        context.getRegistry().bind("faceDetector", finder);
        FaceRecogniser recogniser = new FaceRecogniser(finder, embedder, cache, gate, live.of(DeviceSettings::look));
        context.getRegistry().bind("faceRecogniser", recogniser);
        OutlivesRoutes.add(context, recogniser);
        context.getRegistry().bind("lastQuestions", new LastQuestions(context, recogniser));
        return recogniser;
    }

    private ViewWatch view(CamelContext context) {
        ViewWatch view = new ViewWatch(live.of(DeviceSettings::linger), clock);
        context.getRegistry().bind("viewWatch", view);
        context.getRegistry().bind("viewPublisher", viewPublisher(view));
        return view;
    }

    /** One thread, so that changes stay in their order. News that find no room are said again with the next frame, as they are then. */
    static ThreadPoolExecutor viewPublisher(ViewWatch view) {
        return LastingThreads.worker("view-publisher", WAITING_NEWS, (news, thread) -> view.sayAgain());
    }

    private Outbox outbox(CamelContext context, Options options, Sealer sealer, FaceCache cache, FaceJournal journal) throws IOException {
        Outbox outbox = new Outbox(DeviceSettings.outboxPlace(options), live.of(DeviceSettings::outbox), sealer, clock, journal);
        outbox.prepare();
        context.getRegistry().bind("outbox", outbox);
        context.getRegistry().bind("photographer", new Photographer(cache, journal));
        return outbox;
    }

    private FrameRecord record(CamelContext context, FaceCache cache) throws Exception {
        FrameRecord record = new FrameRecord(live.of(DeviceSettings::record), key -> cache.find(cache.current(key))
                .map(face -> new KeyLookup.Known(face.name(), face.state().word(), face.isOpen())), clock);
        record.open();
        OutlivesRoutes.add(context, record);
        context.getRegistry().bind("frameRecord", record);
        return record;
    }

    private MqttConnection connection(CamelContext context, MqttSettings settings, ShadowMailbox mailbox, ViewWatch view,
            Optional<Gallery> gallery) throws Exception {
        SharedMqttClient client = client(settings);
        gallery.ifPresent(client::watchSubscriptions);
        context.getRegistry().bind("mqttClient", client);
        context.getRegistry().bind("paho-mqtt5", new SharedMqttComponent());
        MqttConnection connection = new MqttConnection(client, settings, new MqttWill(Topics.INFERENCE, ViewWatch.OFFLINE), () -> {
            mailbox.connected();
            view.sayAgain();
            context.createFluentProducerTemplate().to("direct:ask-for-shadow").send();
        }, clock);
        context.addService(connection);
        context.getRegistry().bind("mqttConnection", connection);
        context.getRegistry().bind("whileConnected", new WhileConnected(connection));
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        if (health != null) {
            health.register(new MqttHealthCheck(connection));
        }
        return connection;
    }

    private static void makeWritable(String option, Path directory) {
        DirectoryFault.of(directory).ifPresent(fault -> {
            throw new InvalidOptionException(option + " cannot be used: " + fault);
        });
        try {
            DurableFile.makeDirectory(directory);
        } catch (IOException e) {
            throw new InvalidOptionException(option + " " + directory + " cannot be made (" + Reason.of(e) + "): give this user the rights, or another directory");
        }
    }

    private static SharedMqttClient client(MqttSettings settings) {
        try {
            return new SharedMqttClient(settings);
        } catch (MqttException | IllegalArgumentException e) {
            throw new InvalidOptionException("mqtt.url " + settings.url() + " with edge.thing " + settings.thing() + " cannot be used: "
                    + e.getMessage());
        }
    }
}
