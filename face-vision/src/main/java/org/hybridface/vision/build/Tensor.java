package org.hybridface.vision.build;

/**
 * Numbers of a net with their shape, last dimension fastest. A carrier inside this package: the arrays are not copied.
 */
record Tensor(int[] shape, float[] values) {

    Tensor {
        long expected = 1;
        for (int dimension : shape) {
            expected *= dimension;
        }
        if (expected != values.length) {
            throw new IllegalArgumentException("a tensor of " + expected + " numbers got " + values.length);
        }
    }
}
