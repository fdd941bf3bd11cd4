// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hybridface.edge.cache.CacheSettings;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.camera.CameraListener;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.explain.FaceNews;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.outbox.OutboxLimits;
import org.hybridface.edge.outbox.Photographer;
import org.hybridface.edge.recognise.FaceFinder;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.recognise.LastQuestions;
import org.hybridface.edge.recognise.LookSettings;
import org.hybridface.edge.recognise.QualityGate;
import org.hybridface.edge.recognise.WatchedGate;
import org.hybridface.edge.store.Sealer;
import org.hybridface.messages.Answer;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.TrackerSettings;
import org.hybridface.vision.models.FaceModels;

/**
 * Shows a clip to the device: camera component, route files, detector, recogniser, face cache and outbox are the product's own, with its
 * defaults. In the place of the cloud stands somebody who answers each question after a moment with "new to the pool", so that nothing but
 * the device itself can keep a person's keys together. All times are the clip's.
 */
final class ClipOnDevice {

    /** Option names and their defaults lie in the device's own file. */
    private static final String OPTIONS = "classpath:application.properties";

    private static final Duration CLOUD_TAKES = Duration.ofMillis(400);
    private static final OutboxLimits OUTBOX = new OutboxLimits(1000, 1_000_000_000, Duration.ofHours(1));
    private static final int BUDGET_PER_HOUR = 100_000;

    private final Path routes;
    private final SceneClock clock = new SceneClock();
    private final Queue<Open> open = new ArrayDeque<>();
    private final List<ClipRun.Shown> shown = new ArrayList<>();
    private int questions;

    /** A question on its way. */
    private record Open(String key, Instant answered) {
    }

    /** @param routes the folder with the device's route files */
    ClipOnDevice(Path routes) {
        this.routes = routes;
    }

    /** @param folder gets the clip's file and the device's data; empty */
    ClipRun run(Clip clip, Path folder) throws Exception {
        Path file = folder.resolve("clip.avi");
        ClipFile.write(clip, file);
        FaceModels models = FaceModels.open(Optional.empty());
        FaceEmbedder embedder = models.embedder("auto");
        ModelLines lines = embedder.lines();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
            properties.setLocation(OPTIONS);
            Properties own = new Properties();
            own.setProperty("edge.data.dir", folder.toString());
            own.setProperty("edge.thing", "thing-1");
            own.setProperty("edge.camera", "camera:file:" + file);
            properties.setOverrideProperties(own);
            Sealer sealer = new Sealer(new SecretKeySpec(new byte[32], "AES"));
            FaceCache cache = new FaceCache(new CacheSettings(1000, lines.cacheDistance(), lines.margin(), Duration.ofHours(24), BUDGET_PER_HOUR),
                    folder.resolve("data"), sealer, clock);
            FaceNews news = this::asked;
            QualityGate gate = new QualityGate(number(context, "face.quality.min-size").intValue(), number(context, "face.quality.min-sharpness"),
                    number(context, "face.quality.max-yaw"));
            FaceFinder finder = new FaceFinder(models.detector("auto", gate.minSizePx()));
            try (FaceRecogniser recogniser = new FaceRecogniser(finder, embedder, cache, gate,
                    new LookSettings(TrackerSettings.DEFAULT.withReverify(duration(context, "face.reverify")), duration(context, "face.patience")))) {
                Outbox outbox = new Outbox(folder.resolve("outbox"), OUTBOX, sealer, clock);
                outbox.prepare();
                CountDownLatch ended = new CountDownLatch(1);
                context.addService(cache, true, true);
                context.getRegistry().bind("faceCache", cache);
                context.getRegistry().bind("faceDetector", (Processor) exchange -> find(exchange, finder, cache));
                context.getRegistry().bind("faceRecogniser", recogniser);
                context.getRegistry().bind("qualityGate", new WatchedGate(gate, FaceNews.NONE, clock));
                context.getRegistry().bind("photographer", new Photographer(cache, news));
                context.getRegistry().bind("outbox", outbox);
                context.getRegistry().bind("lastQuestions", new LastQuestions(context, recogniser));
                context.getRegistry().bind("ended", new CameraListener() {
                    @Override
                    public void ended(String camera, long frames) {
                        ended.countDown();
                    }
                });
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:live-frame").process(ClipOnDevice.this::show);
                    }
                });
                for (String name : List.of("on-error", "camera-to-faces", "face-to-outbox")) {
                    PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.resolveResource(context, "file:" + routes.resolve(name + ".camel.yaml")));
                }
                context.start();
                if (!ended.await(1, TimeUnit.HOURS)) {
                    throw new IllegalStateException("the clip did not end within an hour");
                }
                return new ClipRun(clip, List.copyOf(shown), finder.facesDetected(), recogniser.facesEmbedded(), questions);
            }
        }
    }

    /** The picture's time has come, and with it the answers that were due before. */
    private void find(Exchange exchange, FaceFinder finder, FaceCache cache) {
        Instant now = exchange.getMessage().getBody(Frame.class).sceneTime();
        clock.now(now);
        while (!open.isEmpty() && !open.peek().answered().isAfter(now)) {
            String key = open.remove().key();
            try {
                cache.apply(key, new Answer.Enrolled(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString(), 100));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        finder.process(exchange);
    }

    private void asked(FaceEvent event) {
        if (event.kind() == FaceEvent.Kind.ASK) {
            questions++;
            open.add(new Open(event.key(), clock.instant().plus(CLOUD_TAKES)));
        }
    }

    @SuppressWarnings("unchecked")
    private void show(Exchange exchange) {
        Frame frame = exchange.getProperty(FaceRecogniser.FRAME, Frame.class);
        for (SeenFace face : (List<SeenFace>) exchange.getMessage().getBody(List.class)) {
            shown.add(new ClipRun.Shown((int) frame.number() - 1, face.key(), face.probably().isEmpty(), face.box()));
        }
    }

    private static Double number(CamelContext context, String option) {
        return Double.valueOf(context.resolvePropertyPlaceholders("{{" + option + "}}"));
    }

    private static Duration duration(CamelContext context, String option) {
        return context.getTypeConverter().convertTo(Duration.class, context.resolvePropertyPlaceholders("{{" + option + "}}"));
    }
}
