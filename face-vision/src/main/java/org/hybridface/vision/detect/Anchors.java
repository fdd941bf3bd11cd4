package org.hybridface.vision.detect;

/**
 * The points of a square picture at which a single-shot detector looks for faces, in the order of its outputs. Follows MediaPipe's
 * {@code SsdAnchorsCalculator} with fixed anchor size, of which only the centres matter.
 *
 * @param x centres, 0 to 1 across the picture
 * @param y centres, 0 to 1 down the picture
 * @see <a href="https://github.com/google-ai-edge/mediapipe/blob/master/mediapipe/calculators/tflite/ssd_anchors_calculator.cc">
 *      ssd_anchors_calculator.cc</a>
 */
record Anchors(float[] x, float[] y) {

    /**
     * @param side    of the picture, in pixels
     * @param strides the distance of the anchors in pixels, one for each layer; layers of equal stride lie in one grid
     * @param each    how many anchors each layer puts on a point
     */
    static Anchors of(int side, int[] strides, int each) {
        int count = 0;
        for (int stride : strides) {
            count += (side / stride) * (side / stride) * each;
        }
        float[] x = new float[count];
        float[] y = new float[count];
        int next = 0;
        int layer = 0;
        while (layer < strides.length) {
            int same = layer;
            while (same < strides.length && strides[same] == strides[layer]) {
                same++;
            }
            int cells = side / strides[layer];
            int copies = (same - layer) * each;
            for (int cell = 0; cell < cells * cells; cell++) {
                for (int copy = 0; copy < copies; copy++) {
                    x[next] = (cell % cells + 0.5f) / cells;
                    y[next] = ((float) (cell / cells) + 0.5f) / cells;
                    next++;
                }
            }
            layer = same;
        }
        return new Anchors(x, y);
    }

    int count() {
        return x.length;
    }
}
