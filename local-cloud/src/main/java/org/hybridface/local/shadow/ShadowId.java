// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One shadow of a thing.
 *
 * @param name empty for the classic, unnamed shadow
 * @see <a href="https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_UpdateThingShadow.html">UpdateThingShadow: thingName,
 *      shadowName</a>
 */
public record ShadowId(String thing, Optional<String> name) {

    private static final Pattern THING = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");
    private static final Pattern NAME = Pattern.compile("[$a-zA-Z0-9:_-]{1,64}");

    /** @throws ShadowException 400 when thing or name have other characters or another length than AWS IoT allows */
    static ShadowId checked(String thing, Optional<String> name) {
        requireThing(thing);
        if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
            throw ShadowException.badRequest("Invalid shadow name: 1 to 64 of [$a-zA-Z0-9:_-]");
        }
        return new ShadowId(thing, name);
    }

    static void requireThing(String thing) {
        if (!THING.matcher(thing).matches()) {
            throw ShadowException.badRequest("Invalid thing name: 1 to 128 of [a-zA-Z0-9:_-]");
        }
    }

    /** The prefix of its MQTT topics. */
    String topic() {
        return "$aws/things/" + thing + "/shadow" + name.map(text -> "/name/" + text).orElse("");
    }

    /** What follows {@code arn:aws:iot:<region>:<account>:} in its ARN. */
    String resource() {
        return "thing/" + thing + name.map(text -> "/" + text).orElse("");
    }
}
