// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.time.Instant;
import org.hybridface.vision.Box;
import org.hybridface.vision.Quality;

/**
 * A photo of one face that the cloud may be asked with.
 *
 * @param jpeg       head and shoulders
 * @param quality    of the face in it
 * @param box        where the face was, in pixels of the frame
 * @param capturedAt when the frame was taken, by the steady clock
 * @param source     which frame, as {@code Frame.source()}
 */
public record FacePhoto(byte[] jpeg, Quality quality, Box box, Instant capturedAt, String source) {

    /** What it is worth beside other photos of the same face: see {@link LookWorth}. */
    public double worth() {
        return LookWorth.of(quality);
    }
}
