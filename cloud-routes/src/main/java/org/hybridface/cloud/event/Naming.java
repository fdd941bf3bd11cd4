// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import org.hybridface.messages.NameFace;
import org.hybridface.messages.ThingName;

/**
 * A person at a device names a face.
 *
 * @param thing the device's thing name, from its authenticated connection
 * @param face  which face, and the name
 */
public record Naming(String thing, NameFace face) {

    /** What became of it. */
    public enum Outcome {
        NAMED,
        /** The device never saw the face. */
        NEVER_SEEN,
        /** The table has no such face. */
        UNKNOWN_FACE
    }

    /** @throws org.hybridface.messages.InvalidMessageException when the thing is not a {@link ThingName} */
    public Naming {
        ThingName.require(thing);
    }

    /** Names never reach a log. */
    @Override
    public String toString() {
        return "event=naming thing=" + thing + " faceId=" + face.faceId();
    }
}
