// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.hybridface.edge.live.EditAnswers.BAD_REQUEST;
import static org.hybridface.edge.live.EditAnswers.CONFLICT;
import static org.hybridface.edge.live.EditAnswers.NOT_FOUND;
import static org.hybridface.edge.live.EditAnswers.NO_ROOM;
import static org.hybridface.edge.live.EditAnswers.TELL_CLOUD;
import static org.hybridface.edge.live.EditAnswers.failed;
import static org.hybridface.edge.live.EditAnswers.unknown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.correction.CorrectionBox;
import org.hybridface.edge.live.LiveSettings.Naming;
import org.hybridface.edge.print.Quoted;
import org.hybridface.edge.print.Reason;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.InvalidMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person at the device says of persons: that two faces are one, that somebody is not whom the cloud takes them for, that nobody is to ask any more; and
 * that it was meant otherwise. The cloud corrects the person and tells every device, this one as well. Thread safe.
 */
public final class FaceCorrections {

    private static final Logger LOG = LoggerFactory.getLogger(FaceCorrections.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FaceCache cache;
    private final CorrectionBox box;
    private final Supplier<LiveSettings> settings;
    private final MadeCorrections made;
    private final Editions editions;

    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;

        RefusedException(int status, String why) {
            super(why, null, false, false);
            this.status = status;
        }
    }

    FaceCorrections(FaceCache cache, CorrectionBox box, MadeCorrections made, Editions editions, Supplier<LiveSettings> settings) {
        this.cache = cache;
        this.box = box;
        this.made = made;
        this.editions = editions;
        this.settings = settings;
    }

    /**
     * Body in: {@code {"do":"merge","with":"User002"}}, {@code {"do":"not-this-person"}}, {@code {"do":"never-ask","never":true}},
     * {@code {"do":"differ","with":"User002"}}, {@code {"do":"consent","until":"2030-01-31T00:00:00Z"}} (without {@code until}: it is withdrawn),
     * {@code {"do":"split"}}, {@code {"do":"rename"}} to take the person's name away everywhere; {@code "by"} says who, {@code "seen"} in which edition ({@link Editions}). What this device can do by
     * itself is done at once. The cloud's message is the exchange property {@value EditAnswers#TELL_CLOUD}; then {@link #told} or {@link #notTold} gives the answer.
     */
    public Map<String, Object> correct(@Header("key") String key, @Body byte[] json, Exchange exchange) {
        try {
            JsonNode body = JSON.readTree(EditAnswers.given(json));
            FaceEntry face = face(key);
            editions.objection(face, body).ifPresent(why -> {
                throw new RefusedException(CONFLICT, why);
            });
            String what = body.path("do").asText();
            return switch (what) {
                case "merge" -> tellOfTwo(face, body, Act.Merge::new, exchange);
                case "differ" -> tellOfTwo(face, body, Act.Differ::new, exchange);
                case "consent" -> tell(face, body, new Act.Consent(faceId(face), until(body)), exchange);
                case "split" -> tell(face, body, new Act.Split(faceId(face)), exchange);
                case "rename" -> tell(face, body, new Act.Rename(faceId(face), Optional.of(body.path("name")).filter(JsonNode::isTextual)
                        .map(JsonNode::asText)), exchange);
                case "not-this-person" -> notThisPerson(face, body, exchange);
                case "never-ask" -> neverAsk(face, body, exchange);
                default -> throw new RefusedException(BAD_REQUEST, "'do' is not merge, differ, split, rename, not-this-person, never-ask or consent");
            };
        } catch (IOException e) {
            return failed(exchange, BAD_REQUEST, "the body is not {\"do\":\"...\"}");
        } catch (InvalidMessageException e) {
            return failed(exchange, BAD_REQUEST, e.getMessage());
        } catch (RefusedException e) {
            return failed(exchange, e.status, e.getMessage());
        }
    }

    private static Optional<Instant> until(JsonNode body) {
        JsonNode until = body.path("until");
        if (until.isMissingNode() || until.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(until.asText()));
        } catch (DateTimeException e) {
            throw new InvalidMessageException("'until' is not a moment such as 2030-01-31T00:00:00Z");
        }
    }

    /** The cloud is asked again only once it can know that it was wrong: otherwise it would say the same, and be paid for it. */
    private Map<String, Object> notThisPerson(FaceEntry face, JsonNode body, Exchange exchange) {
        if (face.faceId().isEmpty() || settings.get().naming() == Naming.HERE_ONLY) {
            cache.takeNameAway(face.key());
            LOG.info("event=corrected-by-hand key={} do=not-this-person cloud=false", face.key());
            return hereOnly(face.key(), "the name is gone on this device" + (face.faceId().isEmpty() ? "" : "; the cloud keeps it, as cloud.naming is false"));
        }
        return tell(face, body, new Act.NotThisPerson(face.faceId().get(), cache.deviceKeys().of(face.key()).toString()), exchange);
    }

    private Map<String, Object> neverAsk(FaceEntry face, JsonNode body, Exchange exchange) {
        boolean never = body.path("never").asBoolean(true);
        Optional<Act> act = face.faceId().map(id -> new Act.NeverAsk(id, never));
        cache.neverAsk(face.key(), never);
        if (act.isEmpty()) {
            LOG.info("event=corrected-by-hand key={} do=never-ask never={} cloud=false", face.key(), never);
            return hereOnly(face.key(), "the cloud does not know this face: this device asks no more");
        }
        return tell(face, body, act.get(), exchange);
    }

    /** Everything is as it was before a correction that was made here. */
    public Map<String, Object> undo(@Header("correction") String id, @Body byte[] json, Exchange exchange) {
        try {
            UUID correction = UUID.fromString(id);
            MadeCorrections.Made undone = made.find(correction).orElseThrow(() -> new RefusedException(NOT_FOUND,
                    "this device made no such correction since its start: an operator can undo it"));
            if (made.isOvertaken(undone)) {
                throw new RefusedException(CONFLICT, undone.key() + " was corrected once more since: that must be taken back first");
            }
            if (undone.correction().act() instanceof Act.NeverAsk never) {
                cache.neverAsk(undone.key(), !never.never());
            }
            Correction undo = new Correction(UUID.randomUUID(), undone.correction().by(), new Act.Undo(correction));
            return tell(undone.key(), undo, () -> made.addUndo(undone, undo), exchange);
        } catch (IllegalArgumentException e) {
            return failed(exchange, BAD_REQUEST, "a correction's id is a UUID");
        } catch (RefusedException e) {
            return failed(exchange, e.status, e.getMessage());
        }
    }

    private Map<String, Object> tellOfTwo(FaceEntry face, JsonNode body, BiFunction<String, String, Act> act, Exchange exchange) {
        String with = body.path("with").asText();
        if (with.isEmpty()) {
            throw new RefusedException(BAD_REQUEST, "'with' is missing: give the other face's key");
        }
        FaceEntry other = face(with);
        return tell(face, Optional.of(other), body, act.apply(faceId(face), faceId(other)), exchange);
    }

    private Map<String, Object> tell(FaceEntry face, JsonNode body, Act act, Exchange exchange) {
        return tell(face, Optional.empty(), body, act, exchange);
    }

    private Map<String, Object> tell(FaceEntry face, Optional<FaceEntry> other, JsonNode body, Act act, Exchange exchange) {
        Correction correction = new Correction(UUID.randomUUID(), body.path("by").asText(settings.get().thing()), act);
        return tell(face.key(), correction, () -> made.add(face, other, correction), exchange);
    }

    private Map<String, Object> tell(String key, Correction correction, Runnable note, Exchange exchange) {
        if (settings.get().naming() == Naming.HERE_ONLY) {
            return hereOnly(key, "cloud.naming is false: the correction stays on this device");
        }
        try {
            boolean first = box.keep(correction);
            note.run();
            LOG.info("event=corrected-by-hand key={} {}", key, correction);
            if (first) {
                exchange.setProperty(TELL_CLOUD, correction.toJson());
                return Map.of("key", key);
            }
            return later(key, correction, "corrections made before it go first");
        } catch (IOException e) {
            throw new RefusedException(NO_ROOM, "it cannot be kept for the cloud (" + Reason.of(e) + "), and nothing is corrected: make room on the disk, or correct it again when the link is up");
        }
    }

    /** The broker has the correction. */
    public Map<String, Object> told(@ExchangeProperty(TELL_CLOUD) byte[] message) throws IOException {
        Correction correction = Correction.fromJson(message);
        box.sent(correction.id());
        KeptCorrections.done(cache, correction);
        return Map.of("key", made.find(correction.id()).orElseThrow().key(), "correction", correction.id().toString(), "cloud", true);
    }

    /** The broker did not take it: it waits on the disk, and goes when the link is up. */
    public Map<String, Object> notTold(@ExchangeProperty(TELL_CLOUD) byte[] message, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why) {
        Correction correction = Correction.fromJson(message);
        box.notSent(correction.id());
        String key = made.find(correction.id()).orElseThrow().key();
        LOG.warn("event=correction-not-sent key={} {}", Quoted.value(key), why.toString());
        return later(key, correction, "the cloud could not be told (" + why.getMessage() + ")");
    }

    /** A wrong name goes here at once. */
    private Map<String, Object> later(String key, Correction correction, String why) {
        made.waits(correction.id());
        if (correction.act() instanceof Act.NotThisPerson) {
            cache.takeNameAway(key);
        }
        return Map.of("key", key, "correction", correction.id().toString(), "cloud", false, "later", true, "reason",
                why + "; it is kept, and sent when the link is up, also after a restart");
    }

    private FaceEntry face(String key) {
        return cache.find(key).orElseThrow(() -> new RefusedException(NOT_FOUND, unknown(key)));
    }

    private static String faceId(FaceEntry face) {
        return face.faceId().orElseThrow(() -> new RefusedException(CONFLICT, face.key() + " is not known to the cloud yet: try again when it is"));
    }

    private static Map<String, Object> hereOnly(String key, String reason) {
        return Map.of("key", key, "cloud", false, "reason", reason);
    }
}
