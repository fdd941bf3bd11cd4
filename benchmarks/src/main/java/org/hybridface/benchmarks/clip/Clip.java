// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.util.List;
import org.hybridface.vision.Box;
import org.opencv.core.Mat;
import org.opencv.core.Size;

/** A moving picture whose truth is known. */
public interface Clip {

    /**
     * Somebody in a frame.
     *
     * @param face  in pixels of the frame; may reach over its edge
     * @param whole whether the whole face is in the frame and nobody stands before it
     */
    record Standing(String person, Box face, boolean whole) {
    }

    int frames();

    double framesPerSecond();

    Size size();

    /** @param frame from 0 @return BGR; the caller releases it */
    Mat picture(int frame);

    List<Standing> who(int frame);
}
