// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import java.time.Clock;
import java.time.Duration;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.hybridface.edge.outbox.Outbox;

/** The outbox in JMX. */
@ManagedResource(description = "Questions that wait to be sent to the cloud")
public final class ManagedOutbox {

    private final Outbox outbox;
    private final Clock clock;

    ManagedOutbox(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @ManagedAttribute(description = "Questions that wait")
    public int getWaiting() {
        return outbox.load().files();
    }

    @ManagedAttribute(description = "Bytes they take on the disk")
    public long getBytes() {
        return outbox.load().bytes();
    }

    @ManagedAttribute(description = "How long the oldest has waited, seconds; 0 when none waits")
    public long getOldestSeconds() {
        return outbox.load().oldest().map(since -> Duration.between(since, clock.instant()).toSeconds()).orElse(0L);
    }
}
