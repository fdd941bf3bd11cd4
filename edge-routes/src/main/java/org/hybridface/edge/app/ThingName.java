// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.util.regex.Pattern;

/** Which names a device may have: those of AWS IoT, all of which can stand in an MQTT topic. */
final class ThingName {

    /** AWS IoT, CreateThing. */
    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");

    private ThingName() {
    }

    /** @throws InvalidOptionException with what is allowed */
    static String of(String option, String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new InvalidOptionException(option, option + " is '" + name + "': give 1 to 128 of the letters a to z and A to Z, digits, ':', '_' and '-'");
        }
        return name;
    }
}
