package org.hybridface.local.rekognition;

import java.util.List;
import org.hybridface.vision.Embedding;

/** Finds and embeds the faces of photos. Implementations are thread safe. */
interface PhotoAnalyser extends AutoCloseable {

    /** Which model embeds; collections of another model cannot be searched. */
    String modelId();

    /** The distance below which two embeddings of the model are taken for one person. */
    double sameFaceDistance();

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

        Embedding embed(Face face);

        @Override
        void close();
    }
}
