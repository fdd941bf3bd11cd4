// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.time.Instant;

/**
 * A face followed over pictures of one scene.
 *
 * @param id        never used again for another track
 * @param detection where it is in this picture
 * @param sightings in how many pictures it was found, this one included
 * @param firstSeen the time of the first of them
 * @param reason    why to embed it now
 */
public record Track(long id, Detection detection, int sightings, Instant firstSeen, EmbedReason reason) {

    public boolean needsEmbedding() {
        return reason != EmbedReason.NONE;
    }
}
