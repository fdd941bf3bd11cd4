// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision.embed;

import org.hybridface.vision.Accelerator;
import org.hybridface.vision.Cutting;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.ModelLines;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/**
 * SFace from OpenCV Zoo, block-quantised: 128 numbers, scaled to length one. Aligned to the template of OpenCV's
 * {@code FaceRecognizerSF}, with the middle of the mouth in place of its two corners: as good, and not every detector reports corners.
 *
 * @see <a href="https://github.com/opencv/opencv_zoo/tree/main/models/face_recognition_sface">SFace in OpenCV Zoo</a>
 * @see <a href="https://arxiv.org/abs/2205.12010">Zhong et al., SFace: Sigmoid-Constrained Hypersphere Loss for Robust Face Recognition</a>
 */
final class SFaceEmbedder implements FaceEmbedder {

    /** Also tells how faces are cut for it: another alignment gives other embeddings, so it would get another id. */
    static final String MODEL_ID = "sface-2021dec-int8bq";

    /** Measured on 342 people: docs/accuracy.md. */
    static final ModelLines LINES = new ModelLines(1.02, 1.125, 1.03, 0.99, 0.95, 10.8);

    private static final int SIDE_PX = 112;

    /** The template's eyes, nose and middle of the mouth, from OpenCV's face_recognize.cpp. */
    private static final double[][] TEMPLATE = {
        {38.2946, 51.6963}, {73.5318, 51.5014}, {56.0252, 71.7366}, {(41.5493 + 70.7299) / 2, (92.3655 + 92.2041) / 2}};

    private final EmbeddingNet net;

    /** @param onnx the content of the model's file */
    SFaceEmbedder(byte[] onnx, Accelerator accelerator) {
        net = new EmbeddingNet(onnx, accelerator);
    }

    @Override
    public String modelId() {
        return MODEL_ID;
    }

    @Override
    public ModelLines lines() {
        return LINES;
    }

    @Override
    public Embedding embed(Mat bgr, Landmarks face) {
        Mat aligned = aligned(bgr, face);
        try {
            return Embedding.ofUnitLength(MODEL_ID, net.run(aligned));
        } finally {
            aligned.release();
        }
    }

    /** The mean with the mirror image, at twice the time: what several looks are to a face in a video. */
    @Override
    public Embedding embedOnce(Mat bgr, Landmarks face) {
        return Embedding.ofUnitLength(MODEL_ID, withMirrorImage(bgr, face));
    }

    @Override
    public void close() {
        // Nothing to let go of by hand: see EmbeddingNet.
    }

    /** The mean of what the net says of a face and of its mirror image, not scaled. */
    float[] withMirrorImage(Mat bgr, Landmarks face) {
        Mat aligned = aligned(bgr, face);
        Mat mirrored = new Mat();
        try {
            Core.flip(aligned, mirrored, 1);
            float[] mean = net.run(aligned);
            float[] other = net.run(mirrored);
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (mean[i] + other[i]) / 2;
            }
            return mean;
        } finally {
            aligned.release();
            mirrored.release();
        }
    }

    /** @return the face in its square; the caller releases it */
    static Mat aligned(Mat bgr, Landmarks face) {
        return Cutting.square(bgr, SimilarityFit.of(face, TEMPLATE), SIDE_PX);
    }
}
