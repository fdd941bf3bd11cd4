package org.hybridface.vision.build;

/**
 * Rebuilds face-api's recognition net (a ResNet with 29 convolutions after dlib's) as ONNX. The layers follow face-api's
 * {@code FaceRecognitionNet}: a stem, fourteen residual blocks, an average over the picture and a matrix to 128 numbers.
 * Each convolution is followed by a scale layer, which is folded into it.
 *
 * <p>Input: {@code picture}, 1 x 3 x 150 x 150, RGB, {@code (x - [122.782, 117.001, 104.298]) / 255}. Output: {@code embedding},
 * 1 x 128, not normalised.
 */
final class FaceApiToOnnx {

    private static final int SIDE_PX = 150;
    private static final int DIMENSIONS = 128;

    private final QuantizedWeights weights;
    private final OnnxGraph graph = new OnnxGraph("face-api recognition net");

    FaceApiToOnnx(QuantizedWeights weights) {
        this.weights = weights;
    }

    byte[] convert() throws ModelBuildException {
        String x = graph.input("picture", 1, 3, SIDE_PX, SIDE_PX);
        x = graph.relu("conv32_down/relu", convolution("conv32_down", x, 2, 0));
        x = graph.maxPool("conv32_down/pool", x, 3, 2);
        x = block("conv32_1", x);
        x = block("conv32_2", x);
        x = block("conv32_3", x);
        x = blockDown("conv64_down", x, 32, false);
        x = block("conv64_1", x);
        x = block("conv64_2", x);
        x = block("conv64_3", x);
        x = blockDown("conv128_down", x, 64, false);
        x = block("conv128_1", x);
        x = block("conv128_2", x);
        x = blockDown("conv256_down", x, 128, true);
        x = block("conv256_1", x);
        x = block("conv256_2", x);
        x = blockDown("conv256_down_out", x, 0, true);
        x = graph.flatten("flat", graph.globalAveragePool("average", x));
        x = graph.matrixProduct("embedding", x, weights.get("fc"));
        graph.output(x, 1, DIMENSIONS);
        return graph.toBytes();
    }

    private String block(String name, String input) throws ModelBuildException {
        String branch = graph.relu(name + "/relu1", convolution(name + "/conv1", input, 1, 1));
        branch = convolution(name + "/conv2", branch, 1, 1);
        return graph.relu(name, graph.add(name + "/sum", input, branch));
    }

    /**
     * A block that halves the picture. The shortcut is an average over 2 x 2 pixels with empty channels behind.
     *
     * @param newChannels how many channels the block adds
     * @param oddPicture  the picture halves to an even side in the shortcut and one less in the branch, which gets a row and a
     *                    column of zeros at the end
     */
    private String blockDown(String name, String input, int newChannels, boolean oddPicture) throws ModelBuildException {
        String branch = graph.relu(name + "/relu1", convolution(name + "/conv1", input, 2, 0));
        branch = convolution(name + "/conv2", branch, 1, 1);
        if (oddPicture) {
            branch = graph.padAtEnd(name + "/branch", branch, 0, 1, 1);
        }
        String shortcut = graph.averagePool(name + "/half", input, 2, 2);
        if (newChannels > 0) {
            shortcut = graph.padAtEnd(name + "/shortcut", shortcut, newChannels, 0, 0);
        }
        return graph.relu(name, graph.add(name + "/sum", shortcut, branch));
    }

    private String convolution(String name, String input, int stride, int padding) throws ModelBuildException {
        Tensor filters = weights.get(name + "/conv/filters");
        float[] bias = weights.get(name + "/conv/bias").values();
        float[] scale = weights.get(name + "/scale/weights").values();
        float[] shift = weights.get(name + "/scale/biases").values();
        float[] foldedBias = new float[bias.length];
        for (int o = 0; o < bias.length; o++) {
            foldedBias[o] = bias[o] * scale[o] + shift[o];
        }
        return graph.convolution(name, input, toOutputFirst(filters, scale),
                new Tensor(new int[] {bias.length}, foldedBias), stride, padding);
    }

    /** From TensorFlow's order (height, width, in, out) to ONNX's (out, in, height, width), each output channel scaled. */
    private static Tensor toOutputFirst(Tensor filters, float[] scale) {
        int pixels = filters.shape()[0] * filters.shape()[1];
        int ins = filters.shape()[2];
        int outs = filters.shape()[3];
        float[] values = new float[filters.values().length];
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int in = 0; in < ins; in++) {
                for (int out = 0; out < outs; out++) {
                    values[(out * ins + in) * pixels + pixel] = filters.values()[(pixel * ins + in) * outs + out] * scale[out];
                }
            }
        }
        return new Tensor(new int[] {outs, ins, filters.shape()[0], filters.shape()[1]}, values);
    }
}
