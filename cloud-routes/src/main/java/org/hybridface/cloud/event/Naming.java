package org.hybridface.cloud.event;

import org.hybridface.messages.NameFace;

/**
 * A person at a device names a face.
 *
 * @param thing the device's thing name, from its authenticated connection
 * @param face  which face, and the name
 */
public record Naming(String thing, NameFace face) {

    /** Names never reach a log. */
    @Override
    public String toString() {
        return "event=naming thing=" + thing + " faceId=" + face.faceId();
    }
}
