// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.util.List;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.ModelLines;

/** Finds and embeds the faces of photos. Implementations are thread safe. */
interface PhotoAnalyser extends AutoCloseable {

    /** Which model embeds; collections of another model cannot be searched. */
    String modelId();

    /** What distances and strengths of the model's embeddings mean. */
    ModelLines lines();

    /**
     * @param image a JPEG or PNG file
     * @throws org.hybridface.local.http.AwsException when it is no such file, or too small or too large
     */
    Photo open(byte[] image);

    @Override
    void close();

    /** One photo, open for as long as its faces are looked at. Used by one thread. */
    interface Photo extends AutoCloseable {

        /** Every face, largest first. */
        List<Face> faces();

        /** Embeds a face of this photo, once however often it is asked. */
        Embedding embed(Face face);

        @Override
        void close();
    }
}
