// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.event.Json;
import org.hybridface.cloud.event.Recognition;
import org.hybridface.cloud.event.Sighting;
import org.hybridface.cloud.event.StepTimes;
import org.hybridface.cloud.face.UnusablePhotoException;
import org.hybridface.cloud.name.NameChange;
import org.hybridface.messages.Answer;
import org.hybridface.messages.ShadowUpdate;
import org.hybridface.messages.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what goes into a device's mailbox. Thread safe. */
public final class Mail {

    private static final Logger LOG = LoggerFactory.getLogger("face");

    private final DeviceShadow shadow;

    public Mail(DeviceShadow shadow) {
        this.shadow = shadow;
    }

    /** Why the photo was refused, as an answer. */
    public Answer rejection(@ExchangeException UnusablePhotoException cause) {
        return new Answer.Rejected(cause.reason());
    }

    /** To a device that saw a face: the face's name is another now. */
    public Letter news(@Body Sighting sighting, @Variable("change") NameChange change) {
        return new Letter(sighting.thing(), sighting.key(), change.answer(), new Trace(Map.of()));
    }

    /** To a device: what it does not know yet of a face that it recognised. */
    public Letter newer(@Variable("recognition") Recognition recognition, @Variable("answer") Answer answer) {
        return new Letter(recognition.thing(), recognition.seen().key(), answer, new Trace(Map.of()));
    }

    /** The recognition, with what the device knows once that is delivered. */
    public Recognition knowsNow(@Variable("recognition") Recognition recognition, @Variable("answer") Answer answer) {
        return recognition.told(answer);
    }

    /**
     * To the device that asked: the answer.
     *
     * @param steps milliseconds of each step; null when none was measured
     * @param found what was seen of the answers that wait for the device; null when nobody looked
     */
    public Letter reply(@Variable("event") FaceEvent event, @Variable("answer") Answer answer,
                        @Variable(StepTimes.VARIABLE) Map<String, Long> steps, @Variable("found") WaitingLetters found) {
        Sighting sighting = event.sighting().orElseThrow();
        Letter letter = new Letter(sighting.thing(), sighting.key(), answer, new Trace(steps == null ? Map.of() : steps));
        return found != null && found.hasNoneBefore(letter) ? letter.asFirst() : letter;
    }

    /** @throws FullMailboxException when it has no room */
    public void send(@Variable("letter") Letter letter) {
        shadow.update(letter.thing(), ShadowUpdate.answer(letter.key(), letter.answer(), letter.trace()));
    }

    /** @throws FullMailboxException when it has no room for all of the batch */
    public void sendSome(@Variable("delivery") Delivery delivery) {
        shadow.update(delivery.thing(), ShadowUpdate.answers(delivery.batch()));
    }

    /** The result of a mailbox that was emptied, and its line in the log when something waited. */
    public byte[] report(@Variable("delivery") Delivery delivery) {
        if (delivery.sent() > 0) {
            LOG.info("event=mailbox-emptied {}", delivery);
        }
        return Json.bytes(Json.MAPPER.createObjectNode().put("status", "delivered").put("sent", delivery.sent()).put("waiting", delivery.waiting().size()));
    }
}
