// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Another model comes as a jar beside ours and needs no change in ours: one is compiled and packed here, its model file inside. */
class ProviderJarTest {

    private static final String SOURCE = """
            package org.example;
            import java.io.IOException;
            import org.hybridface.vision.*;
            import org.opencv.core.Mat;
            public final class OwnEmbedder implements FaceEmbedderProvider {
                public String name() { return "own"; }
                public FaceEmbedder create(ModelSettings settings) {
                    byte[] model;
                    try (var in = OwnEmbedder.class.getResourceAsStream("own.model")) {
                        model = in.readAllBytes();
                    } catch (IOException e) {
                        throw new VisionException("own.model cannot be read", e);
                    }
                    return new FaceEmbedder() {
                        public String modelId() { return "own-1"; }
                        public ModelLines lines() { return new ModelLines(0.5, 0.6, 0.5, 0.4, 0.3, 0); }
                        public Embedding embed(Mat bgr, Landmarks face) { return Embedding.ofUnitLength("own-1", new float[] {model[0], bgr.rows()}); }
                        public void close() { }
                    };
                }
            }
            """;

    @TempDir
    Path lib;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private Path jar;

    @BeforeEach
    void pack() throws IOException {
        Path source = Files.writeString(Files.createDirectories(lib.resolve("src")).resolve("OwnEmbedder.java"), SOURCE);
        Path classes = Files.createDirectories(lib.resolve("classes"));
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(),
                "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(result).as("javac").isZero();
        Files.write(classes.resolve("org/example/own.model"), new byte[] {7});
        jar = lib.resolve("own.jar");
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
            add(out, "META-INF/services/org.hybridface.vision.FaceEmbedderProvider", "org.example.OwnEmbedder".getBytes(StandardCharsets.UTF_8));
            for (Path each : files(classes)) {
                add(out, classes.relativize(each).toString(), Files.readAllBytes(each));
            }
        }
    }

    @AfterEach
    void back() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void anEmbedderInAJarIsFoundByItsNameAndBringsItsOwnLines() throws IOException {
        OpenCv.load();
        FaceModels models = FaceModels.open(Optional.empty());
        assertThatThrownBy(() -> models.embedder("own")).hasMessageContaining("face.embedder is 'own'");
        try (URLClassLoader withJar = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(withJar);
            Mat picture = new Mat(24, 24, CvType.CV_8UC3);
            try (FaceEmbedder own = models.embedder("own")) {
                Embedding embedding = own.embed(picture, FaceShapes.frontal(12, 12, 20));
                assertThat(embedding.modelId()).isEqualTo("own-1");
                assertThat(embedding.strength()).hasValue(25);
                assertThat(own.lines().cacheDistance()).isEqualTo(0.5);
            }
            picture.release();
            assertThatThrownBy(() -> models.embedder("other")).hasMessageContaining("auto, own, sface, sface-mirrored");
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
