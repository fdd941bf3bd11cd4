// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.embed;

import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;

/** The turn, scale and shift that bring four landmarks closest to a template, by least squares. */
final class SimilarityFit {

    private SimilarityFit() {
    }

    /**
     * With both sets centred, the best scaled rotation is the quotient of two complex sums: conj(source) * target over |source|^2.
     *
     * @param template x and y of right eye, left eye, nose, middle of the mouth
     * @return the two rows of the affine matrix, six numbers
     */
    static double[] of(Landmarks face, double[][] template) {
        Point[] source = {face.rightEye(), face.leftEye(), face.nose(), face.mouth()};
        double sx = 0;
        double sy = 0;
        double tx = 0;
        double ty = 0;
        for (int i = 0; i < source.length; i++) {
            sx += source[i].x() / source.length;
            sy += source[i].y() / source.length;
            tx += template[i][0] / source.length;
            ty += template[i][1] / source.length;
        }
        double real = 0;
        double imaginary = 0;
        double spread = 0;
        for (int i = 0; i < source.length; i++) {
            double ax = source[i].x() - sx;
            double ay = source[i].y() - sy;
            double bx = template[i][0] - tx;
            double by = template[i][1] - ty;
            real += ax * bx + ay * by;
            imaginary += ax * by - ay * bx;
            spread += ax * ax + ay * ay;
        }
        if (!(spread > 0)) {
            throw new IllegalArgumentException("the landmarks of the face lie at one point: " + face);
        }
        double a = real / spread;
        double b = imaginary / spread;
        return new double[] {a, -b, tx - a * sx + b * sy, b, a, ty - b * sx - a * sy};
    }
}
