// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Goes with the clip, so that back-offs and budgets are the same however fast a machine reads it. Thread safe. */
final class SceneClock extends Clock {

    private volatile Instant now = Instant.parse("2026-01-31T10:15:30Z");

    void now(Instant sceneTime) {
        now = sceneTime;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
