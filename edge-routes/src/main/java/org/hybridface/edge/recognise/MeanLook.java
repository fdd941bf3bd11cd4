// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.util.List;
import org.hybridface.vision.Embedding;

/** The mean of several looks at one face, which lies nearer to its other photos than any of them. Pure. */
final class MeanLook {

    private MeanLook() {
    }

    /**
     * @param looks of one model, at least one
     * @return as long as they are on average: of length one when they are
     */
    static Embedding of(List<Embedding> looks) {
        if (looks.size() == 1) {
            return looks.get(0);
        }
        String model = looks.get(0).modelId();
        double[] sum = new double[looks.get(0).values().length];
        double lengths = 0;
        for (Embedding look : looks) {
            if (!look.modelId().equals(model)) {
                throw new IllegalArgumentException("looks of " + model + " and " + look.modelId() + " have no mean");
            }
            float[] values = look.values();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[i];
            }
            lengths += length(values);
        }
        double square = 0;
        for (double value : sum) {
            square += value * value;
        }
        double scale = square > 0 ? lengths / looks.size() / Math.sqrt(square) : 0;
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] * scale);
        }
        return new Embedding(model, mean);
    }

    private static double length(float[] values) {
        double square = 0;
        for (float value : values) {
            square += (double) value * value;
        }
        return Math.sqrt(square);
    }
}
