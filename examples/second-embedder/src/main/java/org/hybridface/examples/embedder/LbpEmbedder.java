// SPDX-License-Identifier: Apache-2.0
package org.hybridface.examples.embedder;

import java.util.stream.IntStream;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.ModelLines;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Histograms of local binary patterns in the cells of a grid. The way before there were nets, small and quick and far less certain: it shows what an
 * embedder is, and is no good door keeper.
 *
 * @see <a href="https://doi.org/10.1109/TPAMI.2006.244">Ahonen, Hadid, Pietikainen: Face Description with Local Binary Patterns</a>
 */
final class LbpEmbedder implements FaceEmbedder {

    private static final String MODEL_ID = "lbp-8x8";

    /** From the rendered people of demo-scene: below the first line no two of them met. They are no people, so these lines hold for the demo only. */
    private static final ModelLines LINES = new ModelLines(0.56, 0.6, 0.58, 0.56, 0.5, 0);

    private static final int SIDE_PX = 112;
    private static final int CELLS = 8;
    private static final int CELL_PX = SIDE_PX / CELLS;

    /** Where the eyes come to lie. */
    private static final double EYES_APART_PX = 44;
    private static final double EYES_DOWN_PX = 42;

    /** Patterns with at most two changes between dark and light have a bin each, all others share the last one. */
    private static final int BINS = 59;
    private static final int[] BIN = bins();
    private static final int[][] NEIGHBOURS = {{-1, -1}, {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}};

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
        byte[] pixels = aligned(bgr, face);
        float[] histograms = new float[CELLS * CELLS * BINS];
        for (int y = 1; y < SIDE_PX - 1; y++) {
            for (int x = 1; x < SIDE_PX - 1; x++) {
                histograms[(y / CELL_PX * CELLS + x / CELL_PX) * BINS + BIN[pattern(pixels, x, y)]]++;
            }
        }
        // The distance of roots is Hellinger's, in which a full bin does not drown the others.
        for (int i = 0; i < histograms.length; i++) {
            histograms[i] = (float) Math.sqrt(histograms[i]);
        }
        return Embedding.ofUnitLength(MODEL_ID, histograms);
    }

    /** Grey, turned and scaled so that the eyes are where they always are. */
    private static byte[] aligned(Mat bgr, Landmarks face) {
        double dx = face.leftEye().x() - face.rightEye().x();
        double dy = face.leftEye().y() - face.rightEye().y();
        double apart = Math.hypot(dx, dy);
        if (!(apart > 0)) {
            throw new IllegalArgumentException("the eyes lie at one point, so that there is no face to align");
        }
        double cos = dx / apart * EYES_APART_PX / apart;
        double sin = dy / apart * EYES_APART_PX / apart;
        double middleX = (face.leftEye().x() + face.rightEye().x()) / 2;
        double middleY = (face.leftEye().y() + face.rightEye().y()) / 2;
        Mat matrix = new Mat(2, 3, CvType.CV_64F);
        Mat square = new Mat();
        Mat grey = new Mat();
        try {
            matrix.put(0, 0, cos, sin, SIDE_PX / 2.0 - cos * middleX - sin * middleY, -sin, cos, EYES_DOWN_PX + sin * middleX - cos * middleY);
            Imgproc.warpAffine(bgr, square, matrix, new Size(SIDE_PX, SIDE_PX));
            Imgproc.cvtColor(square, grey, Imgproc.COLOR_BGR2GRAY);
            byte[] pixels = new byte[SIDE_PX * SIDE_PX];
            grey.get(0, 0, pixels);
            return pixels;
        } finally {
            matrix.release();
            square.release();
            grey.release();
        }
    }

    /** A bit for each neighbour: whether it is at least as light. */
    private static int pattern(byte[] pixels, int x, int y) {
        int here = pixels[y * SIDE_PX + x] & 0xff;
        int pattern = 0;
        for (int[] neighbour : NEIGHBOURS) {
            int there = pixels[(y + neighbour[1]) * SIDE_PX + x + neighbour[0]] & 0xff;
            pattern = pattern << 1 | (there >= here ? 1 : 0);
        }
        return pattern;
    }

    private static int[] bins() {
        int[] bins = new int[256];
        int next = 0;
        for (int pattern : IntStream.range(0, bins.length).toArray()) {
            int turned = (pattern << 1 | pattern >> 7) & 0xff;
            bins[pattern] = Integer.bitCount(pattern ^ turned) <= 2 ? next++ : BINS - 1;
        }
        return bins;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
