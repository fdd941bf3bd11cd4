// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import org.hybridface.messages.Answer;
import org.hybridface.messages.FaceSeen;
import org.hybridface.messages.ThingName;

/**
 * A device recognised a pooled face by what another device had learnt, and asked nobody.
 *
 * @param thing the device's thing name, from its authenticated connection
 * @param seen  which face under which key, and what the device knows of it
 */
public record Recognition(String thing, FaceSeen seen) {

    /** @throws org.hybridface.messages.InvalidMessageException when the thing is not a {@link ThingName} */
    public Recognition {
        ThingName.require(thing);
    }

    /** Who saw it, as the table keeps it. */
    public Sighting sighting() {
        return new Sighting(thing, seen.key());
    }

    /** Whether the device knows something older than this. */
    public boolean isOlderThan(Answer answer) {
        return seen.answerVersion() < answer.version();
    }

    /** The device has been told this. */
    public Recognition told(Answer answer) {
        return new Recognition(thing, new FaceSeen(seen.key(), seen.faceId(), answer.version()));
    }

    @Override
    public String toString() {
        return "event=recognition thing=" + thing + " key=" + seen.key() + " faceId=" + seen.faceId();
    }
}
