// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

import org.hybridface.messages.Answer;
import org.hybridface.messages.Trace;

/**
 * An answer on its way into a device's mailbox.
 *
 * @param thing  the device's thing name
 * @param key    the face's key on that device
 * @param answer what is said of the face
 * @param trace  milliseconds of each step to the answer; of none when nobody waits for it
 * @param first  whether it is known already that no older answer for the key waits for room
 */
public record Letter(String thing, String key, Answer answer, Trace trace, boolean first) {

    /** One before which another may wait. */
    public Letter(String thing, String key, Answer answer, Trace trace) {
        this(thing, key, answer, trace, false);
    }

    /** The same letter, once it is known that none waits before it. */
    public Letter asFirst() {
        return new Letter(thing, key, answer, trace, true);
    }

    /** Names never reach a log. */
    @Override
    public String toString() {
        return "thing=" + thing + " key=" + key + " state=" + answer.state();
    }
}
