// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.event.Recognition;
import org.hybridface.cloud.event.Sighting;
import org.hybridface.cloud.event.StepTimes;
import org.hybridface.cloud.face.UnusablePhotoException;
import org.hybridface.cloud.name.NameChange;
import org.hybridface.messages.Answer;
import org.hybridface.messages.ShadowUpdate;
import org.hybridface.messages.Trace;

/** Writes what goes into a device's mailbox. Pure, thread safe. */
public final class Mail {

    private final DeviceShadow shadow;

    public Mail(DeviceShadow shadow) {
        this.shadow = shadow;
    }

    /** Why the photo was refused, as an answer. */
    public Answer rejection(@ExchangeException UnusablePhotoException cause) {
        return new Answer.Rejected(cause.reason());
    }

    /** Tells a device that saw a face that the face's name is another now. */
    public void sendNews(@Body Sighting sighting, @Variable("change") NameChange change) {
        shadow.update(sighting.thing(), ShadowUpdate.answer(sighting.key(), change.answer()));
    }

    /**
     * Tells a device what it does not know yet of a face it recognised.
     *
     * @return the recognition with what the device knows now
     */
    public Recognition sendNewer(@Variable("recognition") Recognition recognition, @Variable("answer") Answer answer) {
        shadow.update(recognition.thing(), ShadowUpdate.answer(recognition.seen().key(), answer));
        return recognition.told(answer);
    }

    /**
     * Puts the answer into the mailbox of the device that asked.
     *
     * @param steps milliseconds of each step; null when none was measured
     */
    public void send(@Variable("event") FaceEvent event, @Variable("answer") Answer answer,
                     @Variable(StepTimes.VARIABLE) Map<String, Long> steps) {
        Trace trace = new Trace(steps == null ? Map.of() : steps);
        event.sighting().ifPresent(sighting ->
                shadow.update(sighting.thing(), ShadowUpdate.answer(sighting.key(), answer, trace)));
    }
}
