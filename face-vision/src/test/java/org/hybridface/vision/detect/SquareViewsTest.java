package org.hybridface.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.Test;
import org.opencv.core.Rect;

class SquareViewsTest {

    @Test
    void aSmallPictureIsLookedAtOnceAsAWhole() {
        assertThat(SquareViews.of(250, 200, 320)).containsExactly(new Rect(0, -25, 250, 250));
    }

    @Test
    void aSceneIsLookedAtAsAWholeAndInOverlappingSquares() {
        List<Rect> views = SquareViews.of(640, 480, 320);
        assertThat(views).containsExactly(new Rect(0, -80, 640, 640),
                new Rect(0, 0, 320, 320), new Rect(160, 0, 320, 320), new Rect(320, 0, 320, 320),
                new Rect(0, 160, 320, 320), new Rect(160, 160, 320, 320), new Rect(320, 160, 320, 320));
    }

    @Test
    void everyFaceUpToHalfAViewLiesWholeInOne() {
        for (int[] size : new int[][] {{640, 480}, {640, 360}, {480, 640}, {641, 479}, {640, 200}}) {
            List<Rect> views = SquareViews.of(size[0], size[1], 320);
            int side = Math.min(160, Math.min(size[0], size[1]) / 2);
            for (int x = 0; x <= size[0] - side; x += 7) {
                for (int y = 0; y <= size[1] - side; y += 7) {
                    Box face = new Box(x, y, side, side);
                    assertThat(views.subList(1, views.size()))
                            .as("a face at %d,%d of %dx%d", x, y, size[0], size[1])
                            .anyMatch(view -> !SquareViews.cuts(view, face, size[0], size[1]));
                }
            }
        }
    }

    @Test
    void aThinStripIsNoReasonToLookAThousandTimes() {
        assertThat(SquareViews.of(1, 900, 320)).hasSizeLessThan(8);
        assertThat(SquareViews.of(640, 40, 320)).hasSizeLessThan(8);
    }

    @Test
    void aFaceBeyondTheScenesOwnEdgeIsNotCutByAView() {
        Rect left = new Rect(0, 0, 320, 320);
        assertThat(SquareViews.cuts(left, new Box(-30, 10, 100, 100), 640, 480)).isFalse();
        assertThat(SquareViews.cuts(left, new Box(250, 10, 100, 100), 640, 480)).isTrue();
    }
}
