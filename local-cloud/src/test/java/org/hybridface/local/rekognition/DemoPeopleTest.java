// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.DemoScene;
import org.hybridface.scene.Light;
import org.hybridface.scene.Person;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;
import org.hybridface.scene.Sighting;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.Test;

/** The demo's promise, for every person and wherever they walk: their own name above 95, nobody else's even at 80. */
class DemoPeopleTest {

    /** Frames; every two seconds, so that everybody is seen several times. */
    private static final int EVERY = 24;

    @Test
    void everybodyInTheDemoIsThemselvesAndNobodyElse() {
        try (VisionAnalyser analyser = new VisionAnalyser(FaceModels.open(Optional.empty()), "auto", "auto")) {
            Similarity similarity = Similarity.forModel(analyser.lines());
            Map<String, Embedding> enrolled = new TreeMap<>();
            for (Person person : DemoPeople.all()) {
                enrolled.put(person.name(), embed(analyser, Portrait.render(person, Pose.FRONTAL, Light.STUDIO, 400)));
            }
            Map<String, Integer> seen = new TreeMap<>();
            DemoScene scene = new DemoScene();
            for (int frame = 0; frame < scene.frames(); frame += EVERY) {
                BufferedImage picture = picture(scene.bgr(frame));
                for (Sighting sighting : scene.who(frame)) {
                    if (sighting.fullyInView()) {
                        Embedding face = embed(analyser, crop(picture, sighting));
                        int at = frame;
                        enrolled.forEach((name, embedding) -> {
                            double similar = similarity.of(face.distance(embedding));
                            if (name.equals(sighting.name())) {
                                assertThat(similar).as("%s in frame %d", name, at).isGreaterThan(95);
                            } else {
                                assertThat(similar).as("%s as %s in frame %d", sighting.name(), name, at).isLessThan(80);
                            }
                        });
                        seen.merge(sighting.name(), 1, Integer::sum);
                    }
                }
            }
            assertThat(seen.keySet()).isEqualTo(enrolled.keySet());
        }
    }

    private static Embedding embed(VisionAnalyser analyser, BufferedImage picture) {
        try (ByteArrayOutputStream jpeg = new ByteArrayOutputStream()) {
            ImageIO.write(picture, "jpg", jpeg);
            try (PhotoAnalyser.Photo photo = analyser.open(jpeg.toByteArray())) {
                return photo.embed(photo.faces().get(0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage picture(byte[] bgr) {
        BufferedImage picture = new BufferedImage(DemoScene.WIDTH, DemoScene.HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(bgr, 0, ((DataBufferByte) picture.getRaster().getDataBuffer()).getData(), 0, bgr.length);
        return picture;
    }

    /** Head and shoulders, as the edge sends them. */
    private static BufferedImage crop(BufferedImage picture, Sighting face) {
        int left = (int) Math.max(0, face.x() - 0.6 * face.width());
        int top = (int) Math.max(0, face.y() - 0.7 * face.height());
        int right = (int) Math.min(picture.getWidth(), face.x() + 1.6 * face.width());
        int bottom = (int) Math.min(picture.getHeight(), face.y() + 1.7 * face.height());
        BufferedImage crop = new BufferedImage(right - left, bottom - top, BufferedImage.TYPE_3BYTE_BGR);
        crop.getGraphics().drawImage(picture, -left, -top, null);
        return crop;
    }
}
