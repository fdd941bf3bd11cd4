// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Duration;
import java.util.Optional;

/**
 * An answer that is applied and on the disk.
 *
 * @param face   the face as it is now
 * @param waited from the first open ask to this answer; empty when nobody waited, for example a name edited in the cloud
 */
public record AppliedAnswer(FaceEntry face, Optional<Duration> waited) {
}
