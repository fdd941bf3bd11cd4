// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.hybridface.vision.OpenCv;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class LabelTest {

    private static final StateColour COLOUR = StateColour.NAMED;

    @BeforeAll
    static void load() {
        OpenCv.load();
    }

    /** Half a name of empty boxes tells nobody who it is. The first is no letter yet, which no font has. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0378\u0379", "Ada \u0378"})
    void aNameThatNoFontHasIsTheKey(String name) {
        assertThat(same(Label.paint(name, "User007", COLOUR), Label.paint("User007", "User007", COLOUR))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë", "Łukasz", "Ada  98.7 %"})
    void aNameThatTheUsualFontHasIsWritten(String name) {
        assertThat(LabelFonts.of(name)).contains(LabelFonts.USUAL);
        assertThat(same(Label.paint(name, "User007", COLOUR), Label.paint("User007", "User007", COLOUR))).isFalse();
    }

    @Test
    void whatAnyFontHereHasIsWrittenWithIt() {
        LabelFonts.of("雪").ifPresentOrElse(font -> assertThat(font.canDisplay('雪')).isTrue(),
                () -> assertThat(same(Label.paint("雪", "User007", COLOUR), Label.paint("User007", "User007", COLOUR))).isTrue());
    }

    @Test
    void withoutFontsAccentsAreTakenOffAndAnotherScriptIsTheKey() {
        assertThat(same(Label.withOpenCv("Zoë", "User007", COLOUR), Label.withOpenCv("Zoe", "User007", COLOUR))).isTrue();
        assertThat(same(Label.withOpenCv("雪", "User007", COLOUR), Label.withOpenCv("User007", "-", COLOUR))).isTrue();
    }

    private static boolean same(Mat one, Mat other) {
        Mat difference = new Mat();
        try {
            if (!one.size().equals(other.size())) {
                return false;
            }
            Core.absdiff(one, other, difference);
            return Core.sumElems(difference).equals(new Scalar(0, 0, 0));
        } finally {
            one.release();
            other.release();
            difference.release();
        }
    }
}
