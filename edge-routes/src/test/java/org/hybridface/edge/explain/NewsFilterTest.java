// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NewsFilterTest {

    private final NewsFilter filter = new NewsFilter();
    private final Instant start = Instant.parse("2026-01-31T10:15:30Z");

    @Test
    void theFirstStateIsNewsAndTheSameInTheNextFrameIsNot() {
        assertThat(isNews("User001", "blurred", 0)).isTrue();
        assertThat(isNews("User001", "blurred", 1)).isFalse();
        assertThat(isNews("User002", "blurred", 1)).isTrue();
    }

    @Test
    void aStateThatFlickersIsToldEveryFiveSeconds() {
        isNews("User001", "blurred", 0);
        assertThat(isNews("User001", "turned", 4)).isFalse();
        assertThat(isNews("User001", "turned", 5)).isTrue();
        assertThat(isNews("User001", "blurred", 9)).isFalse();
    }

    @Test
    void aStateThatLastsIsToldAgainEveryTenMinutes() {
        isNews("User001", "blurred", 0);
        assertThat(isNews("User001", "blurred", 599)).isFalse();
        assertThat(isNews("User001", "blurred", 600)).isTrue();
    }

    private boolean isNews(String key, String state, int second) {
        return filter.isNews(key, state, start.plusSeconds(second));
    }
}
