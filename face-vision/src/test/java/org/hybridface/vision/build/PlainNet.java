package org.hybridface.vision.build;

/**
 * The embedding net a second time, written down as its authors do (height, width, channel order; scale layers not folded; loops
 * instead of a library), to check the conversion against.
 */
final class PlainNet {

    private static final int SIDE = 150;

    private final QuantizedWeights weights;

    PlainNet(QuantizedWeights weights) {
        this.weights = weights;
    }

    /** @param pixels height, width, red-green-blue; prepared as the net wants them */
    float[] embed(float[] pixels) throws ModelBuildException {
        Map x = new Map(SIDE, 3, pixels);
        x = relu(convolve(x, "conv32_down", 2, 0));
        x = pool(x, 3, 2, Pooling.MAX);
        for (String block : new String[] {"conv32_1", "conv32_2", "conv32_3", "conv64_down", "conv64_1", "conv64_2", "conv64_3",
            "conv128_down", "conv128_1", "conv128_2", "conv256_down", "conv256_1", "conv256_2", "conv256_down_out"}) {
            boolean down = block.contains("down");
            Map branch = relu(convolve(x, block + "/conv1", down ? 2 : 1, down ? 0 : 1));
            branch = convolve(branch, block + "/conv2", 1, 1);
            Map shortcut = down ? pool(x, 2, 2, Pooling.AVERAGE) : x;
            x = relu(sum(shortcut, branch));
        }
        Tensor fc = weights.get("fc");
        float[] result = new float[fc.shape()[1]];
        for (int channel = 0; channel < x.channels; channel++) {
            double mean = 0;
            for (int pixel = 0; pixel < x.side * x.side; pixel++) {
                mean += x.values[pixel * x.channels + channel];
            }
            mean /= x.side * x.side;
            for (int i = 0; i < result.length; i++) {
                result[i] += (float) (mean * fc.values()[channel * result.length + i]);
            }
        }
        return result;
    }

    private Map convolve(Map in, String name, int stride, int padding) throws ModelBuildException {
        Tensor filters = weights.get(name + "/conv/filters");
        float[] bias = weights.get(name + "/conv/bias").values();
        float[] scale = weights.get(name + "/scale/weights").values();
        float[] shift = weights.get(name + "/scale/biases").values();
        int window = filters.shape()[0];
        int outs = filters.shape()[3];
        Map out = new Map((in.side + 2 * padding - window) / stride + 1, outs);
        for (int y = 0; y < out.side; y++) {
            for (int x = 0; x < out.side; x++) {
                int at = (y * out.side + x) * outs;
                for (int dy = 0; dy < window; dy++) {
                    for (int dx = 0; dx < window; dx++) {
                        int sy = y * stride + dy - padding;
                        int sx = x * stride + dx - padding;
                        if (sy < 0 || sx < 0 || sy >= in.side || sx >= in.side) {
                            continue;
                        }
                        for (int c = 0; c < in.channels; c++) {
                            float value = in.values[(sy * in.side + sx) * in.channels + c];
                            int weight = ((dy * window + dx) * in.channels + c) * outs;
                            for (int o = 0; o < outs; o++) {
                                out.values[at + o] += value * filters.values()[weight + o];
                            }
                        }
                    }
                }
                for (int o = 0; o < outs; o++) {
                    out.values[at + o] = (out.values[at + o] + bias[o]) * scale[o] + shift[o];
                }
            }
        }
        return out;
    }

    private enum Pooling { MAX, AVERAGE }

    private static Map pool(Map in, int window, int stride, Pooling pooling) {
        Map out = new Map((in.side - window) / stride + 1, in.channels);
        for (int y = 0; y < out.side; y++) {
            for (int x = 0; x < out.side; x++) {
                for (int c = 0; c < in.channels; c++) {
                    float max = Float.NEGATIVE_INFINITY;
                    float sum = 0;
                    for (int dy = 0; dy < window; dy++) {
                        for (int dx = 0; dx < window; dx++) {
                            float value = in.values[((y * stride + dy) * in.side + x * stride + dx) * in.channels + c];
                            max = Math.max(max, value);
                            sum += value;
                        }
                    }
                    out.values[(y * out.side + x) * in.channels + c] = pooling == Pooling.MAX ? max : sum / (window * window);
                }
            }
        }
        return out;
    }

    /** What one of the two has less, in channels or at the right and lower edge, counts as zero. */
    private static Map sum(Map one, Map other) {
        Map out = new Map(Math.max(one.side, other.side), Math.max(one.channels, other.channels));
        for (Map part : new Map[] {one, other}) {
            for (int y = 0; y < part.side; y++) {
                for (int x = 0; x < part.side; x++) {
                    for (int c = 0; c < part.channels; c++) {
                        out.values[(y * out.side + x) * out.channels + c] += part.values[(y * part.side + x) * part.channels + c];
                    }
                }
            }
        }
        return out;
    }

    private static Map relu(Map map) {
        for (int i = 0; i < map.values.length; i++) {
            map.values[i] = Math.max(0, map.values[i]);
        }
        return map;
    }

    /** A square picture of channels. */
    private static final class Map {

        final int side;
        final int channels;
        final float[] values;

        Map(int side, int channels) {
            this(side, channels, new float[side * side * channels]);
        }

        Map(int side, int channels, float[] values) {
            this.side = side;
            this.channels = channels;
            this.values = values;
        }
    }
}
