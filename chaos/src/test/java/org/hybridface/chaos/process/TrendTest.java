// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hybridface.chaos.process.Trend.Point;
import org.junit.jupiter.api.Test;

class TrendTest {

    @Test
    void whatGrowsFiveAMinuteSaysSo() {
        Random random = new Random(1);
        Trend trend = Trend.of(IntStream.range(0, 60).mapToObj(i -> new Point(i, 100 + 5 * i + random.nextGaussian())).toList());

        assertThat(trend.perMinute()).isCloseTo(5, within(0.05));
        assertThat(trend.isFlat()).isFalse();
        assertThat(trend.last() - trend.first()).isCloseTo(5 * 59, within(3.0));
    }

    @Test
    void whatOnlyShakesIsFlat() {
        Random random = new Random(2);

        assertThat(Trend.of(IntStream.range(0, 60).mapToObj(i -> new Point(i, 100 + random.nextGaussian())).toList()).isFlat()).isTrue();
        assertThat(Trend.of(List.of(new Point(0, 7), new Point(1, 7), new Point(2, 7))).isFlat()).isTrue();
    }

    @Test
    void twoMeasurementsHaveNoTrend() {
        assertThatThrownBy(() -> Trend.of(List.of(new Point(0, 1), new Point(1, 2)))).hasMessageContaining("measure for longer");
    }

    @Test
    void theHeapOfEitherCollectorIsRead() throws IOException {
        assertThat(ProcessMeter.usedMb("""
                17:
                 garbage-first heap   total 262144K, used 20480K [0x0, 0x1)
                  region size 1024K, 5 young (5120K), 0 survivors (0K)
                 Metaspace       used 5000K, committed 5200K
                """)).isEqualTo(20);
        assertThat(ProcessMeter.usedMb("""
                 def new generation   total 9216K, used 1024K [0x0, 0x1)
                  eden space 8192K,   1% used [0x0, 0x1)
                 tenured generation   total 10240K, used 3072K [0x0, 0x1)
                 Metaspace       used 5000K, committed 5200K
                """)).isEqualTo(4);
        assertThatThrownBy(() -> ProcessMeter.usedMb("?")).isInstanceOf(IOException.class);
    }
}
