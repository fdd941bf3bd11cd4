// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/**
 * One face found in one picture.
 *
 * @param confidence the detector's own score, 0 to 1
 */
public record Detection(Box box, Landmarks landmarks, double confidence) {

    /** The same face in a picture that many times larger. */
    public Detection scaled(double factor) {
        return new Detection(box.scaled(factor), landmarks.scaled(factor), confidence);
    }

    /** The same face in a picture whose corner lies that much further left and up. */
    public Detection moved(double x, double y) {
        return new Detection(box.moved(x, y), landmarks.moved(x, y), confidence);
    }
}
