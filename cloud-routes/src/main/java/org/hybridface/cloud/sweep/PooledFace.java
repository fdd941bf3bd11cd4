// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import java.util.Optional;
import org.hybridface.cloud.event.FaceEvent;

/**
 * A face as the collection lists it.
 *
 * @param externalId the person id it was enrolled with; empty for a face that others put there
 */
public record PooledFace(String faceId, Optional<String> externalId) {

    private static final int VERSION_AT = 14;
    private static final char RANDOM = '4';

    /** Whether these routes enrolled it: they give every face a UUID. Others' faces are reported and left alone. */
    public boolean isOurs() {
        return externalId.filter(FaceEvent::isId).isPresent();
    }

    /** The event that enrolled it. A labelled person's id is no event's: it follows from the name, so its UUID is not a random one. */
    public Optional<String> eventId() {
        return externalId.filter(id -> isOurs() && id.charAt(VERSION_AT) == RANDOM);
    }

    @Override
    public String toString() {
        return "faceId=" + faceId + eventId().map(id -> " event=" + id).orElse("");
    }
}
