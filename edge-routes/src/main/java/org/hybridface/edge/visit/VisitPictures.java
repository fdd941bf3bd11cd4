// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import java.time.Instant;
import java.util.Optional;

/** Where small pictures of people come from. */
public interface VisitPictures {

    /** The best one of this face since then; empty when there is none. */
    Optional<byte[]> of(String key, Instant since);
}
