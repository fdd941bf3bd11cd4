// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.eraser;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.hybridface.cloud.device.DeviceShadow;
import org.hybridface.cloud.device.Letter;
import org.hybridface.cloud.erasure.ErasedMeanwhileException;
import org.hybridface.cloud.erasure.Erasure;
import org.hybridface.cloud.erasure.Place;
import org.hybridface.cloud.erasure.Traces;
import org.hybridface.cloud.event.Cause;
import org.hybridface.cloud.event.Erasing;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.event.Json;
import org.hybridface.cloud.event.Scrapped;
import org.hybridface.cloud.event.Sighting;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.Recogniser;
import org.hybridface.cloud.person.RefusedException;
import org.hybridface.cloud.table.Erasures;
import org.hybridface.cloud.table.TraceItems;
import org.hybridface.messages.Answer;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.ErasedHere;
import org.hybridface.messages.LogValue;
import org.hybridface.messages.ThingName;
import org.hybridface.messages.Topics;
import org.hybridface.messages.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The steps of an erasure. Each takes out what is there and writes down what went, so that one that died is begun again and goes on; each may be done twice.
 * Thread safe.
 */
public final class Eraser {

    private static final Logger LOG = LoggerFactory.getLogger("face");

    private final Erasures erasures;
    private final TraceItems items;
    private final Recogniser recogniser;
    private final PhotoVersions photos;
    private final Mailboxes mailboxes;
    private final Outside outside;
    private final Set<String> sharing;
    private final Receipts receipts;
    private final boolean armed;
    private final Clock clock;

    /**
     * @param sharing devices that keep what others learnt
     * @param armed   whether consent that has ended erases; otherwise that is only said
     */
    public Eraser(Erasures erasures, TraceItems items, Recogniser recogniser, S3Client s3, String bucket, DeviceShadow shadow, Outside outside,
                  Set<String> sharing, Receipts receipts, boolean armed, Clock clock) {
        this.erasures = erasures;
        this.items = items;
        this.recogniser = recogniser;
        this.photos = new PhotoVersions(s3, bucket);
        this.mailboxes = new Mailboxes(shadow, outside.mailboxes());
        this.outside = outside;
        this.sharing = Set.copyOf(sharing);
        this.receipts = receipts;
        this.armed = armed;
        this.clock = clock;
    }

    /**
     * Finds all that leads to the person, and writes down that it is to go. Whoever was erased before and is met nowhere since has the receipt of then.
     *
     * @throws RefusedException when nobody knows the person, or the id is another thing's
     */
    public Erasure begin(@Variable("erasing") Erasing erasing) {
        items.requireRightKind(erasing.request());
        Optional<String> face = erasing.request().faceId();
        Optional<String> person = erasing.request().person().or(() -> face.flatMap(id -> items.personOf(id, erasing.thing())));
        if (person.isEmpty() && erasing.thing().isPresent()) {
            throw new RefusedException("never-seen", "the table has no such face, or this device never saw it: erase at one that did, or as an operator");
        }
        String root = person.or(() -> face).orElseThrow();
        Erasure fresh = Erasure.begun(root, erasing, clock.instant());
        Optional<Erasure> before = erasures.find(fresh.id());
        Traces known = before.map(Erasure::traces).orElse(Traces.NONE).withPersons(person.stream().toList()).withFaces(face.stream().toList());
        Traces found = shared(items.find(known));
        boolean isKnown = !items.all(found).isEmpty() || isPooled(found);
        if (!isKnown) {
            Erasure then = before.or(() -> erasures.about(root))
                    .orElseThrow(() -> new RefusedException("unknown-person", "neither the table nor the collection knows such a person or face"));
            if (then.isDone() || before.isEmpty()) {
                return then;
            }
        }
        Erasure begun = erasures.change(fresh, erasure -> erasure.lookingFor(found));
        LOG.info("{} status=begun faces={} photos={}", begun, found.faces().size(), found.photos().size());
        return begun;
    }

    /** Whoever is shared may lie on every device that has the fleet's key, also on one that is switched off and never met the person. */
    private Traces shared(Traces traces) {
        boolean isShared = outside.retained().filter(retained -> traces.persons().stream().map(Topics::known).anyMatch(retained::has)).isPresent();
        return isShared ? traces.withThings(sharing) : traces;
    }

    private boolean isPooled(Traces traces) {
        return outside.pages().map(pages -> !pages.known(traces.faces()).isEmpty()).orElse(false);
    }

    /** One that was begun before. */
    public Erasure again(@Body UUID id) {
        return erasures.find(id).map(erasure -> erasure.isDone() ? erasure
                : erasures.change(erasure, now -> now.isDone() ? now : now.lookingFor(shared(items.find(now.traces()))))).orElseThrow(Eraser::unknown);
    }

    /** A run that met the person meanwhile has left something: the erasure goes on, and the device is asked as well, were all done before. */
    public Erasure metMeanwhile(@Variable("event") FaceEvent event, @Variable("enrolled") EnrolledFace enrolled, @ExchangeException ErasedMeanwhileException cause) {
        Traces left = Traces.NONE.withEvents(List.of(event.id())).withPhotos(event.storedHere() ? List.of(event.photoKey()) : List.of())
                .withFaces(Stream.concat(Stream.of(cause.erased().faceId()), Optional.ofNullable(enrolled).map(EnrolledFace::faceId).stream()).toList())
                .seenBy(event.sighting().map(Sighting::toString).stream().toList());
        Erasure before = erasures.find(cause.erasure()).orElseThrow(Eraser::unknown);
        // Who was enrolled anew since then has other faces, and stays.
        Set<String> persons = left.faces().containsAll(items.find(Traces.NONE.withPersons(List.of(cause.erased().personId()))).faces())
                ? Set.of(cause.erased().personId()) : Set.of();
        return erasures.change(before, now -> now.lookingFor(left.withPersons(persons)));
    }

    private static RefusedException unknown() {
        return new RefusedException("unknown-erasure", "the table has no such erasure: its receipt is kept for a while only");
    }

    /**
     * Those that are not done, and first those of everybody whose consent has ended, which are begun. Nobody's are unless this eraser is armed, as the
     * sweeper is: then it is only said who would be erased.
     */
    public List<UUID> open() {
        List<String> ended = items.consentEnded(clock.instant());
        ended.forEach(armed ? this::beginForConsent : person -> LOG.info("event=consent-ended person={} status=would-erase", person));
        return erasures.open();
    }

    private void beginForConsent(String person) {
        try {
            begin(new Erasing(Optional.empty(), ErasePerson.of(person, "consent that ended")));
        } catch (RuntimeException e) {
            // One that failed does not keep the others; the next hour tries it again.
            LOG.warn("event=consent-ended person={} status=failed cause={}; it is tried again within the hour", person,
                    Cause.text(e));
        }
    }

    public boolean isOpen(@Variable("erasure") Erasure erasure) {
        return !erasure.isDone();
    }

    /** From now on no device learns of the person from another. */
    public Erasure gallery(@Variable("erasure") Erasure erasure) {
        return took(erasure, Place.GALLERY, outside.retained()
                .map(retained -> (int) erasure.traces().persons().stream().map(Topics::known).filter(retained::takeAway).count()).orElse(0));
    }

    /** From now on nobody is found to be the person, by the vector of the whole person or by a face. */
    public Erasure collection(@Variable("erasure") Erasure erasure) {
        Set<String> faces = erasure.traces().faces();
        outside.vectors().ifPresent(vectors -> erasure.traces().persons().forEach(vectors::forget));
        Set<String> there = outside.pages().map(pages -> pages.known(faces)).orElse(faces);
        there.forEach(recogniser::forgetErased);
        return took(erasure, Place.COLLECTION, there.size());
    }

    public Erasure photos(@Variable("erasure") Erasure erasure) {
        return took(erasure, Place.PHOTOS, photos.erase(erasure.traces().photos()));
    }

    public Erasure failures(@Variable("erasure") Erasure erasure) {
        return took(erasure, Place.FAILURES, outside.failures().map(queue -> queue.delete(body -> FailedMessages.isOf(body, erasure.traces()))).orElse(0));
    }

    /** What an item says by the time it goes is looked for as well: a device that saw the person a moment ago is told, too. */
    public Erasure table(@Variable("erasure") Erasure erasure) {
        TraceItems.Gone gone = items.erase(erasure.traces(), erasure.id().toString());
        Erasure took = took(erasure, Place.TABLE, gone.items());
        Traces all = took.traces().and(gone.traces());
        return all.equals(took.traces()) ? took : erasures.change(took, now -> now.lookingFor(gone.traces()));
    }

    public Erasure mailboxes(@Variable("erasure") Erasure erasure) {
        return took(erasure, Place.MAILBOXES, mailboxes.erase(erasure.traces()));
    }

    private Erasure took(Erasure erasure, Place place, int gone) {
        return gone == 0 ? erasure : erasures.change(erasure, now -> now.took(place, gone));
    }

    /** To every device that has not said yet that it erased the person. */
    public List<Letter> letters(@Variable("erasure") Erasure erasure) {
        List<Letter> letters = new ArrayList<>();
        Traces traces = erasure.traces();
        erasure.devices().forEach((thing, state) -> {
            if (state.done().isEmpty()) {
                letters.add(new Letter(thing, erasure.id().toString(), new Answer.Erased(traces.faces(), traces.persons(), traces.keysOf(thing)),
                        new Trace(Map.of())));
            }
        });
        return letters;
    }

    /** A scrapped device keeps its receipt open; the others are told all the same. */
    public void undeliverable(@Variable("letter") Letter letter, @ExchangeException Exception cause) {
        LOG.warn("event=erasure id={} thing={} status=undeliverable cause={}", letter.key(), letter.thing(), Cause.text(cause));
    }

    /** Looks into every place once more, and closes the erasure when nothing is left there and every device has said so. */
    public Erasure readAgain(@Variable("erasure") Erasure erasure) {
        if (erasure.isDone()) {
            return erasure;
        }
        Traces traces = erasure.traces();
        Map<Place, Integer> left = Map.of(
                Place.GALLERY, outside.retained().map(retained -> (int) traces.persons().stream().map(Topics::known).filter(retained::has).count()).orElse(0),
                Place.COLLECTION, outside.pages().map(pages -> pages.known(traces.faces()).size()).orElse(0)
                        + outside.vectors().map(vectors -> (int) traces.persons().stream().filter(person -> !vectors.faces(person).isEmpty()).count()).orElse(0),
                Place.PHOTOS, photos.left(traces.photos()),
                Place.FAILURES, outside.failures().map(queue -> queue.find(body -> FailedMessages.isOf(body, traces)).size()).orElse(0),
                Place.MAILBOXES, mailboxes.left(traces),
                Place.TABLE, items.left(traces));
        return erasures.change(erasure, now -> {
            Erasure read = now;
            for (Map.Entry<Place, Integer> place : left.entrySet()) {
                read = read.readAgain(place.getKey(), place.getValue(), clock.instant());
            }
            return read.closed(clock.instant());
        });
    }

    /**
     * A device has erased the person.
     *
     * @throws RefusedException when there is no such erasure, or that device is none of it
     */
    public Erasure heard(@Variable("thing") String thing, @Variable("erasedHere") ErasedHere report) {
        Erasure known = erasures.find(report.erasure()).orElseThrow(Eraser::unknown);
        if (!known.devices().containsKey(ThingName.require(thing))) {
            throw new RefusedException("not-asked", "this device was not told of that erasure");
        }
        return known.isDone() ? known : erasures.change(known, now -> now.isDone() ? now : now.heardOf(thing, report.gone(), clock.instant()));
    }

    /** The erasures that wait for a device that is no more. */
    public List<UUID> waitingFor(@Variable("scrapped") Scrapped scrapped) {
        return erasures.open().stream().filter(id -> erasures.find(id).filter(erasure -> isAwaited(erasure, scrapped.device())).isPresent()).toList();
    }

    private static boolean isAwaited(Erasure erasure, String device) {
        return Optional.ofNullable(erasure.devices().get(device)).filter(state -> state.done().isEmpty()).isPresent();
    }

    /** Nobody waits for the device any more; the receipt says who said so. */
    public Erasure withoutDevice(@Body UUID id, @Variable("scrapped") Scrapped scrapped) {
        Erasure known = erasures.find(id).orElseThrow(Eraser::unknown);
        return known.isDone() ? known : erasures.change(known, now -> now.isDone() ? now : now.withoutDevice(scrapped.device(), scrapped.by(), clock.instant()));
    }

    /** The function's result: how many erasures waited. */
    public byte[] scrapped(@Variable("scrapped") Scrapped scrapped, @Variable("waiting") List<UUID> waiting) {
        LOG.info("{} by={} erasures={}", scrapped, LogValue.of(scrapped.by()), waiting.size());
        return Json.bytes(Json.MAPPER.createObjectNode().put("status", "noted").put("device", scrapped.device()).put("erasures", waiting.size()));
    }

    /** The signed receipt, which is the function's result as well. */
    public byte[] receipt(@Variable("erasure") Erasure erasure) {
        LOG.info("{} status=told places={}", erasure, erasure.places().entrySet().stream()
                .map(place -> place.getKey().word() + ":" + place.getValue().gone()).collect(Collectors.joining(",")));
        return receipts.of(erasure);
    }

    /** The receipt of an erasure, asked for by its id. */
    public byte[] receiptOf(@Body byte[] json) {
        String id = Json.parse(json).path("erasure").asText();
        try {
            return receipts.of(erasures.find(UUID.fromString(id)).orElseThrow(Eraser::unknown));
        } catch (IllegalArgumentException e) {
            throw new RefusedException("unknown-erasure", "'erasure' is not the id that a receipt shows");
        }
    }

    /**
     * Gives the receipt to the device at which the erasure was wanted; and once all is done to every device that was told, since one that is brought back from
     * an older backup has the person again, and no letter any more. The broker keeps it for when the device is away.
     */
    public void publishReceipt(@Variable("erasure") Erasure erasure) {
        Set<String> things = new TreeSet<>(erasure.thing().stream().toList());
        if (erasure.isDone()) {
            things.addAll(erasure.devices().keySet());
        }
        outside.retained().ifPresent(retained -> things.forEach(thing -> retained.publish(Topics.receipt(thing, erasure.id().toString()), receipts.of(erasure))));
    }

    /** One that failed does not keep the others from going on; the next hour tries it again. */
    public void failed(@Body UUID id, @ExchangeException Exception cause) {
        LOG.warn("event=erasure id={} status=failed cause={}; it goes on within the hour", id, Cause.text(cause));
    }
}
