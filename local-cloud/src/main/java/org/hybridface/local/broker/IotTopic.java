// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What AWS IoT takes as a topic name and as a topic filter. Pure.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/iot-core.html#limits_iot">AWS IoT Core quotas: message broker</a>
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/topics.html">MQTT topics</a>
 */
final class IotTopic {

    /** "Topic size", in bytes of UTF-8. */
    static final int MAX_BYTES = 256;
    /** "Maximum number of slashes in topic and topic filter". */
    static final int MAX_SLASHES = 7;

    /** In an Artemis address this names a queue, so that a client could listen at another's queue behind an allowed topic. */
    static final String QUEUE_SEPARATOR = "::";
    private static final String RESERVED = "$aws/";

    private IotTopic() {
    }

    /** @return why nobody may publish to it; empty when it is a topic name */
    static Optional<String> problemOfName(String topic) {
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
            return Optional.of("a topic name has no wildcards");
        }
        return problem(topic);
    }

    /** @return why nobody may subscribe to it; empty when it is a topic filter */
    static Optional<String> problemOfFilter(String filter) {
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wildcard = levels[i].equals("+") || levels[i].equals("#") && i == levels.length - 1;
            if (!wildcard && (levels[i].indexOf('+') >= 0 || levels[i].indexOf('#') >= 0)) {
                return Optional.of("'+' stands for a whole level, '#' for all the last ones");
            }
        }
        return problem(filter);
    }

    private static Optional<String> problem(String topic) {
        if (topic.isEmpty() || topic.indexOf('\0') >= 0) {
            return Optional.of("it is empty or holds a null character");
        }
        if (topic.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of("AWS IoT allows " + MAX_BYTES + " bytes");
        }
        if (topic.chars().filter(character -> character == '/').count() > MAX_SLASHES) {
            return Optional.of("AWS IoT allows " + MAX_SLASHES + " slashes");
        }
        if (topic.startsWith("$") && !topic.startsWith(RESERVED)) {
            return Optional.of("of the topics that begin with '$' the local broker has " + RESERVED + " only");
        }
        return topic.contains(QUEUE_SEPARATOR) ? Optional.of("the local broker does not allow '::' in topics") : Optional.empty();
    }
}
