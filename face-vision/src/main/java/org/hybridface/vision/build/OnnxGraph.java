package org.hybridface.vision.build;

import java.util.List;
import java.util.Map;

/**
 * A neural net under construction, written as ONNX (operator set 9, the newest in which padding is still an attribute and every
 * version of OpenCV reads it). Each method adds one operator and returns the name of its output. All tensors are NCHW, float32.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>, where the field numbers come from
 */
final class OnnxGraph {

    private static final int IR_VERSION = 4;
    private static final int OPERATOR_SET = 9;
    private static final int TYPE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final ProtoWriter graph = new ProtoWriter();

    OnnxGraph(String name) {
        graph.text(2, name);
    }

    String input(String name, long... shape) {
        graph.message(11, valueInfo(name, shape));
        return name;
    }

    void output(String name, long... shape) {
        graph.message(12, valueInfo(name, shape));
    }

    /**
     * @param filters output channels, input channels, height, width
     * @param padding the same on all four sides, in pixels
     */
    String convolution(String name, String input, Tensor filters, Tensor bias, int stride, int padding) {
        long side = filters.shape()[2];
        return node("Conv", name, List.of(input, constant(name + "/filters", filters), constant(name + "/bias", bias)),
                Map.of("kernel_shape", new long[] {side, side}, "strides", new long[] {stride, stride},
                        "pads", new long[] {padding, padding, padding, padding}));
    }

    String relu(String name, String input) {
        return node("Relu", name, List.of(input), Map.of());
    }

    String maxPool(String name, String input, int side, int stride) {
        return node("MaxPool", name, List.of(input), pooling(side, stride));
    }

    String averagePool(String name, String input, int side, int stride) {
        return node("AveragePool", name, List.of(input), pooling(side, stride));
    }

    String globalAveragePool(String name, String input) {
        return node("GlobalAveragePool", name, List.of(input), Map.of());
    }

    /** Zeros behind the last channel, below the last row and right of the last column. */
    String padAtEnd(String name, String input, int channels, int rows, int columns) {
        return node("Pad", name, List.of(input), Map.of("pads", new long[] {0, 0, 0, 0, 0, channels, rows, columns}));
    }

    String add(String name, String left, String right) {
        return node("Add", name, List.of(left, right), Map.of());
    }

    String flatten(String name, String input) {
        return node("Flatten", name, List.of(input), Map.of("axis", new long[] {1}));
    }

    String matrixProduct(String name, String input, Tensor matrix) {
        return node("MatMul", name, List.of(input, constant(name + "/matrix", matrix)), Map.of());
    }

    byte[] toBytes() {
        return new ProtoWriter()
                .number(1, IR_VERSION)
                .text(2, "hybrid-face-recognition")
                .message(7, graph)
                .message(8, new ProtoWriter().text(1, "").number(2, OPERATOR_SET))
                .toBytes();
    }

    private static Map<String, long[]> pooling(int side, int stride) {
        return Map.of("kernel_shape", new long[] {side, side}, "strides", new long[] {stride, stride});
    }

    private String constant(String name, Tensor tensor) {
        ProtoWriter proto = new ProtoWriter();
        for (long dimension : tensor.shape()) {
            proto.number(1, dimension);
        }
        graph.message(5, proto.number(2, TYPE_FLOAT).text(8, name).floats(9, tensor.values()));
        return name;
    }

    private String node(String operator, String name, List<String> inputs, Map<String, long[]> attributes) {
        ProtoWriter proto = new ProtoWriter();
        inputs.forEach(input -> proto.text(1, input));
        proto.text(2, name).text(3, name).text(4, operator);
        // Sorted, so that two builds write the same bytes.
        attributes.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(entry -> proto.message(5, attribute(entry.getKey(), entry.getValue())));
        graph.message(1, proto);
        return name;
    }

    private static ProtoWriter attribute(String name, long[] values) {
        ProtoWriter proto = new ProtoWriter().text(1, name);
        if (name.equals("axis")) {
            return proto.number(3, values[0]).number(20, ATTRIBUTE_INT);
        }
        for (long value : values) {
            proto.number(8, value);
        }
        return proto.number(20, ATTRIBUTE_INTS);
    }

    private static ProtoWriter valueInfo(String name, long... shape) {
        ProtoWriter dimensions = new ProtoWriter();
        for (long dimension : shape) {
            dimensions.message(1, new ProtoWriter().number(1, dimension));
        }
        ProtoWriter tensorType = new ProtoWriter().number(1, TYPE_FLOAT).message(2, dimensions);
        return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensorType));
    }
}
