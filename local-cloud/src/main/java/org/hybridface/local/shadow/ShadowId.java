package org.hybridface.local.shadow;

import java.util.Optional;

/**
 * One shadow of a thing.
 *
 * @param name empty for the classic, unnamed shadow
 */
public record ShadowId(String thing, Optional<String> name) {

    /** The prefix of its MQTT topics. */
    String topic() {
        return "$aws/things/" + thing + "/shadow" + name.map(text -> "/name/" + text).orElse("");
    }

    /** What follows {@code arn:aws:iot:<region>:<account>:} in its ARN. */
    String resource() {
        return "thing/" + thing + name.map(text -> "/" + text).orElse("");
    }
}
