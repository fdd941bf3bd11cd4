// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.util.Optional;
import org.hybridface.edge.frame.Frame;
import org.opencv.core.Mat;

/**
 * One opened camera, file, folder or feed. Used and closed by one thread only, because the natives below are not thread safe. {@link CameraProvider}
 * says how to bring one of your own.
 */
public interface FrameSource extends AutoCloseable {

    /**
     * A picture and what to call it.
     *
     * @param name  file name or position
     * @param image BGR, 8 bits a channel; belongs to whoever receives it
     */
    record Picture(String name, Mat image) {
    }

    /**
     * Waits for the next picture.
     *
     * @return empty at the end of a source that has one
     * @throws CameraUnavailableException when a live source stopped giving pictures
     */
    Optional<Picture> next() throws CameraUnavailableException;

    /** A picture that nobody could take any more; it comes again with the next call when the source is kept. */
    default void giveBack(Picture picture) {
        picture.image().release();
    }

    Frame.Kind kind();

    /** The pace at which it wants to be played, in frames a second; 0 when the source itself sets the pace. */
    double playbackRate();

    @Override
    void close();
}
