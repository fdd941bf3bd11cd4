// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.hybridface.edge.camera.CameraEndpoint;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.time.SteadyClock;

/**
 * Notices when somebody comes into view, leaves, or gets a name. A face the detector misses for a moment has not left: it stays
 * in view for {@code linger}. Somebody who is only probably Ada is told under Ada's key with the state {@code probable}, and not among the names. With several cameras, whom any of them sees is in view. Thread safe.
 */
public class ViewWatch {

    /** What is published when nobody knows who is in view: the device stopped or lost its connection. */
    public static final byte[] OFFLINE = "{\"version\":1,\"online\":false,\"names\":[],\"faces\":[]}".getBytes(
            StandardCharsets.UTF_8);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<Duration> linger;
    private final SteadyClock clock;
    private final Map<String, SeenFace> inView = new TreeMap<>();
    private final Map<String, Map<String, Instant>> cameras = new HashMap<>();
    private final Map<String, Instant> lastSeen = new HashMap<>();
    private volatile Optional<List<List<Object>>> said = Optional.empty();

    public ViewWatch(Duration linger, Clock clock) {
        this(() -> linger, clock);
    }

    /** @param linger how long somebody the detector misses is still in view, at the moment */
    public ViewWatch(Supplier<Duration> linger, Clock clock) {
        this.linger = linger;
        this.clock = SteadyClock.of(clock);
    }

    /** The broker may have lost what was said last (a new connection, the will): say it with the next frame. */
    public void sayAgain() {
        said = Optional.empty();
    }

    /**
     * @param exchange of the frame, which says which camera saw them
     * @return the message to publish, or null when nothing changed
     */
    public byte[] change(@Body Collection<SeenFace> faces, Exchange exchange) {
        return change(faces, exchange.getFromEndpoint() instanceof CameraEndpoint camera ? camera.name() : "");
    }

    /** @param camera who sees them; empty when that is not known */
    synchronized byte[] change(Collection<SeenFace> faces, String camera) {
        Instant now = clock.instant();
        for (SeenFace face : faces) {
            // Somebody who probably has a key is no news of the one who certainly had it a moment ago.
            if (face.probably().isPresent() && Optional.ofNullable(inView.get(face.key())).filter(one -> one.probably().isEmpty()).isPresent()) {
                continue;
            }
            inView.put(face.key(), face);
            cameras.computeIfAbsent(face.key(), key -> new TreeMap<>()).put(camera, now);
            lastSeen.put(face.key(), now);
        }
        lastSeen.values().removeIf(at -> at.plus(linger.get()).isBefore(now));
        inView.keySet().retainAll(lastSeen.keySet());
        cameras.keySet().retainAll(lastSeen.keySet());
        cameras.values().forEach(seen -> seen.values().removeIf(at -> at.plus(linger.get()).isBefore(now)));
        Optional<List<List<Object>>> view = Optional.of(
                inView.values().stream().map(face -> List.<Object>of(face.key(), face.name(), face.state(), List.copyOf(cameras.get(face.key()).keySet()))).toList());
        if (view.equals(said)) {
            return null;
        }
        said = view;
        return message(now);
    }

    private byte[] message(Instant now) {
        ObjectNode node = JSON.createObjectNode().put("version", 1).put("online", true).put("at", clock.toWall(now).toString());
        ArrayNode names = node.putArray("names");
        ArrayNode faces = node.putArray("faces");
        for (SeenFace face : inView.values()) {
            face.name().ifPresent(names::add);
            ObjectNode one = faces.addObject().put("key", face.key()).put("state", face.state());
            face.name().ifPresent(name -> one.put("name", name));
            List<String> seenBy = cameras.get(face.key()).keySet().stream().filter(camera -> !camera.isEmpty()).toList();
            if (!seenBy.isEmpty()) {
                seenBy.forEach(one.putArray("cameras")::add);
            }
        }
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
