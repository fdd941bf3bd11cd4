// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/** Landmarks of made-up faces. */
public final class FaceShapes {

    private FaceShapes() {
    }

    /** Of a face that looks straight ahead, in a box of that side around that centre. */
    public static Landmarks frontal(double centreX, double centreY, double side) {
        return new Landmarks(
                new Point(centreX - side * 0.2, centreY - side * 0.1), new Point(centreX + side * 0.2, centreY - side * 0.1),
                new Point(centreX, centreY + side * 0.13), new Point(centreX, centreY + side * 0.3));
    }
}
