// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowDocumentsTest {

    private static final String FACE_ID = "11111111-2222-3333-4444-555555555555";
    private static final String PERSON = "aaaaaaaa-2222-3333-4444-555555555555";

    @Test
    void anAnswerLooksAsTheDesignSays() {
        assertThat(text(ShadowUpdate.answer("User001", new Answer.Named("Ada", FACE_ID, 98.7)))).isEqualTo(
                "{\"state\":{\"desired\":{\"faces\":{\"User001\":{\"name\":\"Ada\",\"faceId\":\"" + FACE_ID
                        + "\",\"similarity\":98.7,\"state\":\"named\",\"person\":null,\"neverAsk\":null,\"consentUntil\":null,\"differs\":null}}}}}");
    }

    @Test
    void anAnswerSaysWhoseFaceItIs() {
        assertThat(text(ShadowUpdate.answer("User001", new Answer.Named("Ada", FACE_ID, 98.7, 3, Whose.of(PERSON))))).isEqualTo(
                "{\"state\":{\"desired\":{\"faces\":{\"User001\":{\"name\":\"Ada\",\"faceId\":\"" + FACE_ID
                        + "\",\"similarity\":98.7,\"version\":3,\"person\":\"" + PERSON + "\",\"state\":\"named\",\"neverAsk\":null,\"consentUntil\":null,\"differs\":null}}}}}");
    }

    @Test
    void anAnswerSaysThatNobodyIsToAskAgain() {
        Answer answer = new Answer.Enrolled(FACE_ID, 100, 3, Whose.of(PERSON).neverAsked(true));

        assertThat(Answer.fromNode(answer.toNode())).isEqualTo(answer);
        assertThat(text(ShadowUpdate.answer("User001", answer))).contains("\"neverAsk\":true");
    }

    @Test
    void anAnswerSaysUntilWhenThePersonAgreedAndWhoItIsNot() {
        Answer answer = new Answer.Enrolled(FACE_ID, 100, 3, new Whose(Optional.of(PERSON), false, Optional.of(Instant.parse("2030-01-31T00:00:00Z")),
                Set.of(FACE_ID)));

        assertThat(Answer.fromNode(answer.toNode())).isEqualTo(answer);
        assertThat(text(ShadowUpdate.answer("User001", answer))).contains("\"consentUntil\":\"2030-01-31T00:00:00Z\",\"differs\":[\"" + FACE_ID + "\"]");
    }

    @Test
    void ofMorePersonsThanAnAnswerHoldsTheFirstAreNamed() {
        Set<String> many = IntStream.range(0, 20).mapToObj(number -> "aaaaaaaa-0000-0000-0000-0000000000" + (10 + number)).collect(Collectors.toSet());

        assertThat(new Whose(Optional.of(PERSON), false, Optional.empty(), many).differs()).hasSize(Whose.MOST_DIFFER)
                .contains("aaaaaaaa-0000-0000-0000-000000000010").doesNotContain("aaaaaaaa-0000-0000-0000-000000000029");
    }

    @Test
    void aPersonThatNobodyCanReadCostsTheRestOfTheAnswerNothing() {
        for (String person : List.of("null", "7", "\"\"", "\"Ada\"", "{}")) {
            String delta = "{\"version\":7,\"state\":{\"faces\":{\"User001\":{\"state\":\"enrolled\",\"faceId\":\"" + FACE_ID
                    + "\",\"similarity\":100,\"person\":" + person + "}}}}";

            assertThat(Mailbox.fromDelta(delta.getBytes(UTF_8)).answers()).as(person)
                    .isEqualTo(Map.of("User001", new Answer.Enrolled(FACE_ID, 100)));
        }
    }

    @Test
    void anAcknowledgementTakesTheAnswersOutAndNamesItsVersion() {
        assertThat(text(ShadowUpdate.applied(List.of("User001", "User002"), 42))).isEqualTo(
                "{\"state\":{\"desired\":{\"faces\":{\"User001\":null,\"User002\":null}},"
                        + "\"reported\":{\"applied\":{\"id\":\"User002\",\"version\":42}}},\"version\":42}");
    }

    @Test
    void anAcknowledgementCanBeReadAgain() {
        assertThat(ShadowUpdate.appliedKeys(ShadowUpdate.applied(List.of("User001", "User002"), 42)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("User001", 42L, "User002", 42L));
    }

    @Test
    void anAcknowledgementOfNothingIsAMistake() {
        assertThatThrownBy(() -> ShadowUpdate.applied(List.of(), 42)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyAnswerComesBackFromTheDelta() {
        Map<String, Answer> answers = Map.of(
                "User001", new Answer.Named("Ada Lovelace", FACE_ID, 98.7),
                "User002", new Answer.Enrolled(FACE_ID, 100),
                "User004", new Answer.Named("Ada Lovelace", FACE_ID, 98.7, 1_769_854_530_123L),
                "User005", new Answer.Enrolled(FACE_ID, 100, 1),
                "User006", new Answer.Named("Ada Lovelace", FACE_ID, 98.7, 2, Whose.of(PERSON)),
                "User007", new Answer.Enrolled(FACE_ID, 100, 2, Whose.of(PERSON)),
                "User003", new Answer.Rejected(RejectionReason.NO_FACE));
        answers.forEach((key, answer) -> {
            String delta = "{\"version\":7,\"state\":{\"faces\":{\"" + key + "\":" + answer.toNode() + "}}}";

            Mailbox mailbox = Mailbox.fromDelta(delta.getBytes(UTF_8));

            assertThat(mailbox).isEqualTo(new Mailbox(7, Map.of(key, answer), List.of()));
        });
    }

    @Test
    void anAnswerIsOutdatedOnlyByANewerOneAboutTheSameFace() {
        Answer second = new Answer.Named("Ada", FACE_ID, 98.7, 2);

        assertThat(second.isOutdatedBy(Optional.of(FACE_ID), 3)).isTrue();
        assertThat(second.isOutdatedBy(Optional.of(FACE_ID), 2)).as("a repetition").isFalse();
        assertThat(second.isOutdatedBy(Optional.of("00000000-0000-0000-0000-0000000000ff"), 3)).as("another face").isFalse();
        assertThat(second.isOutdatedBy(Optional.empty(), 3)).isFalse();
        assertThat(new Answer.Enrolled(FACE_ID, 100).isOutdatedBy(Optional.of(FACE_ID), 1)).as("no version is the oldest").isTrue();
        assertThat(new Answer.Rejected(RejectionReason.NO_FACE).isOutdatedBy(Optional.of(FACE_ID), 1)).isFalse();
    }

    @Test
    void theWholeShadowIsReadFromDesired() {
        String shadow = "{\"state\":{\"desired\":{\"faces\":{\"User001\":{\"state\":\"rejected\",\"reason\":\"no-face\"}}},"
                + "\"reported\":{\"applied\":{\"id\":\"User000\",\"version\":1}}},\"version\":9,\"timestamp\":1}";

        assertThat(Mailbox.fromGetAccepted(shadow.getBytes(UTF_8)))
                .isEqualTo(new Mailbox(9, Map.of("User001", new Answer.Rejected("no-face")), List.of()));
    }

    @Test
    void anAnswerMayBringHowLongTheCloudTook() {
        Map<String, Long> steps = new LinkedHashMap<>();
        steps.put("store-photo", 41L);
        steps.put("search-face", 120L);
        String update = text(ShadowUpdate.answer("User001", new Answer.Rejected("no-face"), new Trace(steps)));
        assertThat(update).isEqualTo("{\"state\":{\"desired\":{\"faces\":{\"User001\":{\"reason\":\"no-face\",\"state\":\"rejected\","
                + "\"trace\":\"store-photo=41 search-face=120\"}}}}}");

        Mailbox mailbox = Mailbox.fromGetAccepted(update.replace("{\"state\":{\"des", "{\"version\":3,\"state\":{\"des").getBytes(UTF_8));

        assertThat(mailbox.answers()).containsEntry("User001", new Answer.Rejected("no-face"));
        assertThat(mailbox.traces().get("User001").millis()).containsExactlyEntriesOf(steps);
    }

    @Test
    void aTraceNobodyCanReadLeavesTheAnswerAsItIs() {
        for (String trace : List.of("7", "{\"store-photo\":41}", "\"soon Store=1 a=-2 b= =3 c=99999999999\"", "\"\"", "null")) {
            String delta = "{\"version\":7,\"state\":{\"faces\":{\"User001\":{\"state\":\"rejected\",\"reason\":\"no-face\",\"trace\":" + trace + "}}}}";

            Mailbox mailbox = Mailbox.fromDelta(delta.getBytes(UTF_8));

            assertThat(mailbox).as(trace).isEqualTo(new Mailbox(7, Map.of("User001", new Answer.Rejected("no-face")), List.of()));
        }
    }

    @Test
    void aTraceTakesLittleOfTheShadowHoweverManySteps() {
        Map<String, Long> steps = new LinkedHashMap<>();
        for (char step = 'a'; step <= 'z'; step++) {
            steps.put("a-rather-long-step-name-" + step, 123_456_789L);
        }
        String text = new Trace(steps).toText();
        assertThat(text.length()).isLessThanOrEqualTo(240);
        assertThat(Trace.parse(text).millis()).containsEntry("a-rather-long-step-name-a", 123_456_789L).doesNotContainKey("");
    }

    @Test
    void anEmptyShadowHoldsNoAnswers() {
        assertThat(Mailbox.fromGetAccepted("{\"state\":{},\"version\":1}".getBytes(UTF_8)).answers()).isEmpty();
    }

    @Test
    void whatIsNoAnswerIsSetAsideAndTheRestIsRead() {
        String delta = "{\"version\":7,\"state\":{\"faces\":{\"User001\":{\"state\":\"guessed\"},\"Ada\":{},"
                + "\"User002\":{\"state\":\"rejected\"}}}}";

        Mailbox mailbox = Mailbox.fromDelta(delta.getBytes(UTF_8));

        assertThat(mailbox.answers()).containsOnlyKeys("User002");
        assertThat(mailbox.unusable()).containsExactly("User001", "Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"state\":\"named\",\"name\":\"Ada\\u202E\",\"faceId\":\"" + FACE_ID + "\",\"similarity\":9}",
        "{\"state\":\"named\",\"name\":\"Ada\",\"faceId\":\"person#ada\",\"similarity\":9}",
        "{\"state\":\"named\",\"name\":\"Ada\",\"faceId\":\"" + FACE_ID + "\",\"similarity\":100.1}",
        "{\"state\":\"enrolled\",\"faceId\":\"" + FACE_ID + "\",\"similarity\":-1}",
        "{\"state\":\"enrolled\",\"faceId\":\"" + FACE_ID + "\",\"similarity\":\"99\"}",
        "{\"state\":\"enrolled\",\"faceId\":7}",
        "{\"state\":\"rejected\",\"reason\":\"no-face event=forged\"}",
        "{\"state\":\"rejected\",\"reason\":\"\"}"})
    void anAnswerWithAnInvalidFieldIsSetAside(String answer) {
        Mailbox mailbox = Mailbox.fromDelta(("{\"version\":7,\"state\":{\"faces\":{\"User001\":" + answer + "}}}").getBytes(UTF_8));

        assertThat(mailbox.answers()).isEmpty();
        assertThat(mailbox.unusable()).containsExactly("User001");
    }

    @Test
    void aVersionThatIsTooLargeIsNone() {
        assertThatThrownBy(() -> Mailbox.fromDelta("{\"version\":99999999999999999999,\"state\":{}}".getBytes(UTF_8)))
                .isInstanceOf(InvalidMessageException.class);
    }

    @Test
    void aDocumentWithoutAVersionIsRefused() {
        assertThatThrownBy(() -> Mailbox.fromDelta("{\"state\":{}}".getBytes(UTF_8)))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessage("'version' is missing in the shadow document");
    }

    @Test
    void shadowTopicsAreThoseOfTheNamedShadow() {
        assertThat(Topics.shadowDelta("door-1")).isEqualTo("$aws/things/door-1/shadow/name/faces/update/delta");
        assertThat(Topics.shadowGetAccepted("door-1")).isEqualTo("$aws/things/door-1/shadow/name/faces/get/accepted");
        assertThat(Topics.shadowUpdateRejected("door-1"))
                .isEqualTo("$aws/things/door-1/shadow/name/faces/update/rejected");
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }
}
