// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.hybridface.benchmarks.clip.MovedPhotos.Walk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipOptionsTest {

    @Test
    void whoeverSaysNothingGetsTheOrdinaryWalkOfTheFirstSet() {
        ClipOptions options = ClipOptions.of(properties("clip.seeds", ""));
        assertThat(options.sets()).containsExactly(1);
        assertThat(options.people()).isEqualTo(60);
        assertThat(options.walks()).containsExactly(Walk.ORDINARY);
    }

    @Test
    void listsAreWalkedInEveryCombination() {
        Properties properties = properties("clip.rates", "5, 25");
        properties.setProperty("clip.seeds", "0,1");
        assertThat(ClipOptions.of(properties).walks()).containsExactly(new Walk(3, 5, 0), new Walk(3, 5, 1), new Walk(3, 25, 0), new Walk(3, 25, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "clip.sets | 0 | clip.sets is '0': give whole numbers from 1 to 1000, with commas between",
        "clip.people | many | clip.people is 'many': give whole numbers from 1 to 1000, with commas between",
        "clip.people | 5,6 | clip.people is '5,6': give one number",
        "clip.guests | 7 | clip.guests is '7': give whole numbers from 1 to 6, with commas between",
        "clip.rates | 12.5 | clip.rates is '12.5': give whole numbers from 1 to 60, with commas between",
        "clip.seeds | 1,,2 | clip.seeds is '1,,2': give whole numbers from 0, with commas between",
        "clip.seeds | -1 | clip.seeds is '-1': give whole numbers from 0, with commas between"
    })
    void aBadValueIsRefusedWithWhatIsGood(String option, String value, String message) {
        assertThatThrownBy(() -> ClipOptions.of(properties(option, value))).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static Properties properties(String option, String value) {
        Properties properties = new Properties();
        properties.setProperty(option, value);
        return properties;
    }
}
