// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.gallery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.hybridface.edge.cache.CacheSettings;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.explain.FaceEvent;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.Answer;
import org.hybridface.messages.FleetKeys;
import org.hybridface.vision.Embedding;

/** Devices with real caches and galleries, and a broker that keeps retained messages; no network, and a clock that tests move. */
final class FleetOfDevices {

    static final String MODEL = "test-model";
    static final String KEY = FleetKeys.fresh();
    static final CacheSettings SETTINGS = new CacheSettings(1000, 1.03, 0.04, Duration.ofHours(24), 10_000);
    private static final int DIMENSIONS = 64;

    final TestClock clock = new TestClock();
    final Map<String, byte[]> retained = new LinkedHashMap<>();
    /** Topics of all messages so far. */
    final List<String> published = new ArrayList<>();
    private final List<Node> devices = new ArrayList<>();
    private final Path directory;

    FleetOfDevices(Path directory) {
        this.directory = directory;
    }

    static String uuid(String kind, int number) {
        return "%s-0000-0000-0000-%012d".formatted(kind, number);
    }

    static String faceId(int person) {
        return uuid("faceface", person);
    }

    static String personId(int person) {
        return uuid("aaaaaaaa", person);
    }

    /** @param turn how far somebody looks away, 0 to 1 */
    static Embedding look(int person, double turn) {
        return look(MODEL, person, turn);
    }

    static Embedding look(String model, int person, double turn) {
        float[] values = new float[DIMENSIONS];
        values[person] = (float) Math.cos(turn);
        values[DIMENSIONS / 2 + person] = (float) Math.sin(turn);
        return new Embedding(model, values);
    }

    Node device(String thing) throws Exception {
        return new Node(thing, MODEL, KEY, 0);
    }

    /** What the broker keeps, as anybody might put it there. */
    void publish(String topic, byte[] message) {
        published.add(topic);
        if (message.length == 0) {
            retained.remove(topic);
        } else {
            retained.put(topic, message);
        }
        devices.stream().filter(device -> device.connected).forEach(device -> device.gallery.hear(topic, message));
    }

    /** Time passes, and everybody who is connected says what there is to say. */
    void pass(Duration time) {
        clock.advance(time);
        devices.forEach(Node::speak);
    }

    void close() throws Exception {
        for (Node device : List.copyOf(devices)) {
            device.stop();
        }
    }

    /** One device. */
    final class Node {

        final String thing;
        /** What its cache told of its decisions. */
        final List<FaceEvent> news = new CopyOnWriteArrayList<>();
        private final String model;
        private final String keys;
        private final double spotChecks;
        FaceCache cache;
        Gallery gallery;
        volatile boolean connected;

        Node(String thing, String model, String keys, double spotChecks) throws Exception {
            this.thing = thing;
            this.model = model;
            this.keys = keys;
            this.spotChecks = spotChecks;
            start();
        }

        void start() throws Exception {
            Sealer sealer = new Sealer(new SecretKeySpec(new byte[32], "AES"));
            Path data = directory.resolve(thing);
            gallery = new Gallery(() -> new GallerySettings(thing, model, 30, Duration.ofDays(30), SETTINGS.nameTtl(), CacheSettings.NEW_VIEW * SETTINGS.sameFaceDistance()),
                    data.resolve("gallery"), sealer, FleetKeys.parse(keys), SteadyClock.of(clock));
            cache = new FaceCache(() -> SETTINGS, data, sealer, clock, news::add, gallery, () -> spotChecks);
            gallery.serves(cache, () -> connected);
            cache.start();
            gallery.open();
            devices.add(this);
        }

        void stop() {
            disconnect();
            gallery.close();
            cache.stop();
            devices.remove(this);
        }

        Node connect() {
            gallery.subscribing(Gallery.FILTER);
            connected = true;
            gallery.subscribed(Gallery.FILTER);
            Map.copyOf(retained).forEach(gallery::hear);
            return this;
        }

        void disconnect() {
            connected = false;
        }

        /** Somebody comes by, as the recogniser sees it. */
        String sees(Embedding look) {
            if (cache.likeness(look, Set.of()) instanceof org.hybridface.edge.cache.Likeness.Certain certain) {
                return certain.match().key();
            }
            return cache.adopt(look, Set.of(), Set.of()).orElseGet(() -> cache.remember(look, Set.of()));
        }

        /** Somebody comes by, and the cloud is asked if it is to be. */
        String meets(int person, Answer answer) {
            String key = sees(look(person, 0));
            if (cache.add(key)) {
                hears(key, answer);
            }
            return key;
        }

        void hears(String key, Answer answer) {
            try {
                cache.apply(key, answer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        FaceEntry face(String key) {
            return cache.find(key).orElseThrow();
        }

        void speak() {
            for (Optional<byte[]> message = next(); message.isPresent(); message = next()) {
                continue;
            }
        }

        private Optional<byte[]> next() {
            Exchange exchange = new DefaultExchange(new DefaultCamelContext());
            Optional<byte[]> message = Optional.ofNullable(gallery.next(exchange));
            message.ifPresent(bytes -> {
                publish(exchange.getMessage().getHeader(PahoMqtt5Constants.CAMEL_PAHO_OVERRIDE_TOPIC, String.class), bytes);
                gallery.noteTold(exchange);
            });
            return message;
        }
    }
}
