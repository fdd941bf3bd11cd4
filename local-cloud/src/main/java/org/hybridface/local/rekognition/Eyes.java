// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.hybridface.local.http.AwsException;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Jpeg;
import org.hybridface.vision.ModelLines;
import org.hybridface.vision.UnreadableImageException;
import org.hybridface.vision.models.FaceModels;
import org.opencv.core.Mat;

/**
 * A detector and an embedder, which are not thread safe, and the one thread that uses them. The C library keeps what a thread freed for
 * later, in an arena of that thread's: were the nets run on whichever thread a request came by, each of these would in time hold as much
 * as a whole look takes. Lent to one photo at a time.
 */
final class Eyes implements AutoCloseable {

    private final ExecutorService thread;
    private final FaceDetector detector;
    private final FaceEmbedder embedder;

    private Eyes(ExecutorService thread, FaceDetector detector, FaceEmbedder embedder) {
        this.thread = thread;
        this.detector = detector;
        this.embedder = embedder;
    }

    /** @throws org.hybridface.vision.VisionException when there is no such model */
    static Eyes open(FaceModels models, String detectorName, String embedderName) {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread eyes = new Thread(task, "eyes");
            eyes.setDaemon(true);
            return eyes;
        });
        try {
            return on(thread, () -> {
                FaceDetector detector = models.detector(detectorName);
                try {
                    return new Eyes(thread, detector, models.embedder(embedderName));
                } catch (RuntimeException e) {
                    detector.close();
                    throw e;
                }
            });
        } catch (RuntimeException | Error e) {
            thread.shutdown();
            throw e;
        }
    }

    String modelId() {
        return embedder.modelId();
    }

    ModelLines lines() {
        return embedder.lines();
    }

    /** @throws AwsException when it is no image */
    Mat decode(byte[] image) {
        return on(thread, () -> {
            try {
                return Jpeg.decode(image);
            } catch (UnreadableImageException e) {
                throw invalidFormat();
            }
        });
    }

    /** Waits for what is done with both. What is thrown there is thrown here. */
    <T> T look(BiFunction<FaceDetector, FaceEmbedder, T> step) {
        return on(thread, () -> step.apply(detector, embedder));
    }

    static AwsException invalidFormat() {
        return AwsException.badRequest("InvalidImageFormatException", "Request has invalid image format");
    }

    private static <T> T on(ExecutorService thread, Supplier<T> step) {
        try {
            return CompletableFuture.supplyAsync(step, thread).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Error problem) {
                throw problem;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        on(thread, () -> {
            detector.close();
            embedder.close();
            return true;
        });
        thread.shutdown();
    }
}
