// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

import java.util.Optional;

/** What the broker keeps for whoever subscribes later. Failures that may pass are thrown as they are. Thread safe. */
public interface RetainedMessages {

    /** Publishes a message that the broker keeps; an empty one takes away what it kept. */
    void publish(String topic, byte[] message);

    /** What the broker keeps there; empty when it keeps nothing. */
    Optional<byte[]> read(String topic);

    /** Whether the broker keeps a message there. */
    default boolean has(String topic) {
        return read(topic).isPresent();
    }

    /** @return whether the broker kept a message there, which it does no longer */
    default boolean takeAway(String topic) {
        boolean there = has(topic);
        if (there) {
            publish(topic, new byte[0]);
        }
        return there;
    }
}
