// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hybridface.cloud.device.RetainedMessages;

/** A broker's retained messages in memory: an empty one takes away what was kept. */
final class MemoryRetained implements RetainedMessages {

    final Map<String, byte[]> messages = new TreeMap<>();

    @Override
    public void publish(String topic, byte[] message) {
        Run.about("publish");
        if (message.length == 0) {
            messages.remove(topic);
        } else {
            messages.put(topic, message);
        }
    }

    @Override
    public Optional<byte[]> read(String topic) {
        return Optional.ofNullable(messages.get(topic));
    }
}
