// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.hybridface.edge.live.EditAnswers.BAD_REQUEST;
import static org.hybridface.edge.live.EditAnswers.CONFLICT;
import static org.hybridface.edge.live.EditAnswers.NOT_FOUND;
import static org.hybridface.edge.live.EditAnswers.TELL_CLOUD;
import static org.hybridface.edge.live.EditAnswers.failed;
import static org.hybridface.edge.live.EditAnswers.unknown;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.hybridface.edge.cache.EditedFaces;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.live.LiveSettings.Naming;
import org.hybridface.edge.print.Quoted;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.NameFace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person at the device says of a face: its name, or that it is to be forgotten. */
public final class FaceEdits {

    private static final Logger LOG = LoggerFactory.getLogger(FaceEdits.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EditedFaces cache;
    private final LiveView view;
    private final Editions editions;
    private final Supplier<Naming> naming;

    FaceEdits(EditedFaces cache, LiveView view, Editions editions, Supplier<Naming> naming) {
        this.cache = cache;
        this.view = view;
        this.editions = editions;
        this.naming = naming;
    }

    /**
     * Names a face here, or corrects its name. Body in: {@code {"name":"Ada"}}, with {@code "seen"} in which edition ({@link Editions}); body out: what came of it, with its status. When the cloud
     * is to learn it, its message is the exchange property {@value EditAnswers#TELL_CLOUD}; then {@link #told} or {@link #notTold} gives the answer.
     */
    public Map<String, Object> name(@Header("key") String key, @Body byte[] json, Exchange exchange) {
        try {
            JsonNode body = JSON.readTree(EditAnswers.given(json));
            Optional<String> objection = cache.find(key).flatMap(face -> editions.objection(face, body));
            if (objection.isPresent()) {
                return failed(exchange, CONFLICT, objection.get());
            }
            JsonNode name = body.path("name");
            return cache.rename(key, name.isTextual() ? name.asText() : null)
                    .map(face -> renamed(face, exchange))
                    .orElseGet(() -> failed(exchange, NOT_FOUND, unknown(key)));
        } catch (IOException e) {
            return failed(exchange, BAD_REQUEST, "the body is not {\"name\":\"...\"}");
        } catch (InvalidMessageException e) {
            return failed(exchange, BAD_REQUEST, e.getMessage());
        }
    }

    private Map<String, Object> renamed(FaceEntry face, Exchange exchange) {
        String name = face.name().orElseThrow();
        LOG.info("event=named-by-hand id={} key={} name={}", face.eventId().orElse("-"), face.key(), Quoted.value(name));
        if (naming.get() == Naming.HERE_ONLY) {
            return hereOnly(face.key(), name, "cloud.naming is false: the name stays on this device");
        }
        if (face.faceId().isEmpty()) {
            return hereOnly(face.key(), name, "the cloud does not know this face yet: name it again when it does");
        }
        exchange.setProperty(TELL_CLOUD, new NameFace(face.faceId().get(), name).toJson());
        return Map.of("key", face.key(), "name", name);
    }

    /** The broker has the name. */
    public Map<String, Object> told(@Header("key") String key, @ExchangeProperty(TELL_CLOUD) byte[] message) {
        LOG.info("event=name-sent key={}", Quoted.value(key));
        return Map.of("key", key, "name", NameFace.fromJson(message).name(), "cloud", true);
    }

    /** The broker did not take the name; it is not kept for later, since a name typed elsewhere meanwhile would be overwritten. */
    public Map<String, Object> notTold(@Header("key") String key, @ExchangeProperty(TELL_CLOUD) byte[] message,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why) {
        LOG.warn("event=name-not-sent key={} {}", Quoted.value(key), why.toString());
        return hereOnly(key, NameFace.fromJson(message).name(),
                "the cloud could not be told (" + why.getMessage() + "): the name stays on this device. Name it again when the link is up");
    }

    private static Map<String, Object> hereOnly(String key, String name, String reason) {
        return Map.of("key", key, "name", name, "cloud", false, "reason", reason);
    }

    /** Takes a wrong name away, on this device. */
    public Map<String, Object> takeNameAway(@Header("key") String key, Exchange exchange) {
        return cache.takeNameAway(key).map(face -> {
            LOG.info("event=name-taken-by-hand id={} key={}", face.eventId().orElse("-"), face.key());
            return hereOnly(face.key(), "", face.faceId().isPresent()
                    ? "the name is gone on this device; the cloud keeps it until another one is given" : "the name is gone");
        }).orElseGet(() -> failed(exchange, NOT_FOUND, unknown(key)));
    }

    /** Forgets a face: when it is seen again it gets a new key and is asked for. */
    public Map<String, Object> forget(@Header("key") String key, Exchange exchange) {
        view.forget(key);
        if (!cache.forget(key)) {
            return failed(exchange, NOT_FOUND, unknown(key));
        }
        LOG.info("event=forgotten-by-hand key={}", Quoted.value(key));
        return Map.of("key", key, "forgotten", true);
    }
}
