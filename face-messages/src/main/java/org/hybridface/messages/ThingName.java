// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import java.util.regex.Pattern;

/** A device's name as AWS IoT allows it (API reference, CreateThing, thingName). */
public final class ThingName {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");

    private ThingName() {
    }

    /**
     * The name itself.
     *
     * @throws InvalidMessageException when it is not a thing name
     */
    public static String require(String thing) {
        if (thing == null || !NAME.matcher(thing).matches()) {
            throw new InvalidMessageException("'thing' is not a thing name");
        }
        return thing;
    }
}
