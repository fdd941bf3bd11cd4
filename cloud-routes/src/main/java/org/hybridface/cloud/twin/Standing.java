// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.twin;

import java.time.Instant;
import org.hybridface.cloud.face.Match;

/** What the table says of a face: does it stay in the collection? Only an open standing ever changes. */
public sealed interface Standing {

    /** The face stays: it was settled so, or it is older than this question and nobody asks any more. */
    record Stays() implements Standing {
    }

    /**
     * Nobody has decided yet.
     *
     * @param claimedAt when the event that enrolled the face was claimed first
     */
    record Open(Instant claimedAt) implements Standing {
    }

    /** The face goes, and whoever meets it goes on with another. */
    record Yields(Match to) implements Standing {
    }
}
