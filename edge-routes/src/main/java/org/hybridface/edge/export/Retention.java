// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.export;

import java.time.Duration;

/**
 * How long this device keeps things, as its options say.
 *
 * @param faces     {@code face.cache.capacity}
 * @param questions {@code outbox.max-age}
 * @param visitDays {@code edge.visits.days}
 */
public record Retention(int faces, Duration questions, int visitDays) {
}
