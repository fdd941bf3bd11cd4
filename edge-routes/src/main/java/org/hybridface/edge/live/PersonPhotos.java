// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.hybridface.edge.live.EditAnswers.CONFLICT;
import static org.hybridface.edge.live.EditAnswers.NOT_FOUND;
import static org.hybridface.edge.live.EditAnswers.failed;
import static org.hybridface.edge.live.EditAnswers.unknown;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.hybridface.edge.cache.AppliedAnswer;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.cache.FaceState;
import org.hybridface.edge.cache.Likeness;
import org.hybridface.edge.camera.PictureDecoder;
import org.hybridface.edge.correction.CorrectionBox;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.live.LiveSettings.Naming;
import org.hybridface.edge.print.Reason;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.recognise.GivenPhoto;
import org.hybridface.edge.recognise.Sighting;
import org.hybridface.edge.shadow.AnswerListener;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.opencv.core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody gives a photo of a person the cloud knows. A look this device knows already is kept here. Another one gets a key and a question of its own;
 * when the cloud has never seen that face either, the two are corrected to be one person, also after a restart. Thread safe.
 */
public final class PersonPhotos implements AnswerListener {

    /** Exchange property: the {@link Sighting} the cloud is to be asked with. */
    static final String ASK = "ask";

    private static final int UNUSABLE = 422;
    private static final String SOURCE = "given photo";
    private static final Logger LOG = LoggerFactory.getLogger(PersonPhotos.class);
    private static final Map<String, String> ADVICE = Map.of(
            "too-small", "the face is too small: give a larger photo",
            "narrow", "the face is too small: give a larger photo",
            "blurred", "it is blurred: hold still and focus on the eyes",
            "turned", "the head is turned too far to the side: look into the camera",
            "cut", "the face touches the edge of the photo: give one with the whole head",
            GivenPhoto.DARK, "the face is too dark: light it from the front",
            GivenPhoto.FAINT, "the face cannot be told from others: give a sharp photo from the front, upright, uncovered and in even light",
            GivenPhoto.SEVERAL, "another face is about as large, or as near to the middle: cut the photo to one person");

    private final FaceCache cache;
    private final FaceRecogniser recogniser;
    private final Supplier<LiveSettings> settings;
    private final SteadyClock clock;
    private final GivenPhotos waiting;
    private final CorrectionBox corrections;

    PersonPhotos(FaceCache cache, FaceRecogniser recogniser, GivenPhotos waiting, CorrectionBox corrections, Supplier<LiveSettings> settings, SteadyClock clock) {
        this.cache = cache;
        this.recogniser = recogniser;
        this.settings = settings;
        this.clock = clock;
        this.waiting = waiting;
        this.corrections = corrections;
    }

    /**
     * Body in: a photo, JPEG or PNG; body out: what came of it. When the cloud is to be asked, the exchange property {@value #ASK} says with what;
     * then {@link #asked} gives the answer.
     */
    public Map<String, Object> read(@Header("key") String key, @Body byte[] photo, Exchange exchange) {
        Optional<FaceEntry> face = cache.find(key);
        if (face.isEmpty()) {
            return failed(exchange, NOT_FOUND, unknown(key));
        }
        if (settings.get().naming() == Naming.HERE_ONLY || face.get().faceId().isEmpty()) {
            return failed(exchange, CONFLICT, settings.get().naming() == Naming.HERE_ONLY ? "cloud.naming is false: photos come from the camera only"
                    : key + " is not known to the cloud yet: try again when it is");
        }
        try {
            Optional<GivenPhoto> given = look(photo);
            return given.isPresent() ? add(face.get(), given.get(), exchange) : failed(exchange, UNUSABLE, "no face is found in the photo: give one that is upright, nearer and in better light");
        } catch (IOException e) {
            return failed(exchange, UNUSABLE, "the photo cannot be read: " + e.getMessage());
        }
    }

    private Optional<GivenPhoto> look(byte[] photo) throws IOException {
        Mat picture = PictureDecoder.decodeFile(photo);
        try (Frame frame = new Frame(1, SOURCE, Frame.Kind.STILL, clock.instant(), picture)) {
            return recogniser.given(frame);
        }
    }

    private Map<String, Object> add(FaceEntry face, GivenPhoto given, Exchange exchange) {
        if (!given.faults().isEmpty()) {
            return failed(exchange, UNUSABLE, given.faults().stream().map(fault -> ADVICE.getOrDefault(fault, fault)).collect(Collectors.joining(", and ")));
        }
        if (cache.likeness(given.look(), Set.of()) instanceof Likeness.Certain certain) {
            return alike(face, certain.match().key(), given, exchange);
        }
        String key = cache.remember(given.look(), Set.of(face.key()));
        try {
            waiting.put(key, face.key());
        } catch (IOException e) {
            cache.forget(key);
            return failed(exchange, EditAnswers.NO_ROOM, "the photo cannot be kept (" + Reason.of(e) + "): make room on the disk, and give it again");
        }
        exchange.setProperty(ASK, new Sighting(new SeenFace(key, Optional.empty(), FaceState.PENDING.word(), OptionalDouble.empty(), given.photo().box()),
                Sighting.Purpose.ASK, Optional.of(given.photo())));
        LOG.info("event=photo-given key={} as={}", face.key(), key);
        return Map.of("key", face.key(), "added", key);
    }

    private Map<String, Object> alike(FaceEntry face, String match, GivenPhoto given, Exchange exchange) {
        Optional<FaceEntry> other = cache.find(match);
        boolean same = match.equals(face.key()) || face.person().isPresent() && other.map(FaceEntry::person).filter(face.person()::equals).isPresent();
        if (!same) {
            return failed(exchange, CONFLICT, "the photo looks like " + other.flatMap(FaceEntry::name).orElse(match) + ": say that the two are the same person, or give another photo");
        }
        cache.alsoLooksLike(match, given.look());
        return Map.of("key", face.key(), "cloud", false, "reason", "this device knows the look of the photo already, and the cloud has one like it");
    }

    /** The question is in the outbox, or was not worth one. */
    public Map<String, Object> asked(@ExchangeProperty("given") Map<String, Object> answer, @ExchangeProperty(ASK) Sighting question, Exchange exchange) throws IOException {
        if (cache.find(question.key()).filter(FaceEntry::isOpen).isPresent()) {
            return Map.of("key", answer.get("key"), "added", question.key(), "cloud", true);
        }
        drop(question.key());
        return failed(exchange, CONFLICT, "the cloud cannot be asked now: this hour's budget is spent, or the route face-to-outbox is stopped. Give the photo again later");
    }

    @Override
    public void applied(AppliedAnswer answer) {
        FaceEntry face = answer.face();
        try {
            Optional<FaceEntry> whose = waiting.take(face.key(), cache::current).flatMap(cache::find);
            if (whose.isPresent()) {
                decide(face, whose.get());
            }
        } catch (IOException e) {
            LOG.warn("event=photo-not-added key={} {}: say on the page that the two are the same person", face.key(), e.toString());
        }
    }

    private void decide(FaceEntry face, FaceEntry whose) throws IOException {
        if (face.state() == FaceState.REJECTED) {
            LOG.warn("event=photo-refused key={} as={} reason={} The cloud can do nothing with the photo: give a better one", whose.key(), face.key(),
                    face.reason().orElse("-"));
            drop(face.key());
        } else if (face.name().isPresent() && !face.name().equals(whose.name())) {
            LOG.warn("event=photo-of-another key={} as={} To the cloud the photo shows somebody else: say that the two are the same person if they are", whose.key(), face.key());
        } else if (face.faceId().isPresent() && whose.faceId().isPresent() && !face.faceId().equals(whose.faceId())
                && (face.person().isEmpty() || !face.person().equals(whose.person()))) {
            Correction merge = new Correction(UUID.randomUUID(), settings.get().thing(), new Act.Merge(whose.faceId().get(), face.faceId().get()));
            // Not sent in the thread that brought the answer: the broker's receipt comes by the same connection. The route kept-corrections sends it.
            corrections.keep(merge);
            corrections.notSent(merge.id());
            LOG.info("event=photo-added key={} as={} {}", whose.key(), face.key(), merge);
        }
    }

    /** Nothing waits for some keys any more: they are erased. */
    public int forget(Set<String> keys) throws IOException {
        return waiting.forget(keys);
    }

    private void drop(String key) throws IOException {
        waiting.forget(Set.of(key));
        cache.forget(key);
    }
}
