// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * What waits in the outbox.
 *
 * @param files  questions
 * @param bytes  on the disk
 * @param oldest when the one that waits longest was put there
 */
public record OutboxLoad(int files, long bytes, Optional<Instant> oldest) {

    static final OutboxLoad EMPTY = new OutboxLoad(0, 0, Optional.empty());
}
