// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.FaceTracker;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Quality;
import org.hybridface.vision.QualityMeter;
import org.hybridface.vision.Track;

/**
 * Follows the faces in a {@link Frame} and gives each its key. Body in: the list of {@link Detection} that {@link FaceFinder} left, with the frame as
 * exchange property {@value #FRAME}, or a frame in which nobody has looked yet; body out: a list of {@link SeenFace}. What the outbox needs goes on as
 * exchange property {@value #SIGHTINGS}, and where faces are that nobody knows yet as {@value #NEWCOMERS}. One picture at a time.
 */
public class FaceRecogniser implements Processor, AutoCloseable {

    /** Exchange property: the {@link Frame}, owned by the exchange. */
    public static final String FRAME = "frame";

    /** Exchange property: a list of {@link Sighting}, one for each face in the body, then those who left lately and are still to be asked for. */
    public static final String SIGHTINGS = "sightings";

    /** Exchange property: a list of {@link Box}, the faces that are still being looked at and have no key. */
    public static final String NEWCOMERS = "newcomers";

    private final FaceFinder finder;
    private final FaceEmbedder embedder;
    private final FaceCache cache;
    private final Supplier<QualityGate> gate;
    private final QualityMeter meter = new QualityMeter();
    private final PhotoExam exam;
    private final Supplier<LookSettings> settingsOfNow;
    private LookSettings settings;
    /** By route: what moves in front of one camera has nothing to do with another's picture. */
    private final Map<String, Scene> scenes = new HashMap<>();
    private final LongAdder frames = new LongAdder();
    private final LongAdder embedded = new LongAdder();
    /** The models' native memory must not go while a picture is looked at. */
    private final Lock busy = new ReentrantLock();
    private boolean closed;

    /** This recogniser owns finder and embedder from now on. */
    public FaceRecogniser(FaceFinder finder, FaceEmbedder embedder, FaceCache cache, QualityGate gate, LookSettings settings) {
        this(finder, embedder, cache, () -> gate, () -> settings);
    }

    /**
     * This recogniser owns finder and embedder from now on.
     *
     * @param gate     as it is at the moment
     * @param settings likewise; with others every face in view is looked at anew
     */
    public FaceRecogniser(FaceFinder finder, FaceEmbedder embedder, FaceCache cache, Supplier<QualityGate> gate, Supplier<LookSettings> settings) {
        this.finder = finder;
        this.embedder = embedder;
        this.exam = new PhotoExam(finder, embedder);
        this.cache = cache;
        this.gate = gate;
        this.settingsOfNow = settings;
        this.settings = settings.get();
    }

    /** @throws IllegalStateException when the step before left something else */
    @Override
    public void process(Exchange exchange) {
        String camera = String.valueOf(exchange.getFromRouteId());
        Object body = exchange.getMessage().getBody();
        // A route of the owner's may have no detector of its own.
        Recognised recognised = body instanceof Frame frame ? lookedAt(exchange, camera, frame)
                : recognise(camera, exchange.getProperty(FRAME, Frame.class), detections(body));
        exchange.setProperty(SIGHTINGS, recognised.sightings());
        exchange.setProperty(NEWCOMERS, recognised.newcomers());
        exchange.getMessage().setBody(recognised.faces());
    }

    private Recognised lookedAt(Exchange exchange, String camera, Frame frame) {
        exchange.setProperty(FRAME, frame);
        return recognise(camera, frame, finder.find(camera, frame));
    }

    private static List<Detection> detections(Object body) {
        if (body instanceof List<?> faces && faces.stream().allMatch(Detection.class::isInstance)) {
            return faces.stream().map(Detection.class::cast).toList();
        }
        throw new IllegalStateException("the recogniser takes a frame, or the list of faces that the step faceDetector leaves, not "
                + (body == null ? "nothing" : body.getClass().getName()));
    }

    /** @param frame not changed, not kept; of the one camera there is */
    public Recognised recognise(Frame frame) {
        return recognise("", frame, finder.find("", frame));
    }

    private Recognised recognise(String camera, Frame frame, List<Detection> faces) {
        busy.lock();
        try {
            if (closed) {
                return Recognised.NOBODY;
            }
            List<Sighting> before = lookAnew();
            Scene scene = scenes.computeIfAbsent(camera, route ->
                    new Scene(new FaceTracker(settings.tracking()), new Identities(cache, settings.patience())));
            // Another photo is another scene: nobody moved from the last one into it.
            if (frame.kind() == Frame.Kind.STILL) {
                scene.tracker().reset();
            }
            List<Track> tracks = scene.tracker().update(faces, frame.picture().cols(), frame.picture().rows(), frame.sceneTime());
            FrameLook look = new FrameLook(frame, scene.tracker(), tracks);
            List<Person> people = scene.identities().identify(frame.kind(), frame.sceneTime(), tracks, look);
            Questions questions = new Questions(cache, frame.kind() == Frame.Kind.STILL ? Duration.ZERO : settings.patience());
            List<SeenFace> seen = new ArrayList<>();
            List<Sighting> sightings = new ArrayList<>();
            for (Person person : people) {
                questions.seen(person, frame.sceneTime(), look).ifPresent(sighting -> {
                    seen.add(sighting.face());
                    sightings.add(sighting);
                });
            }
            scene.identities().left(frame.sceneTime()).forEach(person -> questions.left(person).ifPresent(sightings::add));
            sightings.addAll(before);
            List<Box> newcomers = people.stream().filter(person -> person.key().isEmpty()).map(Person::lastBox).toList();
            frames.increment();
            return new Recognised(List.copyOf(seen), List.copyOf(sightings), newcomers);
        } finally {
            busy.unlock();
        }
    }

    /** With other settings everybody in view is followed and looked at from the beginning; whoever was still to be asked for is not forgotten over it. */
    private List<Sighting> lookAnew() {
        LookSettings now = settingsOfNow.get();
        if (now.equals(settings)) {
            return List.of();
        }
        settings = now;
        List<Sighting> last = allLeft();
        scenes.clear();
        return last;
    }

    /**
     * Looks at a photo that somebody gave.
     *
     * @param frame not changed, not kept
     * @return the face it is of; empty when there is none
     */
    public Optional<GivenPhoto> given(Frame frame) {
        busy.lock();
        try {
            Optional<GivenPhoto> given = closed ? Optional.empty() : exam.examine(frame, finder.find("", frame), gate.get());
            given.ifPresent(photo -> embedded.increment());
            return given;
        } finally {
            busy.unlock();
        }
    }

    /** There are no more pictures: decides for everybody who was seen last, and says who is still to be asked for. */
    public List<Sighting> nobodyComes() {
        busy.lock();
        try {
            return allLeft();
        } finally {
            busy.unlock();
        }
    }

    private List<Sighting> allLeft() {
        Questions questions = new Questions(cache, Duration.ZERO);
        return scenes.values().stream().flatMap(scene -> scene.identities().allLeft().stream())
                .flatMap(person -> questions.left(person).stream()).toList();
    }

    /** Frames looked at to the end since the start; one that failed on the way is none. */
    public long frames() {
        return frames.sum();
    }

    /** Faces found in them, known or not. */
    public long facesDetected() {
        return finder.facesDetected();
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
                finder.close();
                embedder.close();
            }
        } finally {
            busy.unlock();
        }
    }

    /** What one camera looks at. */
    private record Scene(FaceTracker tracker, Identities identities) {
    }

    /** At one frame; each face is measured once. */
    private final class FrameLook implements Identities.Looker, Questions.Camera {

        private final Frame frame;
        private final FaceTracker tracker;
        private final List<Track> all;
        private final Map<Long, Quality> measured = new HashMap<>();

        FrameLook(Frame frame, FaceTracker tracker, List<Track> all) {
            this.frame = frame;
            this.tracker = tracker;
            this.all = all;
        }

        @Override
        public Embedding embed(Track track) {
            Landmarks landmarks = finder.landmarks(frame, track.detection());
            Embedding embedding = frame.kind() == Frame.Kind.STILL ? embedder.embedOnce(frame.picture(), landmarks) : embedder.embed(frame.picture(), landmarks);
            tracker.embedded(track.id(), frame.sceneTime());
            embedded.increment();
            return embedding;
        }

        @Override
        public boolean isGood(Track track) {
            return gate.get().lets(quality(track));
        }

        @Override
        public boolean isPoor(Embedding look) {
            return look.strength().orElse(Double.POSITIVE_INFINITY) < embedder.lines().poorStrength();
        }

        @Override
        public Quality quality(Track track) {
            return measured.computeIfAbsent(track.id(), id -> meter.measure(frame.picture(), track.detection()));
        }

        @Override
        public FacePhoto photo(Track track) {
            Box box = track.detection().box();
            List<Box> others = all.stream().filter(other -> other.id() != track.id()).map(other -> other.detection().box()).toList();
            return new FacePhoto(PhotoCut.jpeg(frame.picture(), box, others), quality(track), box, frame.capturedAt(), frame.source());
        }
    }
}
