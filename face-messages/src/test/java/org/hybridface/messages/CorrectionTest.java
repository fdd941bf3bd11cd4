// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hybridface.messages.Correction.Act;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CorrectionTest {

    private static final String FACE = "11111111-2222-3333-4444-555555555555";
    private static final String OTHER = "aaaaaaaa-2222-3333-4444-555555555555";

    static Stream<Act> acts() {
        return Stream.of(new Act.Rename(FACE, Optional.of("Ada")), new Act.Rename(FACE, Optional.empty()), new Act.Merge(FACE, OTHER), new Act.Split(FACE),
                new Act.NotThisPerson(FACE, "User007"), new Act.Differ(FACE, OTHER), new Act.NeverAsk(FACE, true), new Act.NeverAsk(FACE, false),
                new Act.Consent(FACE, Optional.of(Instant.parse("2030-01-31T00:00:00Z"))), new Act.Consent(FACE, Optional.empty()),
                new Act.Undo(UUID.fromString(OTHER)));
    }

    @ParameterizedTest
    @MethodSource("acts")
    void whatIsSentIsWhatIsRead(Act act) {
        Correction correction = new Correction(UUID.fromString(FACE), "Grace Hopper", act);

        assertThat(Correction.fromJson(correction.toJson())).isEqualTo(correction);
    }

    @ParameterizedTest
    @MethodSource("acts")
    void neitherNamesNorWhoSaysSoReachALog(Act act) {
        assertThat(new Correction(UUID.fromString(FACE), "Grace Hopper", act).toString()).doesNotContain("Ada", "Grace");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"version":2,"correction":{}} | 'version' is not 1
            {"version":1} | 'correction' is missing or not an object
            {"version":1,"correction":{"by":"Grace","do":"split"}} | 'uuid' is missing or not a text
            {"version":1,"correction":{"uuid":"x","by":"Grace","do":"split"}} | 'uuid' is not a UUID in small letters
            {"version":1,"correction":{"uuid":"11111111-2222-3333-4444-555555555555","by":" ","do":"split","faceId":"11111111-2222-3333-4444-555555555555"}} | 'by' says nobody: it is empty
            {"version":1,"correction":{"uuid":"11111111-2222-3333-4444-555555555555","by":"Grace","do":"erase"}} | 'do' is not rename, merge, split, not-this-person, differ, never-ask, consent or undo
            {"version":1,"correction":{"uuid":"11111111-2222-3333-4444-555555555555","by":"Grace","do":"split","faceId":"person#1"}} | 'faceId' is not a UUID in small letters
            {"version":1,"correction":{"uuid":"11111111-2222-3333-4444-555555555555","by":"Grace","do":"rename","faceId":"11111111-2222-3333-4444-555555555555","name":7}} | 'name' is missing or not a text
            {"version":1,"correction":{"uuid":"11111111-2222-3333-4444-555555555555","by":"Grace","do":"never-ask","faceId":"11111111-2222-3333-4444-555555555555","never":"yes"}} | 'never' is not true or false
            {"version":1,"correction":{"uuid":"11111111-2222-3333-4444-555555555555","by":"Grace","do":"consent","faceId":"11111111-2222-3333-4444-555555555555","until":"tomorrow"}} | 'until' is not a moment such as 2030-01-31T00:00:00Z
            """)
    void whatBreaksTheContractSaysWhichField(String json, String reason) {
        assertThatThrownBy(() -> Correction.fromJson(json.getBytes(UTF_8))).isInstanceOf(InvalidMessageException.class).hasMessage(reason);
    }
}
