package org.hybridface.edge.recognise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.CameraSearch;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.FaceTracker;
import org.hybridface.vision.Quality;
import org.hybridface.vision.QualityMeter;
import org.hybridface.vision.Track;
import org.hybridface.vision.TrackerSettings;

/**
 * Turns a {@link Frame} into the faces in it. Body in: a frame; body out: a list of {@link SeenFace}. The frame goes on as
 * exchange property {@value #FRAME}, and what the outbox needs as {@value #SIGHTINGS}. One picture at a time.
 */
public class FaceRecogniser implements Processor, AutoCloseable {

    /** Exchange property: the {@link Frame}, owned by the exchange. */
    public static final String FRAME = "frame";

    /** Exchange property: a list of {@link Sighting}, one for each face in the body, in the same order. */
    public static final String SIGHTINGS = "sightings";

    private final FaceDetector detector;
    private final FaceEmbedder embedder;
    private final FaceCache cache;
    private final QualityGate gate;
    private final QualityMeter meter = new QualityMeter();
    private final TrackerSettings tracking;
    /** By route: what moves in front of one camera has nothing to do with another's picture. */
    private final Map<String, Scene> scenes = new HashMap<>();
    private final LongAdder frames = new LongAdder();
    private final LongAdder detected = new LongAdder();
    private final LongAdder embedded = new LongAdder();
    /** The models' native memory must not go while a picture is looked at. */
    private final Lock busy = new ReentrantLock();
    private boolean closed;

    /** This recogniser owns detector and embedder from now on. */
    public FaceRecogniser(FaceDetector detector, FaceEmbedder embedder, FaceCache cache, QualityGate gate, TrackerSettings tracking) {
        this.detector = detector;
        this.embedder = embedder;
        this.cache = cache;
        this.gate = gate;
        this.tracking = tracking;
    }

    @Override
    public void process(Exchange exchange) {
        Frame frame = exchange.getMessage().getBody(Frame.class);
        List<Sighting> sightings = recognise(String.valueOf(exchange.getFromRouteId()), frame);
        exchange.setProperty(FRAME, frame);
        exchange.setProperty(SIGHTINGS, sightings);
        exchange.getMessage().setBody(sightings.stream().map(Sighting::face).toList());
    }

    /** @param frame not changed, not kept; of the one camera there is */
    public List<Sighting> recognise(Frame frame) {
        return recognise("", frame);
    }

    private List<Sighting> recognise(String camera, Frame frame) {
        busy.lock();
        try {
            if (closed) {
                return List.of();
            }
            Scene scene = scenes.computeIfAbsent(camera, route -> new Scene(detector.forCamera(), new FaceTracker(tracking), new Identities(cache)));
            List<Detection> faces = frame.kind() == Frame.Kind.STILL ? detector.detect(frame.picture())
                    : scene.search().next(frame.picture(), frame.capturedAt());
            detected.add(faces.size());
            // Another photo is another scene: nobody moved from the last one into it.
            if (frame.kind() == Frame.Kind.STILL) {
                scene.tracker().reset();
            }
            List<Track> tracks = scene.tracker().update(faces, frame.capturedAt());
            Look look = new Look(frame, scene.tracker());
            Map<Long, String> keys = scene.identities().identify(frame.kind(), frame.capturedAt(), tracks, look);
            List<Sighting> sightings = new ArrayList<>();
            for (Track track : tracks) {
                Optional.ofNullable(keys.get(track.id())).flatMap(cache::find)
                        .ifPresent(face -> sightings.add(sighting(face, track, look)));
            }
            frames.increment();
            return List.copyOf(sightings);
        } finally {
            busy.unlock();
        }
    }

    /** Frames looked at to the end since the start; one that failed on the way is none. */
    public long frames() {
        return frames.sum();
    }

    /** Faces found in them, known or not. */
    public long facesDetected() {
        return detected.sum();
    }

    /** Faces embedded; far fewer than detected in a video. */
    public long facesEmbedded() {
        return embedded.sum();
    }

    @Override
    public void close() {
        busy.lock();
        try {
            if (!closed) {
                closed = true;
                detector.close();
                embedder.close();
            }
        } finally {
            busy.unlock();
        }
    }

    private Sighting sighting(FaceEntry face, Track track, Look look) {
        SeenFace seen = new SeenFace(face.key(), face.name(), face.state().word(), face.similarity(), track.detection().box());
        Optional<Quality> quality = cache.isWorthAsking(face.key()) ? Optional.of(look.quality(track)) : Optional.empty();
        return new Sighting(seen, track.detection(), quality);
    }

    /** What one camera looks at. */
    private record Scene(CameraSearch search, FaceTracker tracker, Identities identities) {
    }

    /** At one frame; each face is measured once. */
    private final class Look implements Identities.Looker {

        private final Frame frame;
        private final FaceTracker tracker;
        private final Map<Long, Quality> measured = new HashMap<>();

        Look(Frame frame, FaceTracker tracker) {
            this.frame = frame;
            this.tracker = tracker;
        }

        @Override
        public Embedding embed(Track track) {
            Embedding embedding = embedder.embed(frame.picture(), track.detection().landmarks());
            tracker.embedded(track.id(), frame.capturedAt());
            embedded.increment();
            return embedding;
        }

        @Override
        public boolean isGood(Track track) {
            return gate.lets(quality(track));
        }

        Quality quality(Track track) {
            return measured.computeIfAbsent(track.id(), id -> meter.measure(frame.picture(), track.detection()));
        }
    }
}
