// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import java.util.Optional;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.ThingName;

/**
 * Somebody corrects something.
 *
 * @param thing the device's thing name, from its authenticated connection; empty for an operator, who may correct everything
 */
public record Correcting(Optional<String> thing, Correction correction) {

    /** @throws org.hybridface.messages.InvalidMessageException when the thing is not a {@link ThingName} */
    public Correcting {
        thing.ifPresent(ThingName::require);
    }

    /** Whom {@link Act.NotThisPerson} is about, {@code thing#key}. */
    public Optional<String> sighting() {
        return correction.act() instanceof Act.NotThisPerson not ? thing.map(device -> new Sighting(device, not.key()).toString()) : Optional.empty();
    }

    @Override
    public String toString() {
        return correction + thing.map(device -> " thing=" + device).orElse("");
    }
}
