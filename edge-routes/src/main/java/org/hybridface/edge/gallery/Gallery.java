// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Constants;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.cache.Fleet;
import org.hybridface.edge.cache.SharedFaces;
import org.hybridface.edge.mqtt.SubscriptionWatch;
import org.hybridface.edge.print.Quoted;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.thread.LastingThreads;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.Answer;
import org.hybridface.messages.FleetKeys;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.Known;
import org.hybridface.messages.LookVector;
import org.hybridface.messages.Topics;
import org.hybridface.vision.Embedding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom the devices of this fleet know: takes in what the others publish, and says what is to be published of what this one learns. Only what the cloud
 * said is shared, never what was taken over from others, nor a name that a person typed here before the cloud has it. Bounded by
 * {@code gallery.capacity}; on the disk soon. Thread safe.
 */
public final class Gallery implements Fleet, SubscriptionWatch {

    /** All persons. */
    public static final String FILTER = Topics.KNOWN_PREFIX + "+";

    /** Exchange property: the {@link GalleryPost.Letter} underway. */
    static final String LETTER = "letter";

    /** There are brokers (Apache Artemis 2.x) that count a message's expiry in milliseconds of 32 bits: what is to be kept for longer is gone at once. */
    private static final Duration LONGEST_EXPIRY = Duration.ofDays(24);

    private static final Logger LOG = LoggerFactory.getLogger(Gallery.class);
    private static final long CHORES_MILLIS = 200;
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final long LAST_WRITE_SECONDS = 3;

    private final Supplier<GallerySettings> settings;
    private final GalleryStore store;
    private final FleetKeys keys;
    private final SteadyClock clock;
    private final GallerySync sync;
    private final GalleryPost post;
    private final Map<String, Held> persons = new ConcurrentHashMap<>();
    private final Set<String> unwritten = ConcurrentHashMap.newKeySet();
    private SharedFaces cache;
    private BooleanSupplier connected = () -> false;
    private ScheduledExecutorService chores;
    private Instant nextWarning = Instant.MIN;
    private boolean otherModelSaid;
    private boolean failing;

    /** @param looks as embeddings of the model, to compare with */
    private record Held(Known known, List<Embedding> looks) {

        static Held of(Known known) {
            return new Held(known, known.looks().stream().map(look -> new Embedding(known.model(), look.values())).toList());
        }

        double distance(Embedding look) {
            return looks.stream().filter(look::isComparableWith).mapToDouble(look::distance).min().orElse(Double.POSITIVE_INFINITY);
        }
    }

    /**
     * @param settings  as they are at the moment
     * @param directory where the others' knowledge is kept; nobody else writes there
     */
    public Gallery(Supplier<GallerySettings> settings, Path directory, Sealer sealer, FleetKeys keys, SteadyClock clock) {
        this.settings = settings;
        this.store = new GalleryStore(directory, sealer);
        this.keys = keys;
        this.clock = clock;
        this.sync = new GallerySync(clock);
        this.post = new GalleryPost(clock);
    }

    private GalleryRules rules() {
        return new GalleryRules(settings.get());
    }

    /** Before the first message. */
    public void serves(SharedFaces faces, BooleanSupplier isConnected) {
        cache = faces;
        connected = isConnected;
    }

    /** Loads what was known, and begins to keep it. No Camel service by itself: a bean that is one is stopped with the first of its routes that is edited. */
    public void open() throws IOException {
        int ofOthers = 0;
        for (Known known : store.load()) {
            if (known.model().equals(settings.get().model())) {
                persons.put(known.person(), Held.of(known));
            } else {
                ofOthers++;
                store.delete(known.person());
            }
        }
        LOG.info("event=gallery-loaded persons={} of-another-model={} capacity={}", persons.size(), ofOthers, settings.get().capacity());
        chores = LastingThreads.scheduler("gallery");
        chores.scheduleWithFixedDelay(this::chores, CHORES_MILLIS, CHORES_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Keeps what has not been kept yet. */
    public void close() {
        chores.shutdown();
        try {
            chores.awaitTermination(LAST_WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write();
    }

    // What the face cache asks and tells.

    @Override
    public List<KnownMatch> near(Embedding look, double reach) {
        if (!look.modelId().equals(settings.get().model())) {
            return List.of();
        }
        Instant now = clock.wall().instant();
        List<KnownMatch> near = new ArrayList<>();
        persons.values().forEach(held -> {
            double distance = held.distance(look);
            if (distance < reach && held.known().expires().isAfter(now)) {
                near.add(new KnownMatch(held.known(), distance));
            }
        });
        return near;
    }

    @Override
    public List<Known> everybody() {
        Instant now = clock.wall().instant();
        return persons.values().stream().map(Held::known).filter(known -> known.expires().isAfter(now)).toList();
    }

    @Override
    public synchronized void told(FaceEntry face, Answer answer) {
        if (answer.face().isEmpty() || !answer.face().equals(face.faceId()) || answer.version() != face.answerVersion()) {
            return;
        }
        List<LookVector> looks = new ArrayList<>();
        List<Known> before = persons.values().stream().map(Held::known).filter(kept -> GalleryRules.takesAway(answer, kept)).toList();
        answer.person().flatMap(this::find).ifPresent(kept -> looks.addAll(kept.looks()));
        before.forEach(kept -> looks.addAll(kept.looks()));
        Optional<Known> fresh = rules().told(face, answer, looks, clock.wall().instant());
        // Who asked tells at once; everybody who only heard of it may be one of many.
        Duration wait = face.isAdopted() ? GalleryPost.OTHERS_FIRST : Duration.ZERO;
        fresh.filter(known -> find(known.person()).map(kept -> rules().isWorthTelling(known, kept)).orElse(true)).ifPresent(known -> {
            hold(known);
            post.put(known.person(), Optional.of(known), wait);
        });
        before.forEach(kept -> {
            remove(kept.person());
            post.put(kept.person(), Optional.empty(), wait);
        });
    }

    @Override
    public synchronized void looked(FaceEntry face) {
        // Of an erased person the broker has nothing, and is told nothing.
        if (!face.isAdopted() && face.person().filter(sync::isThere).isPresent()) {
            find(face.person().get()).filter(kept -> face.faceId().filter(kept.faceId()::equals).isPresent())
                    .flatMap(kept -> rules().looked(face, kept)).ifPresent(known -> {
                        hold(known);
                        post.put(known.person(), Optional.of(known), Duration.ZERO);
                    });
        }
    }

    // What the routes carry.

    /** A message of {@link #FILTER}; one that is none of the fleet's changes nothing. */
    public void hear(@Header(PahoMqtt5Constants.MQTT_TOPIC) String topic, @Body byte[] message) {
        try {
            String person = Topics.personOfKnown(topic);
            if (message.length == 0) {
                sync.gone(person);
                erase(person);
                return;
            }
            // Also what cannot be read is there: sealed with a key to come, it is no erasure.
            sync.came(person);
            hear(rules().dated(Known.fromMessage(topic, message, keys), clock.wall().instant()));
        } catch (InvalidMessageException e) {
            warn("topic=" + Quoted.value(topic) + " " + e.getMessage() + ". It is passed over; if a fleet key was replaced, see docs/operate.md");
        }
    }

    private void hear(Known known) {
        if (!known.model().equals(settings.get().model())) {
            if (!otherModelSaid) {
                otherModelSaid = true;
                LOG.warn("event=gallery-other-model from={} model={} own={} Vectors of two models cannot be compared: what devices with that model learn is "
                        + "passed over here", Quoted.value(known.thing()), Quoted.value(known.model()), settings.get().model());
            }
            return;
        }
        if (take(known)) {
            LOG.debug("event=gallery-heard person={} faceId={} from={}", known.person(), known.faceId(), known.thing());
            cache.heard(known);
        }
    }

    private synchronized boolean take(Known known) {
        post.waiting(known.person()).filter(mine -> !rules().isWorthTelling(mine, known)).ifPresent(mine -> post.drop(known.person()));
        Optional<Known> kept = find(known.person());
        boolean mineIsNewer = kept.filter(mine -> mine.thing().equals(settings.get().thing()) && rules().isWorthTelling(mine, known)).isPresent();
        if (mineIsNewer && sync.hasListened()) {
            // Two devices spoke at once, and the older word came last.
            post.put(known.person(), kept, Duration.ZERO);
        }
        boolean taken = known.expires().isAfter(clock.wall().instant()) && kept.map(before -> rules().replaces(known, before)).orElse(true);
        if (taken) {
            hold(known);
        }
        return taken;
    }

    /** The next message for the others, with its topic and how long the broker is to keep it; null when there is none. */
    public byte[] next(Exchange exchange) {
        Optional<GalleryPost.Letter> next = connected.getAsBoolean() && sync.hasListened() ? post.next() : Optional.empty();
        return next.map(letter -> {
            exchange.setProperty(LETTER, letter);
            exchange.getMessage().setHeader(PahoMqtt5Constants.CAMEL_PAHO_OVERRIDE_TOPIC, Topics.known(letter.person()));
            letter.known().ifPresent(known -> {
                MqttProperties properties = new MqttProperties();
                long left = Duration.between(clock.wall().instant(), known.expires()).toSeconds();
                properties.setMessageExpiryInterval(Math.max(1, Math.min(left, LONGEST_EXPIRY.toSeconds())));
                exchange.getMessage().setHeader(PahoMqtt5Constants.CAMEL_PAHO_MSG_PROPERTIES, properties);
            });
            return letter.known().map(known -> known.toMessage(keys)).orElseGet(() -> new byte[0]);
        }).orElse(null);
    }

    /** The broker has it. */
    public void noteTold(Exchange exchange) {
        GalleryPost.Letter letter = exchange.getProperty(LETTER, GalleryPost.Letter.class);
        post.sent(letter);
        letter.known().ifPresentOrElse(known -> sync.came(known.person()), () -> sync.gone(letter.person()));
        LOG.info("event=gallery-told person={} {}", letter.person(), letter.known()
                .map(known -> "faceId=" + known.faceId() + " looks=" + known.looks().size() + " version=" + known.answerVersion()).orElse("erased=true"));
    }

    // What the connection tells.

    @Override
    public void subscribing(String topicFilter) {
        if (topicFilter.equals(FILTER)) {
            sync.begin();
            post.clear();
        }
    }

    @Override
    public void subscribed(String topicFilter) {
        if (topicFilter.equals(FILTER)) {
            sync.listening();
        }
    }

    /**
     * A person is to be known no more: when this returns, nothing of it is in memory or on the disk, nor goes to the others.
     *
     * @return whether there was something
     */
    public boolean forget(String person) throws IOException {
        boolean known = persons.containsKey(person);
        erase(person);
        unwritten.remove(person);
        store.delete(person);
        return known;
    }

    /** Persons known by now. */
    public int size() {
        return persons.size();
    }

    private Optional<Known> find(String person) {
        return Optional.ofNullable(persons.get(person)).map(Held::known);
    }

    private void hold(Known known) {
        persons.put(known.person(), Held.of(known));
        unwritten.add(known.person());
        while (persons.size() > settings.get().capacity()) {
            persons.values().stream().map(Held::known).filter(one -> !one.person().equals(known.person())).min(Comparator.comparing(Known::told))
                    .ifPresent(oldest -> remove(oldest.person()));
        }
    }

    private void remove(String person) {
        if (persons.remove(person) != null) {
            unwritten.add(person);
        }
    }

    private void erase(String person) {
        synchronized (this) {
            remove(person);
            post.drop(person);
        }
        int faces = cache.forgetAdopted(person);
        LOG.info("event=gallery-erased person={} faces={}", person, faces);
    }

    private void chores() {
        if (connected.getAsBoolean() && sync.isToBeSwept()) {
            Set<String> known = ConcurrentHashMap.newKeySet();
            known.addAll(persons.keySet());
            known.addAll(cache.adoptedPersons());
            known.removeIf(person -> sync.isThere(person) || post.waiting(person).isPresent());
            known.forEach(this::erase);
        }
        Instant now = clock.wall().instant();
        synchronized (this) {
            persons.values().stream().map(Held::known).filter(known -> !known.expires().isAfter(now)).map(Known::person).toList().forEach(this::remove);
        }
        write();
    }

    private void write() {
        for (String person : List.copyOf(unwritten)) {
            try {
                // Out first: a change during the write puts it back in.
                unwritten.remove(person);
                Optional<Known> known = find(person);
                if (known.isPresent()) {
                    store.save(known.get());
                } else {
                    store.delete(person);
                }
                failing = false;
            } catch (IOException e) {
                unwritten.add(person);
                if (!failing) {
                    LOG.error("event=gallery-not-written {}: free space or give rights in edge.data.dir; it is kept in memory and tried again", e.toString());
                }
                failing = true;
                return;
            }
        }
    }

    private synchronized void warn(String what) {
        Instant now = clock.instant();
        if (!now.isBefore(nextWarning)) {
            nextWarning = now.plus(BETWEEN_WARNINGS);
            LOG.warn("event=gallery-message-unusable {}", what);
        }
    }
}
