// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogValueTest {

    @Test
    void aPlainValueStaysAsItIs() {
        assertThat(LogValue.of("$aws/things/camera-1/shadow/name/faces/+/#")).isEqualTo("$aws/things/camera-1/shadow/name/faces/+/#");
    }

    @Test
    void aValueCannotForgeAFieldOrALine() {
        assertThat(LogValue.of("Ada state=named")).isEqualTo("\"Ada state=named\"");
        assertThat(LogValue.of("a\nb\u2028c\u202Ed\"e\\")).isEqualTo("\"a\\u000ab\\u2028c\\u202ed\\\"e\\\\\"");
        assertThat(LogValue.of("tag\uDB40\uDC41 half\uD800")).as("beyond U+FFFF").isEqualTo("\"tag\\udb40\\udc41 half\\ud800\"");
        assertThat(LogValue.of("\uD83D\uDE00 ")).isEqualTo("\"\uD83D\uDE00 \"");
        assertThat(LogValue.of("")).isEqualTo("\"\"");
        assertThat(LogValue.of("Žofie")).isEqualTo("\"Žofie\"");
    }

    @Test
    void aLongValueIsCut() {
        assertThat(LogValue.of("a".repeat(10_000))).hasSize(LogValue.MAX_CHARACTERS + 3);
    }
}
