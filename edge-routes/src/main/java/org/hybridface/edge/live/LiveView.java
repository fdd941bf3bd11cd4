// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.hybridface.edge.camera.CameraEndpoint;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.thread.LastingThreads;
import org.hybridface.vision.Box;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The annotated video. The camera's thread only leaves its newest frame here; a thread of this class draws and encodes it, once for
 * all viewers, and not at all when nobody watches. Thread safe.
 */
public class LiveView implements AutoCloseable {

    /** Somebody who watches. Called by the encoding thread: hand the picture on and return, never wait. */
    public interface Viewer {
        void show(byte[] jpeg);
    }

    /** A frame this view is an owner of, and who is in it. */
    private record Shot(Frame frame, List<SeenFace> faces, List<Box> newcomers) {
    }

    /** No camera in particular. */
    static final String ANY = "";

    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);

    private final Portraits portraits;
    /** Who watches, and which camera; {@link #ANY} for whatever comes. */
    private final Map<Viewer, String> viewers = new ConcurrentHashMap<>();
    private final Map<String, Shot> newest = new ConcurrentHashMap<>();
    private final Map<String, byte[]> lastJpegs = new ConcurrentHashMap<>();
    private final Map<String, String> lastCameras = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > Portraits.CAPACITY;
        }
    };
    private final Map<String, Instant> lastShown = new ConcurrentHashMap<>();
    private final Clock clock;
    private final AtomicBoolean encoding = new AtomicBoolean();
    private volatile boolean open = true;
    private final ExecutorService encoder = LastingThreads.scheduler("live-view");

    public LiveView(Clock clock) {
        this.clock = clock;
        this.portraits = new Portraits(clock);
    }

    /**
     * Shows a frame with the faces in it; returns at once.
     *
     * @param newcomers faces that have no key yet; null when nobody says
     * @param exchange  of the frame, which says which camera saw it
     */
    public void show(@ExchangeProperty("frame") Frame frame, @Body List<SeenFace> faces, @ExchangeProperty("newcomers") List<Box> newcomers,
            Exchange exchange) {
        showOf(exchange.getFromEndpoint() instanceof CameraEndpoint camera ? camera.name() : ANY, frame, faces, newcomers);
    }

    void showOf(String camera, Frame frame, List<SeenFace> faces, List<Box> newcomers) {
        if (!open) {
            return;
        }
        lastShown.put(camera, clock.instant());
        synchronized (lastCameras) {
            faces.forEach(face -> lastCameras.put(face.key(), camera));
        }
        faces.stream().filter(face -> face.probably().isEmpty()).forEach(face -> portraits.take(frame.picture(), face));
        replace(camera, new Shot(frame.retain(), List.copyOf(faces), newcomers == null ? List.of() : List.copyOf(newcomers)));
        if (isWatched(camera)) {
            encodeSoon();
        }
    }

    /** From now on the viewer gets every picture it is fast enough for, the newest one first. */
    void watch(Viewer viewer) {
        watch(viewer, ANY);
    }

    /** The same of one camera, by its name. */
    void watch(Viewer viewer, String camera) {
        viewers.put(viewer, camera);
        boolean fresh = camera.equals(ANY) ? !newest.isEmpty() : newest.containsKey(camera);
        if (fresh) {
            encodeSoon();
        } else if (camera.equals(ANY)) {
            lastJpegs.values().stream().findFirst().ifPresent(viewer::show);
        } else {
            Optional.ofNullable(lastJpegs.get(camera)).ifPresent(viewer::show);
        }
    }

    /** Those whose pictures were shown, by their names. */
    Set<String> cameras() {
        return lastShown.keySet().stream().filter(camera -> !camera.equals(ANY)).collect(Collectors.toUnmodifiableSet());
    }

    /** How long ago a camera, or any of them, gave its last picture; empty when it gave none yet. */
    Optional<Duration> sinceLast(String camera) {
        return lastShown.entrySet().stream().filter(one -> camera.equals(ANY) || camera.equals(one.getKey())).map(Map.Entry::getValue)
                .max(Comparator.naturalOrder()).map(at -> Duration.between(at, clock.instant()));
    }

    /**
     * The newest picture of a camera, as the video shows it.
     *
     * @param patience for the encoder
     * @return empty when there is none in that time
     */
    Optional<byte[]> still(String camera, Duration patience) throws InterruptedException {
        CompletableFuture<byte[]> picture = new CompletableFuture<>();
        Viewer viewer = picture::complete;
        watch(viewer, camera);
        try {
            return Optional.of(picture.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            leave(viewer);
        }
    }

    private boolean isWatched(String camera) {
        return viewers.containsValue(ANY) || viewers.containsValue(camera);
    }

    /** Which camera saw a face last; empty when none did since the start, or nobody knows which. */
    Optional<String> cameraOf(String key) {
        synchronized (lastCameras) {
            return Optional.ofNullable(lastCameras.get(key)).filter(camera -> !camera.equals(ANY));
        }
    }

    void leave(Viewer viewer) {
        viewers.remove(viewer);
    }

    Optional<Portraits.Portrait> portrait(String key) {
        return portraits.of(key);
    }

    /** The small picture of a key; empty when there is none. */
    public Optional<byte[]> pictureOf(String key) {
        return portraits.of(key).map(Portraits.Portrait::jpeg);
    }

    /** Of that key no picture is kept. */
    public void forget(String key) {
        portraits.forget(key);
        synchronized (lastCameras) {
            lastCameras.remove(key);
        }
    }

    /** How many watch the video. */
    public int getViewers() {
        return viewers.size();
    }

    private void encodeSoon() {
        if (open && encoding.compareAndSet(false, true)) {
            encoder.execute(this::encode);
        }
    }

    private void encode() {
        encoding.set(false);
        newest.keySet().stream().filter(this::isWatched).forEach(this::encode);
    }

    private void encode(String camera) {
        Shot shot = newest.remove(camera);
        if (shot == null) {
            return;
        }
        try (Frame frame = shot.frame()) {
            byte[] jpeg = Annotator.draw(frame.picture(), shot.faces(), shot.newcomers());
            lastJpegs.put(camera, jpeg);
            viewers.forEach((viewer, wanted) -> {
                if (wanted.equals(ANY) || wanted.equals(camera)) {
                    viewer.show(jpeg);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("event=frame-not-shown {} {}", shot.frame(), e.toString());
        }
    }

    private void replace(String camera, Shot next) {
        Shot old = newest.put(camera, next);
        if (old != null) {
            old.frame().close();
        }
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        viewers.clear();
        encoder.shutdown();
        if (!encoder.awaitTermination(1, TimeUnit.SECONDS)) {
            LOG.debug("the last picture is still being encoded");
        }
        newest.keySet().forEach(camera -> Optional.ofNullable(newest.remove(camera)).ifPresent(shot -> shot.frame().close()));
    }
}
