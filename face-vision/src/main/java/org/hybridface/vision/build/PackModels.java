package org.hybridface.vision.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Lays the models into the class folder. Run by Maven after compiling; does nothing when every model lies there with the right
 * content already, so an unchanged build costs one hash of each.
 */
public final class PackModels {

    private static final String FACE_API = "@vladmandic/face-api/model/face_recognition_model";
    private static final String MEDIAPIPE = "@mediapipe/face_detection/face_detection_";

    private final NpmPackages npm;
    private final Path output;

    PackModels(NpmPackages npm, Path output) {
        this.npm = npm;
        this.output = output;
    }

    /**
     * @param args the folder of package.json and its lock; a folder to install into; the folder to lay the models into; the npm
     *             command
     */
    public static void main(String[] args) throws IOException, ModelBuildException, InterruptedException {
        NpmPackages npm = new NpmPackages(Path.of(args[0]), Path.of(args[1]), args[3]);
        new PackModels(npm, Path.of(args[2])).pack(models());
    }

    /** The models by the names under which {@code FaceModels} finds them, with the content that a build must yield. */
    static List<PackedModel> models() {
        return List.of(
                new PackedModel("face-api-recognition.onnx",
                        "fe3176fcafd45d03aa3dba9bacddd04dc694d0713491f3d84dbf212a26eedef0",
                        List.of(new NpmFile(FACE_API + "-weights_manifest.json",
                                        "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b"),
                                new NpmFile(FACE_API + ".bin",
                                        "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589")),
                        sources -> new FaceApiToOnnx(new QuantizedWeights(sources.get(0), sources.get(1))).convert()),
                copied("blazeface-short-range.tflite", new NpmFile(MEDIAPIPE + "short_range.tflite",
                        "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633")),
                copied("blazeface-full-range.tflite", new NpmFile(MEDIAPIPE + "full_range.tflite",
                        "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3")));
    }

    void pack(List<PackedModel> models) throws IOException, ModelBuildException, InterruptedException {
        for (PackedModel model : models) {
            if (!Sha256.matches(output.resolve(model.name()), model.sha256())) {
                npm.install(model.sources());
                write(model);
            }
        }
    }

    private void write(PackedModel model) throws IOException, ModelBuildException {
        byte[] content = model.made(npm);
        String sha256 = Sha256.of(content);
        if (!sha256.equals(model.sha256())) {
            throw new ModelBuildException("%s came out with sha256 %s instead of %s. The conversion was changed: check the accuracy"
                    .formatted(model.name(), sha256, model.sha256()) + " (docs/accuracy.md), then write the new value into PackModels.");
        }
        Files.createDirectories(output);
        // Moved into place, so that a build stopped half-way leaves no half model.
        Path temporary = Files.write(output.resolve(model.name() + ".part"), content);
        Files.move(temporary, output.resolve(model.name()), StandardCopyOption.REPLACE_EXISTING);
    }

    private static PackedModel copied(String name, NpmFile source) {
        return new PackedModel(name, source.sha256(), List.of(source), sources -> sources.get(0));
    }
}
