// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hybridface.local.broker.ServiceClient;
import org.hybridface.local.identity.Identity;
import org.hybridface.messages.FleetKeys;
import org.hybridface.messages.Known;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.hybridface.vision.Embedding;

/** A device of few lines, on the real broker with a certificate of its own: it names by what the others share, and asks the cloud about everybody else. */
final class SimulatedDevice implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String thing;
    private final ServiceClient broker;
    private final Lookalikes eyes;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, String> named = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();

    private SimulatedDevice(Device device, ServiceClient broker, Lookalikes eyes) {
        this.thing = device.thing();
        this.broker = broker;
        this.eyes = eyes;
    }

    static SimulatedDevice connect(Device device, Lookalikes eyes) throws IOException {
        FleetKeys keys = FleetKeys.parse(Files.readString(device.fleetKey()));
        SimulatedDevice simulated = new SimulatedDevice(device, ServiceClient.connect(device.mqttUrl(), Identity.of(device.identity()), device.thing()), eyes);
        simulated.broker.subscribe(Topics.KNOWN_PREFIX + "+", message -> {
            if (message.payload().length > 0) {
                Known person = Known.fromMessage(message.topic(), message.payload(), keys);
                simulated.known.put(person.person(), person);
            }
        });
        simulated.broker.subscribe(Topics.shadowDelta(device.thing()), message -> simulated.told(message.payload()));
        return simulated;
    }

    private void told(byte[] delta) {
        try {
            JsonNode faces = JSON.readTree(delta).at("/state/faces");
            faces.properties().forEach(face -> Optional.ofNullable(face.getValue().get("name")).ifPresent(name -> named.put(face.getKey(), name.asText())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whom a photo shows. */
    String sees(byte[] photo) {
        Embedding look = eyes.look(photo).orElseThrow(() -> new AssertionError("no face, or several, in the photo"));
        return known.values().stream().filter(person -> distance(person, look) < eyes.line()).min(Comparator.comparing(person -> distance(person, look)))
                .flatMap(Known::name).orElseGet(() -> ask(photo));
    }

    private static double distance(Known person, Embedding look) {
        return person.looks().stream().mapToDouble(other -> new Embedding(person.model(), other.values()).distance(look)).min().orElse(Double.MAX_VALUE);
    }

    private String ask(byte[] photo) {
        String key = String.format(Locale.ROOT, "User%03d", questions.incrementAndGet());
        broker.publish(Topics.NEW_FACE, new NewFace(UUID.randomUUID(), key, Instant.now(), photo, new PhotoQuality(130, 0.8, 0)).toJson());
        await().atMost(LONG).until(() -> named.containsKey(key));
        return named.get(key);
    }

    /** How many the others have told it of. */
    int known() {
        return known.size();
    }

    /** How often it asked the cloud. */
    int questions() {
        return questions.get();
    }

    @Override
    public void close() {
        broker.close();
    }

    @Override
    public String toString() {
        return thing + ", " + known.size() + " known, " + questions + " questions";
    }
}
