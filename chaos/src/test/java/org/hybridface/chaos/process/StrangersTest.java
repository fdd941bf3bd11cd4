// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrangersTest {

    @TempDir
    private Path folder;

    @Test
    void whoseFaceIsNotFoundWithoutAnyFaultIsNoVisitor() throws Exception {
        RenderedPeople.into(folder);
        Path wall = Files.createDirectory(folder.resolve("Aaron the wall"));
        ImageIO.write(new BufferedImage(250, 250, BufferedImage.TYPE_3BYTE_BGR), "jpg", wall.resolve("wall.jpg").toFile());

        try (FaceDetector detector = FaceModels.open(Optional.empty()).detector("auto", 40)) {
            assertThat(Strangers.in(folder).visitors(2, detector)).extracting(Visitor::who).hasSize(2).doesNotContain("Aaron the wall");
        }
    }
}
