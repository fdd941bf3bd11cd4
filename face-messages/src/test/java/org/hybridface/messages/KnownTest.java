// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownTest {

    private static final String PERSON = "aaaaaaaa-2222-3333-4444-555555555555";
    private static final String FACE_ID = "11111111-2222-3333-4444-555555555555";
    private static final String TOPIC = "face_recognition/known/" + PERSON;
    private static final String KEY = FleetKeys.fresh();
    private static final FleetKeys KEYS = FleetKeys.parse(KEY);
    private static final Known ADA = known(Optional.of("Ada Lovelace"), new float[] {0.6f, 0.8f}, new float[] {1, 0});

    private static Known known(Optional<String> name, float[]... looks) {
        return new Known(Whose.of(PERSON), "sface", Arrays.stream(looks).map(LookVector::new).toList(), name, FACE_ID, 98.7, 7, "camera-1",
                Instant.parse("2026-01-31T10:15:30Z"), Instant.parse("2026-03-02T10:15:30Z"));
    }

    @Test
    void whatOneDeviceSealedAnotherOpens() {
        byte[] message = ADA.toMessage(KEYS);

        assertThat(Known.fromMessage(TOPIC, message, FleetKeys.parse("# the fleet's\n\n  " + KEY + "\n"))).isEqualTo(ADA);
        assertThat(new String(message, UTF_8)).doesNotContain("Ada").doesNotContain("sface").doesNotContain(PERSON);
        assertThat(Known.fromJson(known(Optional.empty(), new float[] {0, 1}).toJson()).answer())
                .isEqualTo(new Answer.Enrolled(FACE_ID, 98.7, 7, Whose.of(PERSON)));
    }

    @Test
    void theLargestMessageIsFarBelowWhatAwsTakesAndTheUsualOneIsCountedOnce() {
        float[] sface = new float[128];
        sface[0] = 1;
        float[] longest = new float[LookVector.MOST_VALUES];
        longest[0] = 1;

        assertThat(known(Optional.of("x".repeat(128)), sface, sface, sface, sface).toMessage(KEYS).length).isLessThan(5 * 1024);
        assertThat(known(Optional.of("李".repeat(128)), longest, longest, longest, longest).toMessage(KEYS).length).isLessThan(Known.MOST_BYTES);
    }

    @Test
    void aMessageOpensUnderItsOwnTopicOnly() {
        String other = Topics.known("bbbbbbbb-2222-3333-4444-555555555555");

        assertThatThrownBy(() -> Known.fromMessage(other, ADA.toMessage(KEYS), KEYS)).isInstanceOf(InvalidMessageException.class);
        byte[] sealedForAnother = KEYS.seal(other, ADA.toJson());
        assertThatThrownBy(() -> Known.fromMessage(other, sealedForAnother, KEYS)).hasMessageContaining("'person' is another");
    }

    @Test
    void noByteOfItMayBeMissingOrOther() {
        byte[] message = ADA.toMessage(KEYS);
        for (int i = 0; i < message.length; i++) {
            byte[] cut = Arrays.copyOf(message, i);
            assertThatThrownBy(() -> Known.fromMessage(TOPIC, cut, KEYS)).as("cut at " + i).isInstanceOf(InvalidMessageException.class);
            byte[] changed = message.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> Known.fromMessage(TOPIC, changed, KEYS)).as("changed at " + i).isInstanceOf(InvalidMessageException.class);
        }
        assertThatThrownBy(() -> Known.fromMessage(TOPIC, new byte[200_000], KEYS)).hasMessageContaining("200000 bytes");
    }

    @Test
    void aKeyCanBeReplacedWhileDevicesRun() {
        String next = FleetKeys.fresh();
        FleetKeys both = FleetKeys.parse(KEY + "\n" + next);
        FleetKeys turned = FleetKeys.parse(next + "\n" + KEY);

        assertThat(Known.fromMessage(TOPIC, ADA.toMessage(KEYS), turned)).isEqualTo(ADA);
        assertThat(Known.fromMessage(TOPIC, ADA.toMessage(turned), both)).isEqualTo(ADA);
        assertThatThrownBy(() -> Known.fromMessage(TOPIC, ADA.toMessage(turned), KEYS)).hasMessageContaining("key that is not known here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "c2hvcnQ=", "no base64!", "-----BEGIN PRIVATE KEY-----"})
    void aFileThatHoldsNoKeyIsRefusedWithoutAWordOfWhatIsInIt(String text) {
        assertThatThrownBy(() -> FleetKeys.parse(text)).isInstanceOf(InvalidMessageException.class)
                .satisfies(e -> assertThat(text.length() < 3 || !e.getMessage().contains(text)).isTrue());
        assertThatThrownBy(() -> FleetKeys.parse(String.join("\n", Collections.nCopies(5, KEY)))).hasMessageContaining("5 keys");
        assertThat(KEYS.toString()).doesNotContain(KEY);
        assertThat(ADA.toString()).doesNotContain("Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "person", "model", "looks", "faceId", "similarity", "answerVersion", "thing", "told", "expires"})
    void everyFieldButTheNameIsNeeded(String field) throws Exception {
        ObjectNode node = (ObjectNode) Json.MAPPER.readTree(ADA.toJson());
        node.remove(field);
        assertThatThrownBy(() -> Known.fromJson(Json.bytes(node))).isInstanceOf(InvalidMessageException.class);
        for (String wrong : List.of("null", "{}", "[]", "-1.5", "\"\"", "\"\\u0000\"", "1e300", "true", "[1,2]", "[\"AAAA\"]", "[null]")) {
            node.set(field, Json.MAPPER.readTree(wrong));
            assertThatThrownBy(() -> Known.fromJson(Json.bytes(node))).as(field + " " + wrong).isInstanceOf(InvalidMessageException.class);
        }
    }

    @Test
    void aVectorIsFiniteOfLengthOneAndOfABoundedSize() {
        for (float[] bad : List.of(new float[0], new float[] {Float.NaN, 1}, new float[] {Float.POSITIVE_INFINITY}, new float[] {0.9f, 0},
                new float[] {1, 1}, new float[] {0, 0}, new float[LookVector.MOST_VALUES + 1])) {
            assertThatThrownBy(() -> new LookVector(bad)).isInstanceOf(InvalidMessageException.class);
        }
        assertThatThrownBy(() -> LookVector.fromText(Base64.getEncoder().encodeToString(new byte[7]))).hasMessageContaining("within a number");
        assertThatThrownBy(() -> known(Optional.empty(), new float[] {1, 0}, new float[] {1})).hasMessageContaining("one length");
        assertThatThrownBy(() -> known(Optional.empty())).hasMessageContaining("'looks'");
        float[] one = {1};
        assertThatThrownBy(() -> known(Optional.empty(), one, one, one, one, one)).hasMessageContaining("'looks'");
    }

    @Test
    void aTopicNamesOnePerson() {
        assertThat(Topics.personOfKnown(Topics.known(PERSON))).isEqualTo(PERSON);
        for (String topic : List.of("face_recognition/known/", "face_recognition/known/+", "face_recognition/known/" + PERSON + "/x", "known/" + PERSON)) {
            assertThatThrownBy(() -> Topics.personOfKnown(topic)).isInstanceOf(InvalidMessageException.class);
        }
    }

    @Test
    void aSightingComesBackAsItWasSaid() {
        FaceSeen seen = new FaceSeen("User007", FACE_ID, 7);

        assertThat(new String(seen.toJson(), UTF_8)).isEqualTo("{\"version\":1,\"id\":\"User007\",\"faceId\":\"" + FACE_ID + "\",\"answerVersion\":7}");
        assertThat(FaceSeen.fromJson(seen.toJson())).isEqualTo(seen);
        for (String bad : List.of("{}", "[]", "{\"version\":1,\"id\":\"User007\",\"faceId\":\"" + FACE_ID + "\"}",
                "{\"version\":1,\"id\":\"Ada\",\"faceId\":\"" + FACE_ID + "\",\"answerVersion\":7}",
                "{\"version\":1,\"id\":\"User007\",\"faceId\":\"person#1\",\"answerVersion\":7}",
                "{\"version\":1,\"id\":\"User007\",\"faceId\":\"" + FACE_ID + "\",\"answerVersion\":-1}")) {
            assertThatThrownBy(() -> FaceSeen.fromJson(bad.getBytes(UTF_8))).as(bad).isInstanceOf(InvalidMessageException.class);
        }
    }
}
