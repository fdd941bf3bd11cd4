// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import java.time.Duration;

/**
 * What is swept, and how.
 *
 * @param table      of faces and events
 * @param bucket     of the photos
 * @param keepEvents how long an event is remembered
 * @param patience   how long something without explanation is left alone; longer than any event is delivered again
 * @param deletes    false: what would be deleted is reported only
 */
public record SweepRules(String table, String bucket, Duration keepEvents, Duration patience, boolean deletes) {
}
