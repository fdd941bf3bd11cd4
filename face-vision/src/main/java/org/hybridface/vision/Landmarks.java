// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/**
 * The points of a face that alignment and pose need. Right and left are the person's own, so the right eye is the one further
 * left in the picture.
 *
 * @param mouth the middle of the mouth
 */
public record Landmarks(Point rightEye, Point leftEye, Point nose, Point mouth) {

    public Landmarks scaled(double factor) {
        return new Landmarks(
                rightEye.scaled(factor), leftEye.scaled(factor), nose.scaled(factor), mouth.scaled(factor));
    }

    public Landmarks moved(double right, double down) {
        return new Landmarks(rightEye.moved(right, down), leftEye.moved(right, down), nose.moved(right, down), mouth.moved(right, down));
    }
}
