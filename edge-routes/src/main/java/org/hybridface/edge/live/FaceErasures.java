// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.hybridface.edge.live.EditAnswers.BAD_REQUEST;
import static org.hybridface.edge.live.EditAnswers.NOT_FOUND;
import static org.hybridface.edge.live.EditAnswers.TELL_CLOUD;
import static org.hybridface.edge.live.EditAnswers.failed;
import static org.hybridface.edge.live.EditAnswers.unknown;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.erase.PersonEraser;
import org.hybridface.edge.live.LiveSettings.Naming;
import org.hybridface.edge.print.Quoted;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.InvalidMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person at this device wants somebody erased. Whom the cloud knows it erases everywhere, and tells this device to; whom only this device knows goes at once.
 * Thread safe.
 */
public final class FaceErasures {

    private static final Logger LOG = LoggerFactory.getLogger(FaceErasures.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FaceCache cache;
    private final PersonEraser eraser;
    private final Supplier<LiveSettings> settings;

    public FaceErasures(FaceCache cache, PersonEraser eraser, Supplier<LiveSettings> settings) {
        this.cache = cache;
        this.eraser = eraser;
        this.settings = settings;
    }

    /**
     * Body in: {@code {"by":"Grace"}}, who says so; the device by default. Of a request without a body Camel makes null. The cloud's message is the exchange property {@value EditAnswers#TELL_CLOUD};
     * then {@link #told} or {@link #notTold} gives the answer.
     */
    public Map<String, Object> erase(@Header("key") String key, @Body byte[] json, Exchange exchange) throws IOException {
        Optional<FaceEntry> face = cache.find(key);
        if (face.isEmpty()) {
            return failed(exchange, NOT_FOUND, unknown(key));
        }
        try {
            JsonNode body = JSON.readTree(EditAnswers.given(json));
            String by = body.path("by").asText(settings.get().thing());
            if (face.get().faceId().isEmpty() || settings.get().naming() == Naming.HERE_ONLY) {
                boolean elsewhere = face.get().faceId().isPresent();
                return Map.of("key", key, "cloud", false, "gone", eraser.eraseHere(key), "reason", elsewhere
                        ? "erased on this device; the cloud keeps the person, as cloud.naming is false: an operator can erase it there"
                        : "the cloud does not know this face: it is erased on this device");
            }
            exchange.setProperty(TELL_CLOUD, ErasePerson.ofFace(face.get().faceId().get(), by).toJson());
            return Map.of("key", key);
        } catch (JsonProcessingException e) {
            return failed(exchange, BAD_REQUEST, "the body is not {\"by\":\"...\"}");
        } catch (InvalidMessageException e) {
            return failed(exchange, BAD_REQUEST, e.getMessage());
        }
    }

    /** The broker has it. */
    public Map<String, Object> told(@Header("key") String key) {
        LOG.info("event=erasure-wanted key={}", Quoted.value(key));
        return Map.of("key", key, "cloud", true);
    }

    /** The broker did not take it; it is not kept for later, and nothing is erased. */
    public Map<String, Object> notTold(@Header("key") String key, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why) {
        LOG.warn("event=erasure-not-sent key={} {}", Quoted.value(key), why.toString());
        return Map.of("key", key, "cloud", false, "reason", "the cloud could not be told (" + why.getMessage()
                + "), and nothing is erased. Erase again when the link is up");
    }
}
