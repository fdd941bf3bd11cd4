// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.util.Optional;
import org.hybridface.edge.frame.Frame;
import org.hybridface.scene.DemoScene;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** The rendered feed: people who do not exist walk through a room, the same clip every time. */
final class DemoSource implements FrameSource {

    private final DemoScene scene;
    private final byte[] pixels = new byte[DemoScene.WIDTH * DemoScene.HEIGHT * 3];
    private final double framesPerSecond;
    private int position;

    /**
     * @param scene           may be shown by others, too
     * @param framesPerSecond 0 for the scene's own pace
     */
    DemoSource(DemoScene scene, double framesPerSecond) {
        this.scene = scene;
        this.framesPerSecond = framesPerSecond;
    }

    @Override
    public Optional<Picture> next() {
        if (position == scene.frames()) {
            return Optional.empty();
        }
        scene.render(position, pixels);
        position++;
        Mat image = new Mat(DemoScene.HEIGHT, DemoScene.WIDTH, CvType.CV_8UC3);
        image.put(0, 0, pixels);
        return Optional.of(new Picture("demo#" + position, image));
    }

    @Override
    public Frame.Kind kind() {
        return Frame.Kind.VIDEO;
    }

    @Override
    public double playbackRate() {
        return framesPerSecond > 0 ? framesPerSecond : scene.framesPerSecond();
    }

    @Override
    public void close() {
        // Nothing outside the Java heap.
    }
}
