// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconnectDelayTest {

    @ParameterizedTest(name = "after {0} failures and a spread of {1}: {2} ms")
    @CsvSource({"1,0.5,1000", "2,0.5,2000", "3,0.5,4000", "6,0.5,32000", "7,0.5,60000", "1000,0.5,60000", "1,0,750", "1,1,1250"})
    void theDelayDoublesUpToAMinute(int failures, double spread, long millis) {
        assertThat(ReconnectDelay.after(failures, spread)).isEqualTo(Duration.ofMillis(millis));
    }
}
