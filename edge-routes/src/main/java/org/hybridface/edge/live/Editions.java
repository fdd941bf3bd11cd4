// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.messages.Sha256;

/**
 * Which state of somebody a page shows: another one after each correction, whoever made it. A page that corrects says which state it saw, so that nobody
 * overwrites what another tab, device or operator has just said without having seen it. Thread safe.
 */
final class Editions {

    /** Of a request: the state that was seen; none sees whatever there is. */
    static final String SEEN = "seen";

    /** More than enough to tell the states of one person apart. */
    private static final int DIGITS = 16;

    private final MadeCorrections made;

    Editions(MadeCorrections made) {
        this.made = made;
    }

    String of(FaceEntry face) {
        return Sha256.hex(List.of(face.name(), face.faceId(), face.person(), face.neverAsk(), face.whose().consent(), new TreeSet<>(face.whose().differs()),
                made.lastAbout(face).map(one -> one.correction().id())).toString()).substring(0, DIGITS);
    }

    /** Whether a correction of the person is on its way to the cloud, or its answer on the way back. */
    boolean isBeingCorrected(FaceEntry face) {
        return made.isUnderway(face);
    }

    /** Why the face is not corrected; empty when whoever asks has seen what is known now. */
    Optional<String> objection(FaceEntry face, JsonNode request) {
        return Optional.of(request.path(SEEN)).filter(JsonNode::isTextual).map(JsonNode::asText).filter(seen -> !seen.equals(of(face)))
                .map(old -> face.name().map(name -> face.key() + ", now " + name + ",").orElse(face.key())
                        + " was corrected by somebody else meanwhile: look again, and say it once more if it still holds");
    }
}
