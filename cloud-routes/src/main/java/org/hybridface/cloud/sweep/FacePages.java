// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * The pool of known faces as the sweeper reads it. A recogniser that cannot list its faces does without; its collection is not swept then.
 */
public interface FacePages {

    /**
     * @param token where to begin; empty for the first face
     * @param limit at most so many faces
     */
    Page<PooledFace> page(Optional<String> token, int limit);

    /** Which of some faces are in the pool. */
    Set<String> known(Collection<String> faceIds);
}
