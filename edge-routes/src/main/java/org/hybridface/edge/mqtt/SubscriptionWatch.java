// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

/** Told when a subscription is made, at each connect anew. Called in the thread that makes it; must not use the connection. */
public interface SubscriptionWatch {

    /** Wants to know nothing. */
    SubscriptionWatch NOBODY = new SubscriptionWatch() {
        @Override
        public void subscribing(String topicFilter) {
            // Nobody asks.
        }

        @Override
        public void subscribed(String topicFilter) {
            // Nobody asks.
        }
    };

    /** It is asked for now: whatever comes by it from now on comes after this. */
    void subscribing(String topicFilter);

    /** The broker has granted it. */
    void subscribed(String topicFilter);
}
