// SPDX-License-Identifier: Apache-2.0
package org.hybridface.examples.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Person;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.FaceDetector;
import org.hybridface.vision.FaceEmbedder;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** The jar's embedder, found by its name as the device finds it. */
class LbpEmbedderTest {

    private static final int TURNED = 6;

    @Test
    void whoIsTurnedALittleIsNearestToTheirOwnPortraitAndTheLinesLieBetween() {
        FaceModels models = FaceModels.open(Optional.empty());
        Map<String, Embedding> straight = new LinkedHashMap<>();
        Map<String, Embedding> turned = new LinkedHashMap<>();
        double line;
        try (FaceDetector detector = models.detector("auto"); FaceEmbedder lbp = models.embedder("lbp")) {
            line = lbp.lines().cacheDistance();
            for (Person person : DemoPeople.all()) {
                straight.put(person.name(), look(detector, lbp, person, 0));
                turned.put(person.name(), look(detector, lbp, person, TURNED));
            }
        }
        assertThat(straight).hasSizeGreaterThan(3);
        turned.forEach((name, look) -> straight.forEach((other, portrait) -> assertThat(look.distance(portrait) < line)
                .as("%s and %s are %.3f apart", name, other, look.distance(portrait)).isEqualTo(name.equals(other))));
    }

    @Test
    void aFaceOfOnePointIsRefused() {
        Landmarks nowhere = new Landmarks(new Point(5, 5), new Point(5, 5), new Point(5, 5), new Point(5, 5));
        FaceModels models = FaceModels.open(Optional.empty());
        try (FaceEmbedder lbp = models.embedder("lbp")) {
            Mat picture = new Mat(10, 10, CvType.CV_8UC3);
            assertThatThrownBy(() -> lbp.embed(picture, nowhere)).isInstanceOf(IllegalArgumentException.class);
            picture.release();
        }
    }

    private static Embedding look(FaceDetector detector, FaceEmbedder embedder, Person person, int yaw) {
        BufferedImage rendered = Portrait.render(person, Pose.turned(yaw), Light.STUDIO, 400);
        Mat picture = new Mat(rendered.getHeight(), rendered.getWidth(), CvType.CV_8UC3);
        try {
            picture.put(0, 0, ((DataBufferByte) rendered.getRaster().getDataBuffer()).getData());
            return embedder.embed(picture, detector.detect(picture).get(0).landmarks());
        } finally {
            picture.release();
        }
    }
}
