// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.record;

import java.util.Optional;

/** What the device knows of a key right now. */
public interface KeyLookup {

    /**
     * @param state   {@code pending}, {@code enrolled}, {@code named} or {@code rejected}
     * @param waiting whether the cloud was asked and has not answered yet
     */
    record Known(Optional<String> name, String state, boolean waiting) {

        /** Whether a later line could say more. */
        boolean settled() {
            return !waiting || name.isPresent();
        }
    }

    /** @return empty when the key was forgotten */
    Optional<Known> find(String key);
}
