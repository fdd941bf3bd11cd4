package org.hybridface.vision.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the weights format of TensorFlow.js: a JSON manifest that lists tensors in the order in which one binary file holds them,
 * each as float32 or quantized to uint8 with {@code value = q * scale + min}.
 *
 * @see <a href="https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts">WeightsManifestEntry</a>
 */
final class QuantizedWeights {

    private final Map<String, Tensor> tensors = new HashMap<>();

    /**
     * @throws ModelBuildException when manifest and file do not fit each other
     */
    QuantizedWeights(byte[] manifest, byte[] weights) throws ModelBuildException {
        ByteBuffer data = ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN);
        try {
            for (JsonNode group : new ObjectMapper().readTree(manifest)) {
                for (JsonNode entry : group.get("weights")) {
                    tensors.put(entry.get("name").asText(), read(entry, data));
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new ModelBuildException("the weights manifest of the embedding net cannot be read: " + e.getMessage(), e);
        }
        if (data.hasRemaining()) {
            throw new ModelBuildException(
                    data.remaining() + " bytes of the embedding net's weights are not mentioned in their manifest");
        }
    }

    Tensor get(String name) throws ModelBuildException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelBuildException("the embedding net has no weights named " + name);
        }
        return tensor;
    }

    private static Tensor read(JsonNode entry, ByteBuffer data) {
        int[] shape = new int[entry.get("shape").size()];
        int count = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = entry.get("shape").get(i).asInt();
            count *= shape[i];
        }
        float[] values = new float[count];
        JsonNode quantization = entry.path("quantization");
        if (quantization.path("dtype").asText().equals("uint8")) {
            double scale = quantization.get("scale").asDouble();
            double min = quantization.get("min").asDouble();
            for (int i = 0; i < count; i++) {
                values[i] = (float) ((data.get() & 0xFF) * scale + min);
            }
        } else if (quantization.isMissingNode() || quantization.path("dtype").asText().equals("float32")) {
            for (int i = 0; i < count; i++) {
                values[i] = data.getFloat();
            }
        } else {
            throw new IllegalArgumentException(entry.get("name").asText() + " is quantized in an unknown way: " + quantization);
        }
        return new Tensor(shape, values);
    }
}
