package org.hybridface.edge.live;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
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
@ManagedResource(description = "The live page's video; drawn only while somebody watches")
public class LiveView implements AutoCloseable {

    /** Somebody who watches. Called by the encoding thread: hand the picture on and return, never wait. */
    public interface Viewer {
        void show(byte[] jpeg);
    }

    /** A frame this view is an owner of, and who is in it. */
    private record Shot(Frame frame, List<SeenFace> faces, List<Box> newcomers) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);

    private final Portraits portraits;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Shot> newest = new AtomicReference<>();
    private final AtomicBoolean encoding = new AtomicBoolean();
    private volatile byte[] lastJpeg = {};
    private volatile boolean open = true;
    private final ExecutorService encoder = LastingThreads.scheduler("live-view");

    public LiveView(Clock clock) {
        this.portraits = new Portraits(clock);
    }

    /** Shows a frame with the faces in it; returns at once. @param newcomers faces that have no key yet; null when nobody says */
    public void show(@ExchangeProperty("frame") Frame frame, @Body List<SeenFace> faces, @ExchangeProperty("newcomers") List<Box> newcomers) {
        if (!open) {
            return;
        }
        faces.stream().filter(face -> face.probably().isEmpty()).forEach(face -> portraits.take(frame.picture(), face));
        replace(new Shot(frame.retain(), List.copyOf(faces), newcomers == null ? List.of() : List.copyOf(newcomers)));
        if (!viewers.isEmpty()) {
            encodeSoon();
        }
    }

    /** From now on the viewer gets every picture it is fast enough for, the newest one first. */
    void watch(Viewer viewer) {
        viewers.add(viewer);
        if (newest.get() == null && lastJpeg.length > 0) {
            viewer.show(lastJpeg);
        } else {
            encodeSoon();
        }
    }

    void leave(Viewer viewer) {
        viewers.remove(viewer);
    }

    Optional<Portraits.Portrait> portrait(String key) {
        return portraits.of(key);
    }

    void forget(String key) {
        portraits.forget(key);
    }

    @ManagedAttribute(description = "How many watch the video")
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
        Shot shot = newest.getAndSet(null);
        if (shot == null) {
            return;
        }
        try (Frame frame = shot.frame()) {
            byte[] jpeg = Annotator.draw(frame.picture(), shot.faces(), shot.newcomers());
            lastJpeg = jpeg;
            viewers.forEach(viewer -> viewer.show(jpeg));
        } catch (RuntimeException e) {
            LOG.warn("event=frame-not-shown {} {}", shot.frame(), e.toString());
        }
    }

    private void replace(Shot next) {
        Shot old = newest.getAndSet(next);
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
        replace(null);
    }
}
