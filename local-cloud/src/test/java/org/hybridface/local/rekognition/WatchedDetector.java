// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceDetectorProvider;
import org.hybridface.vision.FaceSizes;
import org.hybridface.vision.ModelSettings;
import org.opencv.core.Mat;

/** Sees nobody, and notes the threads it looks on. */
public final class WatchedDetector implements FaceDetectorProvider {

    static final String NAME = "watched";
    static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FaceSizes sees() {
        return new FaceSizes(10, 1000);
    }

    @Override
    public FaceDetector create(ModelSettings settings) {
        return new FaceDetector() {
            @Override
            public String modelId() {
                return NAME;
            }

            @Override
            public List<Detection> detect(Mat bgr) {
                THREADS.add(Thread.currentThread());
                return List.of();
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }
}
