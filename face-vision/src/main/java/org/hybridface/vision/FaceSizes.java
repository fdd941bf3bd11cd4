// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/**
 * A range of faces, by the longer side of their box in pixels.
 *
 * @param smallestPx nearly every frontal face from this size on is found
 * @param largestPx  and up to this size
 */
public record FaceSizes(int smallestPx, int largestPx) {

    public FaceSizes {
        if (smallestPx < 1 || largestPx < 2 * smallestPx) {
            throw new IllegalArgumentException("faces of " + smallestPx + " to " + largestPx
                    + " px: the smallest must be 1 px or more, the largest twice as large or more");
        }
    }
}
