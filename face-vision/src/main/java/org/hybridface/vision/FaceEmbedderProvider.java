// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/**
 * Brings a model that tells faces apart. Found by {@link java.util.ServiceLoader}: a jar on the class path (on a device: in its
 * {@code lib} folder) that names its provider in {@code META-INF/services/org.hybridface.vision.FaceEmbedderProvider} is enough. Model
 * id and lines come with the embedder it makes. Providers have a public constructor without parameters and hold no state.
 */
public interface FaceEmbedderProvider {

    /** The word that chooses it in {@code face.embedder}. */
    String name();

    /**
     * @return a new embedder; the caller closes it
     * @throws VisionException when its model is missing or unusable; the message says what to do
     */
    FaceEmbedder create(ModelSettings settings);
}
