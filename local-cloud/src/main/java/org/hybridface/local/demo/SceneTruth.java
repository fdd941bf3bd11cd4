// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hybridface.scene.DemoScene;
import org.hybridface.vision.Box;

/** The answer sheet of the rendered scene. The device writes a frame's place as {@code demo#<frame>}, counted from 1. */
final class SceneTruth implements Truth {

    private final DemoScene scene = new DemoScene();

    @Override
    public List<Standing> who(String source) {
        int position = Integer.parseInt(source.substring(source.lastIndexOf('#') + 1));
        return scene.who(position - 1).stream()
                .map(seen -> new Standing(seen.name(), new Box(seen.x(), seen.y(), seen.width(), seen.height())))
                .toList();
    }

    /** How many frames the clip has. */
    int frames() {
        return scene.frames();
    }

    /** Everyone who walks through the clip. */
    Set<String> everyone() {
        Set<String> people = new TreeSet<>();
        for (int frame = 0; frame < scene.frames(); frame++) {
            scene.who(frame).forEach(seen -> people.add(seen.name()));
        }
        return people;
    }
}
