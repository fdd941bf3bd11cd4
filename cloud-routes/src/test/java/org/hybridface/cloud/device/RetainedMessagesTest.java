// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetainedMessagesTest {

    /** As a broker does it: an empty message takes away what was kept. */
    private final Map<String, byte[]> kept = new HashMap<>();

    private final RetainedMessages broker = new RetainedMessages() {
        @Override
        public void publish(String topic, byte[] message) {
            if (message.length == 0 && !kept.containsKey(topic)) {
                throw new AssertionError("an empty message where nothing is kept is one call in vain");
            }
            kept.put(topic, message);
            kept.values().removeIf(each -> each.length == 0);
        }

        @Override
        public Optional<byte[]> read(String topic) {
            return Optional.ofNullable(kept.get(topic));
        }
    };

    @Test
    void whatIsTakenAwayIsNotThereAnyMoreAndIsCountedOnce() {
        broker.publish("known/ada", new byte[] {1});
        assertThat(broker.has("known/ada")).isTrue();
        assertThat(broker.has("known/grace")).isFalse();
        assertThat(broker.takeAway("known/ada")).isTrue();
        assertThat(broker.has("known/ada")).isFalse();
        assertThat(broker.takeAway("known/ada")).isFalse();
    }
}
