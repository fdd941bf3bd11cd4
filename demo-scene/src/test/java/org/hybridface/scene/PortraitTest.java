// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PortraitTest {

    private static final Person ADA = DemoPeople.named("Ada");

    @Test
    void aPortraitIsAsWideAndHighAsAskedFor() {
        BufferedImage picture = Portrait.render(ADA, Pose.FRONTAL, Light.STUDIO, 120);

        assertThat(picture.getWidth()).isEqualTo(120);
        assertThat(picture.getHeight()).isEqualTo(120);
        assertThat(picture.getType()).isEqualTo(BufferedImage.TYPE_3BYTE_BGR);
    }

    @Test
    void aLampOnTheLeftMakesTheLeftCheekTheBrighterOne() {
        BufferedImage picture = Portrait.render(ADA, Pose.FRONTAL, new Light(-70, 10, 1.2, 0.6, 0), 200);

        assertThat(brightness(picture, 72, 85, 100, 110)).isGreaterThan(1.2 * brightness(picture, 115, 128, 100, 110));
    }

    @Test
    void aPersonTurnedAwayLooksDifferentAndTheWallDoesNot() {
        BufferedImage frontal = Portrait.render(ADA, Pose.FRONTAL, Light.STUDIO, 120);
        BufferedImage turned = Portrait.render(ADA, Pose.turned(25), Light.STUDIO, 120);

        assertThat(turned.getRGB(2, 2)).isEqualTo(frontal.getRGB(2, 2));
        assertThat(turned.getRGB(60, 60)).isNotEqualTo(frontal.getRGB(60, 60));
    }

    private static double brightness(BufferedImage picture, int left, int right, int top, int bottom) {
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += Colours.brightness(picture.getRGB(x, y) & 0xFFFFFF);
            }
        }
        return sum / ((right - left) * (bottom - top));
    }
}
