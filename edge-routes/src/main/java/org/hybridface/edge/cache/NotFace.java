// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.util.Optional;
import org.hybridface.messages.Answer;

/**
 * A person at this device said that somebody is not the face of the pool that the cloud took them for.
 *
 * @param faceId  that face
 * @param version the state of it that was told; a later one was told in spite of it, by somebody who took that back
 */
record NotFace(String faceId, long version) {

    /** Whether the cloud says once more what was said to be wrong: its answer was on its way already. */
    boolean isSaidAgain(Answer answer) {
        return answer.face().equals(Optional.of(faceId)) && answer.version() <= version;
    }
}
