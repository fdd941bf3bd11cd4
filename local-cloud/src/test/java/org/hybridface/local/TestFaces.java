// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;

/** Photos of the demo's people. */
final class TestFaces {

    private static final int WIDTH_PX = 320;

    private TestFaces() {
    }

    static byte[] photo(String name, Pose pose) {
        return jpeg(Portrait.render(DemoPeople.named(name), pose, Light.STUDIO, WIDTH_PX));
    }

    /** Two folders for a camera: {@code people} with a photo of Ada and one of Alan, {@code nobody} with a wall. */
    static void cameraFolders(Path folder) throws IOException {
        Path people = Files.createDirectories(folder.resolve("people"));
        Files.write(people.resolve("ada.jpg"), photo("Ada", new Pose(2, 0, 0)));
        Files.write(people.resolve("alan.jpg"), photo("Alan", new Pose(2, 0, 0)));
        Files.write(Files.createDirectories(folder.resolve("nobody")).resolve("wall.jpg"), nobody());
    }

    /** What a device publishes about a face. */
    static NewFace newFace(String key, String name, Pose pose) {
        return new NewFace(UUID.randomUUID(), key, Instant.now(), photo(name, pose), new PhotoQuality(130, 0.8, (int) pose.yaw()));
    }

    /** An empty wall. */
    static byte[] nobody() {
        return jpeg(new BufferedImage(WIDTH_PX, WIDTH_PX, BufferedImage.TYPE_3BYTE_BGR));
    }

    static byte[] jpeg(BufferedImage picture) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(picture, "jpg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
