// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hybridface.local.http.AwsException;

/** A token bucket that holds one second's requests, like the transactions a second of an AWS quota. Thread safe. */
final class RateLimit {

    private final double perSecond;
    private final Clock clock;
    private double tokens;
    private Instant filled;

    /** @param perSecond 0 for no limit */
    RateLimit(int perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.tokens = perSecond;
        this.filled = clock.instant();
    }

    /** @throws AwsException ProvisionedThroughputExceededException, which SDK clients retry after a while */
    synchronized void take() {
        if (perSecond == 0) {
            return;
        }
        Instant now = clock.instant();
        double seconds = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
        tokens = Math.min(perSecond, tokens + seconds * perSecond);
        filled = now;
        if (tokens < 1) {
            throw AwsException.badRequest("ProvisionedThroughputExceededException", "Provisioned Rate exceeded.");
        }
        tokens--;
    }
}
