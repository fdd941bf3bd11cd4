// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.hybridface.local.http.AwsException;
import org.hybridface.messages.ImageHeader;
import org.hybridface.vision.Detection;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.Pose;
import org.hybridface.vision.Quality;
import org.hybridface.vision.QualityMeter;
import org.hybridface.vision.models.FaceModels;
import org.opencv.core.Mat;

/**
 * The analyser on the models of face-vision. Each photo has a detector, an embedder and their thread to itself; as many as there are
 * processors.
 */
final class VisionAnalyser implements PhotoAnalyser {

    /** Rekognition's own smallest side. */
    private static final int MIN_SIDE_PX = 80;

    /** SFace on the face and its mirror image: twice the time, which a device cannot spend on each track and a server can on each question. */
    private static final String TWO_VIEWS = "sface-mirrored";

    private final FaceModels models;
    private final String detectorName;
    private final String embedderName;
    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final ConcurrentLinkedQueue<Eyes> idle = new ConcurrentLinkedQueue<>();
    private final QualityMeter meter = new QualityMeter();
    private final String modelId;
    private final ModelLines lines;

    /** Opens one detector and one embedder at once, so that a missing model is told now and not to the first caller. */
    VisionAnalyser(FaceModels models, String detectorName, String embedderName) {
        this.models = models;
        this.detectorName = detectorName;
        this.embedderName = embedderName.equals("auto") ? TWO_VIEWS : embedderName;
        Eyes first = openEyes();
        this.modelId = first.modelId();
        this.lines = first.lines();
        idle.add(first);
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
    public Photo open(byte[] image) {
        checkSize(image);
        places.acquireUninterruptibly();
        Eyes eyes = null;
        try {
            Eyes idleEyes = idle.poll();
            eyes = idleEyes == null ? openEyes() : idleEyes;
            return new OpenPhoto(eyes.decode(image), eyes);
        } catch (RuntimeException e) {
            if (eyes != null) {
                idle.add(eyes);
            }
            places.release();
            throw e;
        }
    }

    /** No photo may be open. */
    @Override
    public void close() {
        for (Eyes eyes = idle.poll(); eyes != null; eyes = idle.poll()) {
            eyes.close();
        }
    }

    private Eyes openEyes() {
        return Eyes.open(models, detectorName, embedderName);
    }

    /** Reads the header only, and lets in what Rekognition lets in: JPEG and PNG. */
    private static void checkSize(byte[] image) {
        ImageHeader header = ImageHeader.read(image).orElseThrow(Eyes::invalidFormat);
        if (Math.min(header.widthPx(), header.heightPx()) < MIN_SIDE_PX) {
            throw AwsException.badRequest("InvalidParameterException", "Request has invalid parameters: the image has "
                    + header.widthPx() + "x" + header.heightPx() + " pixels and needs " + MIN_SIDE_PX + "x" + MIN_SIDE_PX + " or more");
        }
        if (header.pixels() > ImageHeader.MAX_PIXELS) {
            throw AwsException.badRequest("ImageTooLargeException", "Image size is too large");
        }
        if (header.scans() > ImageHeader.MAX_SCANS) {
            throw Eyes.invalidFormat();
        }
    }

    private final class OpenPhoto implements Photo {

        private final Mat pixels;
        private final Eyes eyes;
        private final IdentityHashMap<Face, Embedding> embedded = new IdentityHashMap<>();

        OpenPhoto(Mat pixels, Eyes eyes) {
            this.pixels = pixels;
            this.eyes = eyes;
        }

        @Override
        public List<Face> faces() {
            return eyes.look((detector, embedder) -> detector.detect(pixels).stream()
                    .map(this::measure)
                    .sorted(Comparator.comparingDouble(Face::area).reversed())
                    .toList());
        }

        @Override
        public Embedding embed(Face face) {
            return embedded.computeIfAbsent(face, one ->
                    eyes.look((detector, embedder) -> embedder.embed(pixels, detector.landmarks(pixels, one.detection()))));
        }

        @Override
        public void close() {
            pixels.release();
            idle.add(eyes);
            places.release();
        }

        private Face measure(Detection detection) {
            Quality quality = meter.measure(pixels, detection);
            return new Face(detection, pixels.cols(), pixels.rows(), Pose.of(detection.landmarks()), meter.brightness(pixels, detection.box()),
                    100 * quality.sharpness());
        }
    }
}
