// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

/** What the broker keeps for whoever subscribes later. Failures that may pass are thrown as they are. Thread safe. */
public interface RetainedMessages {

    /** Publishes a message that the broker keeps; an empty one takes away what it kept. */
    void publish(String topic, byte[] message);

    /** Whether the broker keeps a message there. */
    boolean has(String topic);
}
