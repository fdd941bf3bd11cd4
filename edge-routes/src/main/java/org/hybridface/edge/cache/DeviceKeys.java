// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.util.Optional;
import org.hybridface.messages.DeviceKey;

/**
 * How the device's keys are called where others keep them too.
 *
 * @param incarnation of the device's memory; empty when it was set up before there were any, or lost its counter
 */
public record DeviceKeys(Optional<String> incarnation) {

    public DeviceKey of(String key) {
        return new DeviceKey(key, incarnation);
    }

    /** Whether this memory gave a key; one without an incarnation may be its own: not every cloud keeps them. */
    public boolean gave(DeviceKey key) {
        return incarnation.isEmpty() || key.incarnation().isEmpty() || incarnation.equals(key.incarnation());
    }
}
