// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.hybridface.edge.frame.Frame;
import org.hybridface.vision.CameraSearch;
import org.hybridface.vision.Detection;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.Landmarks;

/**
 * Finds the faces in a {@link Frame}. Body in: a frame; body out: a list of {@link Detection}, boxes and landmarks in pixels of the frame. The frame
 * goes on as exchange property {@value FaceRecogniser#FRAME}. A step after it may leave faces out, or another detector may stand in its place. One
 * picture at a time.
 */
public final class FaceFinder implements Processor, AutoCloseable {

    private final FaceDetector detector;
    /** By route: each camera's picture is searched in parts of its own. */
    private final Map<String, CameraSearch> searches = new HashMap<>();
    private final LongAdder detected = new LongAdder();
    /** The model's native memory must not go while a picture is looked at. */
    private final Lock busy = new ReentrantLock();
    private boolean closed;

    /** It owns the detector from now on. */
    public FaceFinder(FaceDetector detector) {
        this.detector = detector;
    }

    @Override
    public void process(Exchange exchange) {
        Frame frame = exchange.getMessage().getBody(Frame.class);
        exchange.setProperty(FaceRecogniser.FRAME, frame);
        exchange.getMessage().setBody(find(String.valueOf(exchange.getFromRouteId()), frame));
    }

    /**
     * @param camera whose picture it is; what was found in the last ones says where to look in this one
     * @param frame  not changed, not kept
     */
    List<Detection> find(String camera, Frame frame) {
        busy.lock();
        try {
            if (closed) {
                return List.of();
            }
            CameraSearch search = searches.computeIfAbsent(camera, route -> detector.forCamera());
            List<Detection> faces = frame.kind() == Frame.Kind.STILL ? detector.detect(frame.picture())
                    : search.next(frame.picture(), frame.sceneTime());
            detected.add(faces.size());
            return faces;
        } finally {
            busy.unlock();
        }
    }

    /**
     * As exactly as the detector can tell, for the embedder to align the face by.
     *
     * @param frame the face was found in; not changed, not kept
     */
    Landmarks landmarks(Frame frame, Detection face) {
        busy.lock();
        try {
            return closed ? face.landmarks() : detector.landmarks(frame.picture(), face);
        } finally {
            busy.unlock();
        }
    }

    /** Faces found since the start, known or not. */
    public long facesDetected() {
        return detected.sum();
    }

    @Override
    public void close() {
        busy.lock();
        try {
            if (!closed) {
                closed = true;
                detector.close();
            }
        } finally {
            busy.unlock();
        }
    }
}
