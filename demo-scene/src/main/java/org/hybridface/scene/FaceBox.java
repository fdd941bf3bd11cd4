// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import org.hybridface.scene.Walk.Stand;

/** Where a face appears in the frame, pixels. */
record FaceBox(double x, double y, double width, double height) {

    /** Ear to ear, forehead to chin. */
    static FaceBox of(Looks looks, Stand stand, double focal) {
        Placement place = Figure.headPlacement(stand.pose(), focal, stand.distance(), stand.x(), stand.y());
        double half = looks.size(Trait.FACE_WIDTH) + 0.3;
        double chin = HeadSolid.chinY(looks);
        double[][] outline = {{-half, -2, 3}, {half, -2, 3}, {0, 5, 8.5}, {0, chin, 7.5}, {0, -3, 9.5}};
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        double[] at = new double[3];
        for (double[] point : outline) {
            place.project(point[0], point[1], point[2], at);
            left = Math.min(left, at[0]);
            right = Math.max(right, at[0]);
            top = Math.min(top, at[1]);
            bottom = Math.max(bottom, at[1]);
        }
        return new FaceBox(left, top, right - left, bottom - top);
    }

    /** Whether it keeps that far from every edge of the frame; a negative distance lets it reach beyond. */
    boolean isIn(int frameWidth, int frameHeight, double distance) {
        return x >= distance && y >= distance && x + width <= frameWidth - distance && y + height <= frameHeight - distance;
    }

    /** Whether somebody with that face, who stands nearer, covers this one: hair and shoulders are wider than the face. */
    boolean isHiddenBy(FaceBox nearer) {
        double hair = nearer.width * 0.3;
        double shoulders = nearer.width * 1.1;
        boolean behindHead = x < nearer.x + nearer.width + hair && x + width > nearer.x - hair && y < nearer.y + nearer.height;
        boolean behindShoulders = x < nearer.x + nearer.width + shoulders
                && x + width > nearer.x - shoulders
                && y + height > nearer.y + nearer.height * 1.45;
        return behindHead || behindShoulders;
    }
}
