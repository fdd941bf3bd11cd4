// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "Ada,Ada",
        "Zoë,Zoë",
        "李,李",
        "Ada Lovelace,`\"Ada Lovelace\"`",
        "Ada state=named,`\"Ada state=named\"`",
        "a\"b,`\"a\\\"b\"`",
        "a\\b,`\"a\\\\b\"`",
        "``,`\"\"`"
    })
    void aValueIsOneField(String value, String printed) {
        assertThat(Quoted.value(value)).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\u2028b", "a\u2029b", "a\u0085b", "a\u202Eb", "a\u2066b", "a\u200Fb", "a\u0000b", "a\u001B[31mb", "a\u007Fb",
        "a\uFEFFb", "a\u200Bb", "a\uD800b", "a\uE000b", "a\u00ADb", "a\uDB40\uDC41b"})
    void whatBreaksHidesOrTurnsALineIsEscaped(String text) {
        for (String printed : new String[] {Quoted.value(text), Quoted.line(text)}) {
            assertThat(printed).matches("\"?a\\\\(?:[nr]|u[0-9a-f]{4}|u\\{[0-9a-f]+})(?:\\[31m)?b\"?");
        }
    }

    @Test
    void whateverIsLoggedStaysOneLineWithoutSecrets() {
        SafeConverter safe = SafeConverter.newInstance(new DefaultConfiguration(), new String[] {"%m"});
        StringBuilder line = new StringBuilder();
        safe.format(Log4jLogEvent.newBuilder().setLevel(Level.INFO)
                .setMessage(new SimpleMessage("from rtsp://u:s3cr3t@cam\nevent=named-by-hand key=User001")).build(), line);
        assertThat(line.toString()).isEqualTo("from rtsp://xxxxxx@cam\\nevent=named-by-hand key=User001");
    }
}
