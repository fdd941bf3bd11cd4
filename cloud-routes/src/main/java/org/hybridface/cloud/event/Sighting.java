// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import java.util.Optional;
import org.hybridface.messages.DeviceKey;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.ThingName;

/**
 * Who saw a face under which key, as the table keeps it in {@code seenBy}: {@code thing#key}.
 *
 * @param thing the device's thing name
 * @param key   the device's temporary key, see {@link DeviceKey}
 */
public record Sighting(String thing, String key) {

    /** @throws InvalidMessageException when one of them is not what it should be */
    public Sighting {
        ThingName.require(thing);
        DeviceKey.require(key);
    }

    public DeviceKey deviceKey() {
        return DeviceKey.parse(key);
    }

    /** The generated one costs a cold start some 20 ms. */
    @Override
    public int hashCode() {
        return 31 * thing.hashCode() + key.hashCode();
    }

    @Override
    public String toString() {
        return thing + "#" + key;
    }

    /** Empty when the text is not {@code thing#key}: the table may be edited by hand. */
    public static Optional<Sighting> parse(String text) {
        int hash = text.indexOf('#');
        if (hash < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Sighting(text.substring(0, hash), text.substring(hash + 1)));
        } catch (InvalidMessageException e) {
            return Optional.empty();
        }
    }
}
