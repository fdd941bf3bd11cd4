// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Person;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;

/** Portraits of people who do not exist and whom the net tells apart. Rendering one takes about a second, so they are kept in a folder. */
final class RenderedPeople {

    private static final int WIDTH = 240;

    private RenderedPeople() {
    }

    /**
     * Renders whoever is missing.
     *
     * @return the folder, with one sub-folder for each person
     */
    static Path into(Path folder) throws IOException {
        List<Person> people = Stream.concat(DemoPeople.all().stream(), RandomHead.APART.stream().map(RandomHead::number)).toList();
        for (int i = 0; i < people.size(); i++) {
            Path photo = folder.resolve(String.format("%02d-%s", i, people.get(i).name())).resolve("portrait.png");
            if (!Files.exists(photo)) {
                Files.createDirectories(photo.getParent());
                Path part = photo.resolveSibling("part.tmp");
                ImageIO.write(Portrait.render(people.get(i), Pose.FRONTAL, Light.STUDIO, WIDTH), "png", part.toFile());
                Files.move(part, photo);
            }
        }
        return folder;
    }
}
