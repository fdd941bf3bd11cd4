// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.Reason;

/** Widths and places are fractions of the photo's side; faces are as high as wide. */
class MainFaceTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nobody else                                      | 0.4 | 0.50 | 0.5 |     |      |     | false
            somebody small beside the main face              | 0.4 | 0.50 | 0.5 | 0.2 | 0.80 | 0.3 | false
            somebody half as large at the edge               | 0.4 | 0.50 | 0.5 | 0.3 | 0.85 | 0.5 | false
            somebody half as large right behind              | 0.4 | 0.45 | 0.5 | 0.3 | 0.60 | 0.3 | false
            somebody as large right behind                   | 0.4 | 0.45 | 0.5 | 0.4 | 0.65 | 0.3 | true
            a whole one in the middle between cut ones       | 0.4 | 0.50 | 0.5 | 0.4 | 0.81 | 0.3 | false
            two side by side                                 | 0.4 | 0.25 | 0.5 | 0.4 | 0.75 | 0.5 | true
            one in the middle, as large a one half cut off   | 0.4 | 0.50 | 0.5 | 0.4 | 0.98 | 0.5 | false
            one in the middle, as large a one beside it      | 0.4 | 0.50 | 0.5 | 0.4 | 0.77 | 0.5 | true
            the larger one at the edge, one in the middle    | 0.4 | 0.85 | 0.5 | 0.4 | 0.45 | 0.5 | true
            a crowd of small ones round the main one         | 0.4 | 0.50 | 0.5 | 0.1 | 0.50 | 0.1 | false
            off the middle but much larger                   | 0.5 | 0.35 | 0.4 | 0.2 | 0.75 | 0.4 | false
            """)
    void aPhotoIsOfOnePersonWhenThatOneStandsOut(String what, double width, double x, double y, Double otherWidth, Double otherX,
            Double otherY, boolean rival) {
        List<MainFace.Other> others = otherWidth == null ? List.of()
                : List.of(new MainFace.Other(box(otherWidth, otherX, otherY), List.of(Reason.EXCEEDS_MAX_FACES)));

        assertThat(new MainFace(box(width, x, y), others).hasRival()).isEqualTo(rival);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the large blurred one in front is meant          | 0.2 | 0.80 | 0.5 | 0.50 | LOW_SHARPNESS      | true
            a blurred passer-by behind is not                | 0.4 | 0.50 | 0.2 | 0.90 | LOW_SHARPNESS      | false
            one that was taken too small in the background   | 0.4 | 0.50 | 0.1 | 0.30 | SMALL_BOUNDING_BOX | false
            a curtain that looks a little like a large face  | 0.2 | 0.80 | 0.5 | 0.50 | LOW_CONFIDENCE     | false
            a good one more has no shortcoming               | 0.2 | 0.80 | 0.5 | 0.50 | EXCEEDS_MAX_FACES  | false
            """)
    void theFaceInFrontIsMeantEvenIfItIsNotGoodEnough(String what, double width, double x, double otherWidth, double otherX,
            Reason shortcoming, boolean outshone) {
        MainFace taken = new MainFace(box(width, x, 0.5),
                List.of(new MainFace.Other(box(otherWidth, otherX, 0.5), List.of(shortcoming))));

        assertThat(taken.outshining().isPresent()).isEqualTo(outshone);
    }

    private static BoundingBox box(double width, double x, double y) {
        return BoundingBox.builder().width((float) width).height((float) width).left((float) (x - width / 2)).top((float) (y - width / 2))
                .build();
    }
}
