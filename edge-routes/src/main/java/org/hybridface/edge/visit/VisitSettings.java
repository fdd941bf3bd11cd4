// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import java.time.Duration;

/**
 * Options of the log.
 *
 * @param gap      whom nobody saw for so long has left
 * @param days     how long visits are kept; 0 keeps none
 * @param maxBytes of all files together; 0 keeps none
 * @param pictures whether the owner allows small pictures on the disk
 */
public record VisitSettings(Duration gap, int days, long maxBytes, Pictures pictures) {

    /** Whether small pictures are kept. */
    public enum Pictures { NONE, SMALL }

    boolean isKept() {
        return days > 0 && maxBytes > 0;
    }

    boolean keepsPictures() {
        return pictures == Pictures.SMALL;
    }
}
