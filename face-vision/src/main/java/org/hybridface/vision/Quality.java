// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/**
 * What a photo of a face is worth.
 *
 * @param sizePx       the longer side of the face's box, in pixels
 * @param sharpness    0 (blurred beyond use) to 1 (crisp)
 * @param yawDegrees   0 looks straight; positive looks towards the right edge of the picture
 * @param pitchDegrees about 0 looks straight; positive looks up. Coarse: people's noses differ
 * @param cutByEdge    the face touches the picture's edge: a part of it may lie outside
 */
public record Quality(int sizePx, double sharpness, double yawDegrees, double pitchDegrees, boolean cutByEdge) {
}
