// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import org.opencv.core.Mat;

/**
 * Turns a face into a vector, so that two photos of one person lie close together. An instance owns native memory and is used
 * by one thread at a time.
 */
public interface FaceEmbedder extends AutoCloseable {

    /** Which model embeds; embeddings of two models are never compared. */
    String modelId();

    /** What distances and strengths of this model's embeddings mean. */
    ModelLines lines();

    /**
     * Aligns the face by its landmarks and embeds it.
     *
     * @param bgr  the picture the face was found in, BGR, 8 bits a channel; not changed, not kept
     * @param face landmarks in pixels of that picture
     * @return of length one, with its strength when the model's vectors have one
     * @throws IllegalArgumentException when the landmarks lie at one point, so that there is no face to align
     */
    Embedding embed(Mat bgr, Landmarks face);

    /**
     * As {@link #embed}, of a face that nobody can look at a second time, as on a photo: may take longer to see more. Its embeddings are
     * compared with those of {@link #embed}.
     */
    default Embedding embedOnce(Mat bgr, Landmarks face) {
        return embed(bgr, face);
    }

    @Override
    void close();
}
