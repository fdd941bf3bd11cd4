// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import java.util.Optional;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.ThingName;

/**
 * Somebody wants a person erased.
 *
 * @param thing the device's thing name, from its authenticated connection; empty for an operator, who may erase everybody
 */
public record Erasing(Optional<String> thing, ErasePerson request) {

    /** @throws org.hybridface.messages.InvalidMessageException when the thing is not a {@link ThingName} */
    public Erasing {
        thing.ifPresent(ThingName::require);
    }

    @Override
    public String toString() {
        return request + thing.map(device -> " thing=" + device).orElse("");
    }
}
