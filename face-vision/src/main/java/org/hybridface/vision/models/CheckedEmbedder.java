// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.models;

import java.util.regex.Pattern;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.VisionException;
import org.opencv.core.Mat;

/**
 * Holds another jar's embedder to what {@link FaceEmbedder} asks for: one vector that is none would be remembered, and from then on nothing could be
 * compared. Used by one thread at a time.
 */
final class CheckedEmbedder implements FaceEmbedder {

    /** What devices may tell each other of a model, and what names it in a log. */
    private static final Pattern MODEL_ID = Pattern.compile("[\\x21-\\x7E]{1,128}");

    /** Far more than what single precision loses on some hundred numbers. */
    private static final double ROUNDING = 0.001;

    private final FaceEmbedder embedder;
    private final String modelId;
    private final ModelLines lines;
    private int length;

    /** @throws VisionException when model id or lines are none */
    CheckedEmbedder(FaceEmbedder embedder) {
        this.embedder = embedder;
        this.modelId = embedder.modelId();
        this.lines = embedder.lines();
        if (modelId == null || !MODEL_ID.matcher(modelId).matches()) {
            throw new VisionException("its model id is not 1 to 128 plain characters without a space");
        }
        if (lines == null) {
            throw new VisionException("it has no lines: its distances mean nothing without them");
        }
    }

    @Override
    public String modelId() {
        return modelId;
    }

    @Override
    public ModelLines lines() {
        return lines;
    }

    @Override
    public Embedding embed(Mat bgr, Landmarks face) {
        return checked(embedder.embed(bgr, face));
    }

    @Override
    public Embedding embedOnce(Mat bgr, Landmarks face) {
        return checked(embedder.embedOnce(bgr, face));
    }

    @Override
    public void close() {
        embedder.close();
    }

    private Embedding checked(Embedding embedding) {
        if (embedding == null || !modelId.equals(embedding.modelId())) {
            throw wrong(embedding == null ? "nothing" : "a vector of the model " + embedding.modelId());
        }
        float[] values = embedding.values();
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        // Written so that what is no number does not pass.
        if (!(Math.abs(Math.sqrt(squares) - 1) < ROUNDING)) {
            throw wrong("a vector of length " + Math.sqrt(squares) + ", which must be one: Embedding.ofUnitLength makes it so");
        }
        if (length == 0) {
            length = values.length;
        }
        if (values.length != length) {
            throw wrong("a vector of " + values.length + " numbers after one of " + length);
        }
        return embedding;
    }

    private VisionException wrong(String what) {
        return new VisionException("the embedder " + modelId + " made " + what);
    }
}
