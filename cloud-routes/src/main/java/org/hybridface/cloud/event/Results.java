// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.hybridface.cloud.person.People;
import org.hybridface.cloud.person.RefusedException;
import org.hybridface.messages.Answer;
import org.hybridface.messages.LogValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the function returns, one JSON object: {@code status} is {@code answered}, {@code duplicate} (a second delivery;
 * nothing was done), {@code under-way} (a second delivery while the first is worked on) or {@code rejected} with a {@code reason} and, for a photo, a {@code detail}: what would be better; {@code uuid}, {@code state}, {@code faceId},
 * {@code similarity} where they are known. Names are no part of it, nor of the log: they are personal data, and ids are
 * enough to find everything. Thread safe.
 */
public final class Results {

    private static final Logger LOG = LoggerFactory.getLogger("face");

    private static final String UNDER_WAY = "under-way";

    private final Clock clock;

    public Results(Clock clock) {
        this.clock = clock;
    }

    /**
     * The result of an event, and its one line in the log.
     *
     * @param claim {@link Claim#DONE} for a second delivery: nothing was done
     * @param answer what was found, by this run or one before
     * @param cause what was wrong with the photo, and what would be better, when the answer is a rejection of this run
     * @param steps milliseconds of each step; null when none was measured
     */
    public byte[] report(@Variable("event") FaceEvent event, @Variable("claim") Claim claim, @Variable("answer") Answer answer,
                         @ExchangeException Exception cause, @Variable(StepTimes.VARIABLE) Map<String, Long> steps) {
        return claim == Claim.DONE ? duplicate(event, answer) : answered(event, answer, cause, steps);
    }

    private byte[] answered(FaceEvent event, Answer answer, Exception cause, Map<String, Long> steps) {
        ObjectNode result = Json.MAPPER.createObjectNode().put("uuid", event.id());
        String status = answer instanceof Answer.Rejected ? "rejected" : "answered";
        result.put("status", status).put("state", answer.state());
        if (answer instanceof Answer.Named named) {
            result.put("faceId", named.faceId()).put("similarity", named.similarity());
        } else if (answer instanceof Answer.Enrolled enrolled) {
            result.put("faceId", enrolled.faceId()).put("similarity", enrolled.similarity());
        } else if (answer instanceof Answer.Rejected rejected) {
            result.put("reason", rejected.reason());
            if (cause != null) {
                result.put("detail", cause.getMessage());
            }
        }
        log(event, result, steps);
        return Json.bytes(result);
    }

    /** The result of a second delivery: the answer of the first, and nothing else was done. */
    private byte[] duplicate(FaceEvent event, Answer answer) {
        ObjectNode result = Json.MAPPER.createObjectNode()
                .put("uuid", event.id()).put("status", "duplicate").put("state", answer.state());
        if (answer instanceof Answer.Named named) {
            result.put("faceId", named.faceId());
        } else if (answer instanceof Answer.Enrolled enrolled) {
            result.put("faceId", enrolled.faceId());
        }
        log(event, result, null);
        return Json.bytes(result);
    }

    /** The result of a second delivery while the first is worked on. */
    public byte[] underWay(@Variable("event") FaceEvent event) {
        LOG.info("{} status=under-way reason=\"another delivery of it is worked on\"", event);
        return Json.bytes(Json.MAPPER.createObjectNode().put("uuid", event.id()).put("status", UNDER_WAY));
    }

    /** Whether a result says that another run works on the event. */
    public static boolean isUnderWay(byte[] result) {
        return Json.parse(result).path("status").asText().equals(UNDER_WAY);
    }

    /** Whether a result of the table's stream says that some of its records failed. */
    public static boolean hasFailures(byte[] result) {
        return !Json.parse(result).path("batchItemFailures").isEmpty();
    }

    /** The result of a naming. */
    public byte[] naming(@Variable("naming") Naming naming, @Variable("outcome") Naming.Outcome outcome) {
        return switch (outcome) {
            case NAMED -> named(naming);
            case NEVER_SEEN -> neverSeen(naming);
            case UNKNOWN_FACE -> unknownFace(naming);
        };
    }

    /** The result of a recognition, with what the device knows now. */
    public byte[] recognition(@Variable("recognition") Recognition recognition, @Variable("answer") Answer answer) {
        LOG.info("{} status=noted state={}", recognition, answer.state());
        return Json.bytes(Json.MAPPER.createObjectNode().put("status", "noted").put("state", answer.state()).put("faceId", recognition.seen().faceId()));
    }

    /** The stream of the table tells the devices. */
    private static byte[] named(Naming naming) {
        LOG.info("{} status=named", naming);
        return Json.bytes(Json.MAPPER.createObjectNode().put("status", "named").put("faceId", naming.face().faceId()));
    }

    private static byte[] unknownFace(Naming naming) {
        LOG.warn("{} status=rejected reason=\"the table has no such face\"", naming);
        return refused("unknown-face");
    }

    private static byte[] neverSeen(Naming naming) {
        LOG.warn("{} status=rejected reason=\"this device never saw the face; name it at one that did, or in the table\"", naming);
        return refused("never-seen");
    }

    /** The result of a correction: the ids of the persons and faces it changed, none when it was done before or there was nothing to do. */
    public byte[] corrected(@Variable("correcting") Correcting correcting, @Variable("corrected") People corrected) {
        ObjectNode result = Json.MAPPER.createObjectNode().put("status", "corrected").put("correction", correcting.correction().id().toString());
        corrected.persons().keySet().stream().sorted().forEach(result.putArray("persons")::add);
        corrected.faces().keySet().stream().sorted().forEach(result.putArray("faces")::add);
        LOG.info("{} status=corrected persons={} faces={}", correcting, corrected.persons().size(), corrected.faces().size());
        return Json.bytes(result);
    }

    /**
     * The one line about an event that is going to be delivered again.
     *
     * @param event null when it did not come so far as to be one
     */
    public void failed(@Variable("event") FaceEvent event, @ExchangeException Exception cause) {
        LOG.warn("{} status=failed cause={}", event == null ? "event=unknown" : event, Cause.text(cause));
    }

    /** The result of what can never be done: an event that breaks the contract, or what cannot be done as things are. */
    public byte[] refused(@ExchangeException Exception cause) {
        if (cause instanceof RefusedException refused) {
            LOG.warn("event=refused status=rejected reason={} advice={}", refused.reason(), LogValue.of(cause.getMessage()));
            return Json.bytes(Json.MAPPER.createObjectNode().put("status", "rejected").put("reason", refused.reason()).put("detail", cause.getMessage()));
        }
        LOG.warn("event=invalid status=rejected reason={}", Cause.text(cause));
        return refused(cause.getMessage());
    }

    public static byte[] refused(String reason) {
        return Json.bytes(Json.MAPPER.createObjectNode().put("status", "rejected").put("reason", reason));
    }

    private void log(FaceEvent event, ObjectNode result, Map<String, Long> steps) {
        StringBuilder line = new StringBuilder(event.toString());
        result.properties().forEach(field -> {
            if (!field.getKey().equals("uuid")) {
                line.append(' ').append(field.getKey()).append('=').append(LogValue.of(field.getValue().asText()));
            }
        });
        line.append(" millis=").append(Duration.between(event.received(), clock.instant()).toMillis());
        if (steps != null) {
            steps.forEach((step, millis) -> line.append(' ').append(step).append('=').append(millis));
        }
        LOG.info("{}", line);
    }
}
