package org.hybridface.vision.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.hybridface.vision.OpenCv;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

class FaceApiToOnnxTest {

    private static final Path MODEL = Path.of("target/npm/node_modules/@vladmandic/face-api/model");
    private static final int SIDE = 150;

    @Test
    void theConvertedNetComputesWhatTheOriginalDoes() throws Exception {
        QuantizedWeights weights = weights();
        float[] pixels = new float[SIDE * SIDE * 3];
        Random random = new Random(11);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat() - 0.45f;
        }
        float[] expected = new PlainNet(weights).embed(pixels);
        float[] converted = run(new FaceApiToOnnx(weights).convert(), pixels);
        for (int i = 0; i < expected.length; i++) {
            assertThat(converted[i]).as("number %d", i).isCloseTo(expected[i], within(1e-4f));
        }
    }

    @Test
    void twoConversionsGiveTheSameBytes() throws Exception {
        assertThat(Sha256.of(new FaceApiToOnnx(weights()).convert())).isEqualTo(Sha256.of(new FaceApiToOnnx(weights()).convert()));
    }

    @Test
    void weightsThatDoNotFitTheirManifestAreRefused() {
        byte[] manifest = """
                [{"weights":[{"name":"a","shape":[2,2],"dtype":"float32","quantization":{"dtype":"uint8","scale":0.5,"min":-1}}]}]"""
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new QuantizedWeights(manifest, new byte[3])).isInstanceOf(ModelBuildException.class);
        assertThatThrownBy(() -> new QuantizedWeights(manifest, new byte[5])).isInstanceOf(ModelBuildException.class)
                .hasMessageContaining("1 bytes");
    }

    @Test
    void quantizedNumbersAreSpreadOut() throws Exception {
        byte[] manifest = """
                [{"weights":[{"name":"a","shape":[3],"dtype":"float32","quantization":{"dtype":"uint8","scale":0.5,"min":-1}}]}]"""
                .getBytes(StandardCharsets.UTF_8);
        assertThat(new QuantizedWeights(manifest, new byte[] {0, 2, (byte) 255}).get("a").values()).containsExactly(-1f, 0f, 126.5f);
    }

    private static QuantizedWeights weights() throws Exception {
        Path weights = MODEL.resolve("face_recognition_model.bin");
        assumeTrue(Files.exists(weights), () -> "skipped: " + weights + " is gone; 'mvn clean' brings it back with the next build");
        return new QuantizedWeights(Files.readAllBytes(MODEL.resolve("face_recognition_model-weights_manifest.json")),
                Files.readAllBytes(weights));
    }

    private static float[] run(byte[] onnx, float[] pixels) {
        OpenCv.load();
        MatOfByte bytes = new MatOfByte(onnx);
        Net net = Dnn.readNetFromONNX(bytes);
        Mat input = new Mat(new int[] {1, 3, SIDE, SIDE}, CvType.CV_32F);
        float[] planes = new float[pixels.length];
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            for (int c = 0; c < 3; c++) {
                planes[c * SIDE * SIDE + pixel] = pixels[pixel * 3 + c];
            }
        }
        input.put(new int[] {0, 0, 0, 0}, planes);
        net.setInput(input);
        Mat output = net.forward();
        float[] values = new float[(int) output.total()];
        output.get(0, 0, values);
        bytes.release();
        input.release();
        output.release();
        return values;
    }
}
