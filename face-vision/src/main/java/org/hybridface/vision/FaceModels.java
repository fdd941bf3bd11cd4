package org.hybridface.vision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hybridface.vision.build.Sha256;
import org.hybridface.vision.detect.AtMostWide;
import org.hybridface.vision.detect.BlazeFaceDetector;
import org.hybridface.vision.detect.BlazeFaceModel;
import org.hybridface.vision.detect.HaarDetector;
import org.hybridface.vision.detect.YuNetDetector;
import org.hybridface.vision.embed.FaceApiEmbedder;
import org.hybridface.vision.embed.SFaceEmbedder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens detectors and embedders by name: those of the models inside this jar, and those whose file somebody put into a folder.
 * Immutable, thread safe; each detector and embedder it opens belongs to one thread.
 */
public final class FaceModels {

    /** The choices for {@link #detector}. */
    public static final String DETECTORS = "auto, blazeface-short, blazeface-full, yunet, haar";

    /** The choices for {@link #embedder}. */
    public static final String EMBEDDERS = "auto, face-api, sface";

    private static final Logger LOG = LoggerFactory.getLogger(FaceModels.class);
    private static final int DETECT_WIDTH_PX = 640;

    private static final ModelFile YUNET = new ModelFile("face_detection_yunet_2023mar.onnx",
            "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4", "models/face_detection_yunet");
    private static final ModelFile SFACE = new ModelFile("face_recognition_sface_2021dec.onnx",
            "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79", "models/face_recognition_sface");

    private final Optional<Path> folder;

    private FaceModels(Optional<Path> folder) {
        this.folder = folder;
    }

    /**
     * @param folder where model files of one's own lie ({@code face.models.dir}); empty for the packed ones only
     * @throws VisionException when the folder does not exist
     */
    public static FaceModels open(Optional<Path> folder) {
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            throw new VisionException("face.models.dir is " + folder.get().toAbsolutePath() + ", which is no folder: create it, or leave "
                    + "the property empty for the packed models");
        }
        return new FaceModels(folder);
    }

    /**
     * @param name {@code auto} takes YuNet when its file is in the folder, else BlazeFace short range; or {@code blazeface-short},
     *             {@code blazeface-full}, {@code yunet}, {@code haar}
     * @return looks at pictures of any size, at 640 pixels of width at most; the caller closes it
     * @throws VisionException when there is no such model
     */
    public FaceDetector detector(String name) {
        OpenCv.load();
        FaceDetector detector = switch (name) {
            case "auto" -> has(YUNET) ? yuNet() : blazeFace(BlazeFaceModel.SHORT_RANGE);
            case "blazeface-short" -> blazeFace(BlazeFaceModel.SHORT_RANGE);
            case "blazeface-full" -> blazeFace(BlazeFaceModel.FULL_RANGE);
            case "yunet" -> yuNet();
            case "haar" -> new HaarDetector();
            default -> throw new VisionException("face.detector is '" + name + "'; choose one of: " + DETECTORS);
        };
        LOG.info("detector={} chosen-by={}", detector.modelId(), name);
        return new AtMostWide(DETECT_WIDTH_PX, detector);
    }

    /**
     * @param name {@code auto} or {@code face-api} for the packed net, {@code sface} for the one whose file is in the folder
     * @return the caller closes it
     * @throws VisionException when there is no such model
     */
    public FaceEmbedder embedder(String name) {
        OpenCv.load();
        FaceEmbedder embedder = switch (name) {
            // Not SFace by itself: its embeddings cannot be compared with those already stored by the default net.
            case "auto", "face-api" -> new FaceApiEmbedder(packed("face-api-recognition.onnx"));
            case "sface" -> new SFaceEmbedder(fromFolder(SFACE));
            default -> throw new VisionException("face.embedder is '" + name + "'; choose one of: " + EMBEDDERS);
        };
        LOG.info("embedder={} chosen-by={}", embedder.modelId(), name);
        return embedder;
    }

    private static FaceDetector blazeFace(BlazeFaceModel model) {
        return new BlazeFaceDetector(model, packed(model.fileName()));
    }

    private FaceDetector yuNet() {
        return new YuNetDetector(fromFolder(YUNET));
    }

    private boolean has(ModelFile model) {
        return folder.isPresent() && Files.exists(folder.get().resolve(model.name()));
    }

    private byte[] fromFolder(ModelFile model) {
        if (folder.isEmpty()) {
            throw new VisionException(model.name() + " is needed: " + model.advice() + " and set face.models.dir to its folder");
        }
        Path file = folder.get().resolve(model.name()).toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new VisionException("there is no " + file + ": " + model.advice());
        }
        try {
            byte[] content = Files.readAllBytes(file);
            String sha256 = Sha256.of(content);
            if (!sha256.equals(model.sha256())) {
                throw new VisionException("%s is another file than the one tested here, or damaged (%d bytes, sha256 %s, expected %s): %s"
                        .formatted(file, content.length, sha256, model.sha256(), model.advice()));
            }
            return content;
        } catch (IOException e) {
            throw new VisionException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] packed(String name) {
        try (InputStream in = FaceModels.class.getResourceAsStream("models/" + name)) {
            if (in == null) {
                throw new VisionException("face-vision was built without its model " + name + ": build it with 'mvn package', "
                        + "which fetches the models");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A model that is not packed.
     *
     * @param zooFolder where OpenCV Zoo has it
     */
    private record ModelFile(String name, String sha256, String zooFolder) {

        String advice() {
            return "download it from OpenCV Zoo (" + zooFolder + ")";
        }
    }
}
