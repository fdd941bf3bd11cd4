package org.hybridface.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonMessagesTest {

    @Test
    void aLabelledPhotoTravelsInsideTheEventOrAsAStoredObject() {
        EnrolPerson inside = EnrolPerson.withPhoto("Ada Lovelace", NewFaceTest.jpegOf(10));
        EnrolPerson stored = EnrolPerson.stored("Ada Lovelace", URI.create("s3://photos/people/ada.jpg"));

        assertThat(EnrolPerson.fromJson(inside.toJson())).isEqualTo(inside);
        assertThat(EnrolPerson.fromJson(stored.toJson())).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"name\":\"Ada\"}",
        "{\"name\":\"Ada\",\"photo\":\"s3://b/k\",\"face\":\"/9j/\"}",
        "{\"name\":\"Ada\",\"photo\":\"https://b/k\"}",
        "{\"name\":\"Ada\",\"photo\":\"s3://b/\"}",
        "{\"name\":\"Ada\",\"photo\":\"not a uri\"}",
        "{\"name\":\" \",\"photo\":\"s3://b/k\"}",
    })
    void aPhotoInNoOrTwoPlacesOrWithoutANameIsRefused(String json) {
        assertThatThrownBy(() -> EnrolPerson.fromJson(json.getBytes(UTF_8))).isInstanceOf(InvalidMessageException.class);
    }

    @Test
    void aNameMayHoldSpacesAndAnyScriptButNoControlCharacters() {
        assertThat(PersonName.require("  José Ångström 李 ")).isEqualTo("José Ångström 李");
        assertThatThrownBy(() -> PersonName.require("Ada\nLovelace")).hasMessage("'name' holds control characters");
        assertThatThrownBy(() -> PersonName.require("x".repeat(129))).hasMessage("'name' is longer than 128 characters");
        assertThatThrownBy(() -> PersonName.require(null)).hasMessage("'name' is empty");
    }

    @Test
    void namingAFaceNeedsItsIdAndAName() {
        NameFace message = new NameFace("11111111-2222-3333-4444-555555555555", "Ada");

        assertThat(NameFace.fromJson(message.toJson())).isEqualTo(message);
        assertThatThrownBy(() -> NameFace.fromJson("{\"name\":\"Ada\"}".getBytes(UTF_8)))
                .hasMessage("'faceId' is missing or not a text");
    }

    @Test
    void keysCountUpwardsAndGrowPastThreeDigits() {
        assertThat(FaceKey.of(1)).isEqualTo("User001");
        assertThat(FaceKey.of(1000)).isEqualTo("User1000");
        assertThat(FaceKey.number("User042")).isEqualTo(42);
        assertThatThrownBy(() -> FaceKey.of(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FaceKey.require("User1")).isInstanceOf(InvalidMessageException.class);
    }
}
