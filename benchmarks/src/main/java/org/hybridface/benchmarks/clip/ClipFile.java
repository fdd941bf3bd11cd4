// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.nio.file.Path;
import org.hybridface.vision.OpenCv;
import org.opencv.core.Mat;
import org.opencv.videoio.VideoWriter;
import org.opencv.videoio.Videoio;

/** Writes a clip as the AVI file with MJPG pictures that {@code camera:file:} reads. */
final class ClipFile {

    private ClipFile() {
    }

    static void write(Clip clip, Path file) {
        OpenCv.load();
        VideoWriter writer = new VideoWriter(file.toString(), Videoio.CAP_OPENCV_MJPEG, VideoWriter.fourcc('M', 'J', 'P', 'G'),
                clip.framesPerSecond(), clip.size(), true);
        try {
            for (int frame = 0; frame < clip.frames(); frame++) {
                Mat picture = clip.picture(frame);
                writer.write(picture);
                picture.release();
            }
        } finally {
            writer.release();
        }
    }
}
