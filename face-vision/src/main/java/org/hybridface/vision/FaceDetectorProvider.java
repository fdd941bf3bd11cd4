// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/**
 * Brings a model that finds faces. Found by {@link java.util.ServiceLoader}, as {@link FaceEmbedderProvider} is.
 * Providers have a public constructor without parameters and hold no state.
 */
public interface FaceDetectorProvider {

    /** The word that chooses it in {@code face.detector}. */
    String name();

    /**
     * Which faces the model sees in the picture it is given. Pictures are scaled and cut so that faces of every wanted size come
     * into this range: the detector itself need not look twice.
     */
    FaceSizes sees();

    /**
     * From which confidence on a detection is a face; one of less is a guess that counts only if a closer look confirms it. 0: every
     * detection is a face.
     */
    default double sure() {
        return 0;
    }

    /**
     * @return a new detector; the caller closes it
     * @throws VisionException when its model is missing or unusable; the message says what to do
     */
    FaceDetector create(ModelSettings settings);
}
