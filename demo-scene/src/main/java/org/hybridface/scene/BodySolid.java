// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import static org.hybridface.scene.Solid.capsule;
import static org.hybridface.scene.Solid.ellipsoid;
import static org.hybridface.scene.Solid.join;

/** Shoulders, chest and upper arms in a shirt, with an opening for the neck. */
final class BodySolid implements Solid {

    private final double neck;
    private final double shoulder;

    BodySolid(Looks looks) {
        neck = looks.size(Trait.NECK_WIDTH);
        shoulder = 15.0 + 2.0 * (neck - 4.6);
    }

    @Override
    public double distance(double x, double y, double z) {
        double side = Math.abs(x);
        double folds = 0.18 * Math.sin(side * 0.5 + y * 0.45) * Math.sin(y * 0.21 + z * 0.3);
        double d = ellipsoid(side, y + 46, z + 3.5, shoulder + 2.5, 31, 11.5);
        d = join(d, capsule(side, y, z, neck * 0.55, -15.6, -3.6, shoulder + 0.5, -21.5, -4.0, neck * 0.62, 4.2), 4);
        d = join(d, capsule(side, y, z, shoulder + 1.5, -23, -4, shoulder + 4.5, -62, -3, 4.6, 4.8), 3.5);
        // Round the neck the shirt lies lower than the muscles beside it.
        d = join(d, ellipsoid(side, y + 18.5, z + 2.4, neck + 0.9, 2.6, neck + 1.6), 2.5);
        return d + folds;
    }
}
