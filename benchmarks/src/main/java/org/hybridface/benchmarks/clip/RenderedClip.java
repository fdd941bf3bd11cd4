// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.util.List;
import java.util.stream.IntStream;
import org.hybridface.benchmarks.Scenes;
import org.hybridface.scene.DemoScene;
import org.hybridface.vision.Box;
import org.opencv.core.Mat;
import org.opencv.core.Size;

/** Parts of the demo's clip one after the other: whoever walks through two of them leaves and comes back. */
public final class RenderedClip implements Clip {

    private final DemoScene scene = new DemoScene();
    private final int[] numbers;

    /** @param parts from and to in seconds of the demo's clip, which goes on after its end as it began */
    public RenderedClip(double[]... parts) {
        double rate = scene.framesPerSecond();
        numbers = List.of(parts).stream().flatMapToInt(part -> IntStream.range((int) (part[0] * rate), (int) (part[1] * rate))).toArray();
    }

    @Override
    public int frames() {
        return numbers.length;
    }

    @Override
    public double framesPerSecond() {
        return scene.framesPerSecond();
    }

    @Override
    public Size size() {
        return new Size(DemoScene.WIDTH, DemoScene.HEIGHT);
    }

    @Override
    public Mat picture(int frame) {
        return Scenes.frame(scene, numbers[frame]);
    }

    @Override
    public List<Standing> who(int frame) {
        return scene.who(numbers[frame]).stream()
                .map(one -> new Standing(one.name(), new Box(one.x(), one.y(), one.width(), one.height()), one.fullyInView())).toList();
    }
}
