// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hybridface.vision.Accelerator;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceDetectorProvider;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.FaceEmbedderProvider;
import org.hybridface.vision.ModelSettings;
import org.hybridface.vision.OpenCv;
import org.hybridface.vision.VisionException;
import org.hybridface.vision.detect.FaceSearch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens detectors and embedders by name: those of this jar and those of any other jar on the class path that brings a
 * {@link FaceDetectorProvider} or {@link FaceEmbedderProvider}. Immutable, thread safe; each detector and embedder it opens belongs to
 * one thread.
 */
public final class FaceModels {

    private static final Providers<FaceDetectorProvider> DETECTORS =
            new Providers<>(FaceDetectorProvider.class, FaceDetectorProvider::name, "face.detector", "yunet");
    private static final Providers<FaceEmbedderProvider> EMBEDDERS =
            new Providers<>(FaceEmbedderProvider.class, FaceEmbedderProvider::name, "face.embedder", "sface");

    private static final Logger LOG = LoggerFactory.getLogger(FaceModels.class);

    /** Below it a face is too small to be recognised well. */
    private static final int SMALLEST_FACE_PX = 40;

    private final ModelSettings settings;

    private FaceModels(ModelSettings settings) {
        this.settings = settings;
    }

    /** On the CPU; see {@link #open(Optional, Accelerator)}. */
    public static FaceModels open(Optional<Path> folder) {
        return open(folder, Accelerator.CPU);
    }

    /**
     * @param folder where providers of one's own may look for model files ({@code face.models.dir}); empty when there is none. The models of this
     *               jar need none
     * @throws VisionException when the folder does not exist
     */
    public static FaceModels open(Optional<Path> folder, Accelerator accelerator) {
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            throw new VisionException("face.models.dir is " + folder.get().toAbsolutePath() + ", which is no folder: create it, or leave "
                    + "the property empty for the packed models");
        }
        return new FaceModels(new ModelSettings(folder, accelerator));
    }

    /** For faces from {@value #SMALLEST_FACE_PX} pixels on. */
    public FaceDetector detector(String name) {
        return detector(name, SMALLEST_FACE_PX);
    }

    /**
     * @param name           {@code auto} for YuNet, or a provider's name
     * @param smallestFacePx the smallest face wanted: the longer side of its box in pixels of the picture ({@code face.quality.min-size}). The
     *                       smaller, the longer a look takes; below half of what the model sees faces are not found
     * @return finds faces of that size and up in pictures of any size; the caller closes it
     * @throws VisionException when there is no such model, or it cannot be used
     */
    public FaceDetector detector(String name, int smallestFacePx) {
        OpenCv.load();
        FaceDetector detector = DETECTORS.made(name, provider ->
                new FaceSearch(() -> new CheckedDetector(made(provider)), provider.sees(), provider.sure(), Math.max(1, smallestFacePx)));
        LOG.info("detector={} chosen-by={} smallest-face-px={} accelerator={}", detector.modelId(), name, smallestFacePx,
                settings.accelerator().word());
        return detector;
    }

    /**
     * @param name {@code auto} for SFace, or a provider's name
     * @return the caller closes it
     * @throws VisionException when there is no such model, or it cannot be used. So does what it makes when a jar's model answers with what is no
     *                         vector
     */
    public FaceEmbedder embedder(String name) {
        OpenCv.load();
        FaceEmbedder embedder = EMBEDDERS.made(name, provider -> new CheckedEmbedder(made(provider)));
        LOG.info("embedder={} chosen-by={} accelerator={}", embedder.modelId(), name, settings.accelerator().word());
        return embedder;
    }

    /**
     * Looks whether there are models of these names, without loading any.
     *
     * @throws VisionException when there is none
     */
    public static void check(String detector, String embedder) {
        DETECTORS.named(detector);
        EMBEDDERS.named(embedder);
    }

    private FaceDetector made(FaceDetectorProvider provider) {
        return Optional.ofNullable(provider.create(settings)).orElseThrow(() -> new VisionException("it made no detector"));
    }

    private FaceEmbedder made(FaceEmbedderProvider provider) {
        return Optional.ofNullable(provider.create(settings)).orElseThrow(() -> new VisionException("it made no embedder"));
    }
}
