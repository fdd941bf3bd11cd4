// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.util.Locale;

/** What the cloud has said of a face so far. */
public enum FaceState {

    /** Nothing yet. */
    PENDING,
    /** It is in the pool, but has no name. */
    ENROLLED,
    /** Its name. */
    NAMED,
    /** The photo could not be used. */
    REJECTED;

    /** As the messages, the record and the live page spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
