// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Another model comes as a jar beside ours and needs no change in ours; what such a jar does wrong is said, and harms nothing. */
class ProviderJarTest {

    private static final String OWN = """
            public String name() { return "own"; }
            public FaceEmbedder create(ModelSettings settings) {
                byte[] model;
                try (var in = OwnEmbedder.class.getResourceAsStream("own.model")) {
                    model = in.readAllBytes();
                } catch (java.io.IOException e) {
                    throw new VisionException("own.model cannot be read", e);
                }
                return new FaceEmbedder() {
                    public String modelId() { return "own-1"; }
                    public ModelLines lines() { return new ModelLines(0.5, 0.6, 0.5, 0.4, 0.3, 0); }
                    public Embedding embed(Mat bgr, Landmarks face) { return Embedding.ofUnitLength("own-1", new float[] {model[0], bgr.rows()}); }
                    public void close() { }
                };
            }
            """;

    /** An embedder whose model id, lines and vector are given; {@code times} counts its looks. */
    private static final String EMBEDDER = """
            public String name() { return "odd"; }
            public FaceEmbedder create(ModelSettings settings) {
                return new FaceEmbedder() {
                    int times;
                    public String modelId() { return %s; }
                    public ModelLines lines() { return %s; }
                    public Embedding embed(Mat bgr, Landmarks face) { times++; return %s; }
                    public void close() { }
                };
            }
            """;
    private static final String LINES = "new ModelLines(0.5, 0.6, 0.5, 0.4, 0.3, 0)";
    private static final String VECTOR = "Embedding.ofUnitLength(\"odd-1\", new float[] {3, 4})";

    private final FaceModels models = FaceModels.open(Optional.empty());

    @TempDir
    Path lib;

    @BeforeAll
    static void load() {
        OpenCv.load();
    }

    @Test
    void anEmbedderInAJarIsFoundByItsNameAndBringsItsOwnLines() throws IOException {
        assertThatThrownBy(() -> models.embedder("own")).hasMessageContaining("face.embedder is 'own'");
        ProviderJar own = ProviderJar.of(lib, FaceEmbedderProvider.class, "OwnEmbedder", OWN, "own.model", new byte[] {7});
        ProviderJar.with(List.of(own), () -> {
            Mat picture = new Mat(24, 24, CvType.CV_8UC3);
            try (FaceEmbedder embedder = models.embedder("own")) {
                Embedding embedding = embedder.embed(picture, FaceShapes.frontal(12, 12, 20));
                assertThat(embedding.modelId()).isEqualTo("own-1");
                assertThat(embedding.strength()).hasValue(25);
                assertThat(embedder.lines().cacheDistance()).isEqualTo(0.5);
            }
            picture.release();
            assertThatThrownBy(() -> models.embedder("other")).hasMessageContaining("auto, own, sface, sface-mirrored");
        });
    }

    @Test
    void ofTwoJarsWithOneNameNobodyKnowsWhichIsMeant() throws IOException {
        ProviderJar one = ProviderJar.of(lib, FaceEmbedderProvider.class, "One", embedder("\"odd-1\"", LINES, VECTOR));
        ProviderJar two = ProviderJar.of(lib, FaceEmbedderProvider.class, "Two", embedder("\"odd-1\"", LINES, VECTOR));
        ProviderJar sface = ProviderJar.of(lib, FaceEmbedderProvider.class, "Ours", embedder("\"odd-1\"", LINES, VECTOR).replace("\"odd\"", "\"sface\""));
        ProviderJar.with(List.of(one, two, sface), () -> {
            assertThatThrownBy(() -> models.embedder("odd")).isInstanceOf(VisionException.class)
                    .hasMessageContaining("more than one FaceEmbedderProvider is called 'odd'").hasMessageContaining("org.example.One in One.jar")
                    .hasMessageContaining("org.example.Two in Two.jar");
            assertThatThrownBy(() -> models.embedder("auto")).as("auto is sface").isInstanceOf(VisionException.class)
                    .hasMessageContaining("org.example.Ours in Ours.jar");
            assertThatThrownBy(() -> FaceModels.check("auto", "odd")).isInstanceOf(VisionException.class);
        });
    }

    @Test
    void jarsThatCannotBeLoadedKeepNobodyFromTheOthersAndAreToldWhenOneIsMissed() throws IOException {
        ProviderJar nothing = ProviderJar.ofNothing(lib, FaceEmbedderProvider.class);
        ProviderJar later = ProviderJar.of(lib, FaceEmbedderProvider.class, "Later", embedder("\"odd-1\"", LINES, VECTOR)).ofALaterJava(FaceEmbedderProvider.class);
        ProviderJar nameless = ProviderJar.of(lib, FaceEmbedderProvider.class, "Nameless", embedder("\"odd-1\"", LINES, VECTOR).replace("\"odd\"", "null"));
        ProviderJar.with(List.of(nothing, later, nameless), () -> {
            models.embedder("auto").close();
            assertThatThrownBy(() -> models.embedder("odd")).isInstanceOf(VisionException.class).hasMessageContaining("auto, sface, sface-mirrored")
                    .hasMessageContaining("org.example.Nothing").hasMessageContaining("org/example/Later has been compiled by a more recent version of the Java")
                    .hasMessageContaining("org.example.Nameless in Nameless.jar has no name").hasMessageContaining("mend or remove it");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "throw new IllegalStateException(\"no licence file\"); | java.lang.IllegalStateException: no licence file",
        "throw new VisionException(\"own.onnx is missing\");   | cannot be used: own.onnx is missing",
        "throw new UnsatisfiedLinkError(\"libown.so\");        | libown.so",
        "return null;                                          | it made no embedder"})
    void aProviderThatMakesNothingIsNamedWithItsJarAndItsReason(String making, String reason) throws IOException {
        ProviderJar jar = ProviderJar.of(lib, FaceEmbedderProvider.class, "Odd", """
                public String name() { return "odd"; }
                public FaceEmbedder create(ModelSettings settings) { %s }
                """.formatted(making));
        ProviderJar.with(List.of(jar), () -> assertThatThrownBy(() -> models.embedder("odd")).isInstanceOf(VisionException.class)
                .hasMessageStartingWith("face.embedder is 'odd', and its provider, org.example.Odd in Odd.jar, cannot be used").hasMessageContaining(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "null                   | new ModelLines(0.5, 0.6, 0.5, 0.4, 0.3, 0) | model id",
        "\"my model\"           | new ModelLines(0.5, 0.6, 0.5, 0.4, 0.3, 0) | model id",
        "\"x\".repeat(129)      | new ModelLines(0.5, 0.6, 0.5, 0.4, 0.3, 0) | model id",
        "\"odd-1\"              | null                                       | lines",
        "\"odd-1\"              | new ModelLines(0, 0.6, 0.5, 0.4, 0.3, 0)   | the cache distance is 0.0"})
    void anEmbedderWithoutAUsableIdOrLinesIsNotTaken(String id, String lines, String reason) throws IOException {
        ProviderJar jar = ProviderJar.of(lib, FaceEmbedderProvider.class, "Odd", embedder(id, lines, VECTOR));
        ProviderJar.with(List.of(jar), () -> assertThatThrownBy(() -> models.embedder("odd")).isInstanceOf(VisionException.class)
                .hasMessageContaining("org.example.Odd in Odd.jar").hasMessageContaining(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "null                                                                  | made nothing",
        "new Embedding(\"odd-1\", new float[0])                                | length 0.0",
        "new Embedding(\"odd-1\", new float[] {3, 4})                          | length 5.0, which must be one",
        "new Embedding(\"odd-1\", new float[] {1, Float.NaN})                  | length NaN",
        "new Embedding(\"odd-2\", new float[] {1, 0})                          | a vector of the model odd-2",
        "Embedding.ofUnitLength(\"odd-1\", java.util.Arrays.copyOf(new float[] {3, 4}, times + 1))   | a vector of 3 numbers after one of 2"})
    void whatIsNoVectorOfTheModelIsNeverRemembered(String vector, String reason) throws IOException {
        ProviderJar jar = ProviderJar.of(lib, FaceEmbedderProvider.class, "Odd", embedder("\"odd-1\"", LINES, vector));
        ProviderJar.with(List.of(jar), () -> {
            Mat picture = new Mat(24, 24, CvType.CV_8UC3);
            try (FaceEmbedder odd = models.embedder("odd")) {
                assertThatThrownBy(() -> {
                    odd.embed(picture, FaceShapes.frontal(12, 12, 20));
                    odd.embedOnce(picture, FaceShapes.frontal(12, 12, 20));
                }).isInstanceOf(VisionException.class).hasMessageContaining("odd-1").hasMessageContaining(reason);
            }
            picture.release();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "new Box(10, 10, 50, 60)           | 22 | 1",
        "new Box(Double.NaN, 10, 50, 60)   | 22 | 0",
        "new Box(10, 10, 0, 60)            | 22 | 0",
        "new Box(10, 10, 50, 60)           | 48 | 0"})
    void aFaceThatIsNowhereIsNone(String box, double rightEye, int found) throws IOException {
        ProviderJar jar = ProviderJar.of(lib, FaceDetectorProvider.class, "Odd", """
                public String name() { return "odd"; }
                public FaceSizes sees() { return new FaceSizes(30, 400); }
                public FaceDetector create(ModelSettings settings) {
                    return new FaceDetector() {
                        public String modelId() { return "odd-1"; }
                        public List<Detection> detect(Mat bgr) {
                            return List.of(new Detection(%s, new Landmarks(new Point(%s, 30), new Point(48, 30), new Point(35, 45), new Point(35, 58)), 0.9));
                        }
                        public void close() { }
                    };
                }
                """.formatted(box, rightEye));
        ProviderJar.with(List.of(jar), () -> {
            Mat picture = new Mat(100, 100, CvType.CV_8UC3);
            try (FaceDetector odd = models.detector("odd")) {
                assertThat(odd.detect(picture)).hasSize(found);
            }
            picture.release();
        });
    }

    private static String embedder(String id, String lines, String vector) {
        return EMBEDDER.formatted(id, lines, vector);
    }
}
