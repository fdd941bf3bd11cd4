// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonMessagesTest {

    private static final String FACE_ID = "11111111-2222-3333-4444-555555555555";

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
        "{\"name\":\"Ada\",\"photo\":\"s3:///x\"}",
        "{\"name\":\"Ada\",\"photo\":\"s3:bucket\"}",
        "{\"name\":\"Ada\",\"photo\":\"s3://bucket/a/../x\"}",
        "{\"name\":\"Ada\",\"photo\":\"s3://bucket/%2e%2e/x\"}",
        "{\"name\":\"Ada\",\"photo\":\"s3://bucket/a%0ab\"}",
        "{\"name\":\"Ada\",\"photo\":\"s3://bucket/a b/../x\"}",
        "{\"name\":\"Ada\",\"photo\":\"s3://bucket/a#\\n\"}",
        "{\"name\":\"Ada\",\"photo\":\"s3://a bucket/a\"}",
        "{\"name\":\"Ada\",\"photo\":\"s3://user@bucket/a\"}",
        "{\"name\":\"Ada\",\"photo\":\"s3://BUCKET/a\"}",
        "{\"name\":\"Ada\",\"face\":\"/9j/\",\"version\":2}",
        "{\"name\":\"Ada\",\"name\":\"Bob\",\"face\":\"/9j/\"}",
        "{\"name\":\" \",\"photo\":\"s3://b/k\"}",
    })
    void aPhotoInNoOrTwoPlacesOrWithoutANameIsRefused(String json) {
        assertThatThrownBy(() -> EnrolPerson.fromJson(json.getBytes(UTF_8))).isInstanceOf(InvalidMessageException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "people/Ada%20Lovelace.jpg,   people/Ada Lovelace.jpg",
        "people/Ada Lovelace.jpg,     people/Ada Lovelace.jpg",
        "people/#1.jpg,               people/#1.jpg",
        "people/who?.jpg,             people/who?.jpg",
        "people/who?x=y#z.jpg,        people/who?x=y#z.jpg",
        "people/100%.jpg,             people/100%.jpg",
        "people/a b%20c.jpg,          people/a b%20c.jpg",
        "people/%23%3F%25.jpg,        people/#?%.jpg",
        "people/Zoë + 李.jpg,          people/Zoë + 李.jpg",
        "a//b,                        a//b"})
    void anObjectsNameIsTakenEncodedOrAsS3sConsoleWritesIt(String written, String name) {
        URI photo = PhotoUri.parse("s3://photos/" + written);

        assertThat(photo.getPath()).isEqualTo("/" + name);
        assertThat(PhotoUri.parse(photo.toString())).as("kept in the table, read again").isEqualTo(photo);
    }

    @Test
    void aNameMayHoldSpacesAndAnyScriptButNoControlCharacters() {
        assertThat(PersonName.require("  José Ångström 李 ")).isEqualTo("José Ångström 李");
        assertThat(PersonName.require("Jose\u0301 A\u030angstro\u0308m")).as("as a Mac spells it").isEqualTo("José Ångström");
        assertThatThrownBy(() -> PersonName.require("Ada\nLovelace"))
                .hasMessage("'name' holds U+000A, a character that cannot be seen: type the name without it");
        assertThatThrownBy(() -> PersonName.require("x".repeat(129))).hasMessage("'name' is longer than 128 characters");
        assertThatThrownBy(() -> PersonName.require(null)).hasMessage("'name' is empty");
    }

    /** Line ends and other controls, separators, reading direction, no width, tags, half a pair, letters that show nothing. */
    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x85, 0x9F, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C,
        0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x00AD, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x2063, 0x206F, 0xFEFF, 0xFFF9,
        0xE0001, 0xE0041, 0xD800, 0xDFFF, 0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0,
        0xE000, 0xF0000, 0x17B4, 0x17B5, 0x2800, 0x1D159, 0xFE00, 0xFE0F, 0xE0100, 0xE01EF})
    void aNameHoldsNothingThatCannotBeSeen(int character) {
        String name = "Ada" + new String(Character.toChars(character)) + "Lovelace";

        assertThatThrownBy(() -> PersonName.require(name)).isInstanceOf(InvalidMessageException.class)
                .hasMessage("'name' holds U+%04X, a character that cannot be seen: type the name without it".formatted(character));
        assertThatThrownBy(() -> new NameFace(FACE_ID, name)).isInstanceOf(InvalidMessageException.class);
        assertThatThrownBy(() -> new Answer.Named(name, FACE_ID, 99)).isInstanceOf(InvalidMessageException.class);
        assertThatThrownBy(() -> EnrolPerson.stored(name, URI.create("s3://photos/ada.jpg"))).isInstanceOf(InvalidMessageException.class);
    }

    /** As some Japanese families write theirs, and a heart that is to be red. */
    @Test
    void aVariantOfACharacterIsSeen() {
        assertThat(PersonName.isValid("\u845B\uDB40\uDD00\u57CE")).isTrue();
        assertThat(PersonName.isValid("Ada \u2764\uFE0F")).isTrue();
    }

    @Test
    void aSeparatorAtTheEndIsNoSpace() {
        assertThatThrownBy(() -> PersonName.require("Ada\u2028")).isInstanceOf(InvalidMessageException.class);
        assertThatThrownBy(() -> PersonName.require("\u200BAda")).isInstanceOf(InvalidMessageException.class);
        assertThatThrownBy(() -> PersonName.require("\u00A0\u3000 ")).hasMessage("'name' is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"O'Hara", "Jean-Luc", "محمد", "יוסף", "กนกวรรณ", "नरेंद्र", "김민준", "Nguyễn Thị", "👩 Ada", "𠮷野", "3rd. Ada, Jr."})
    void aNameMayBeOfAnyScript(String name) {
        assertThat(PersonName.require(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "person#ada", "event#11111111-2222-3333-4444-555555555555", "1-1-1-1-1", "11111111-2222-3333-4444-55555555555A",
        " 11111111-2222-3333-4444-555555555555", "11111111-2222-3333-4444-555555555555\n"})
    void aFaceIdIsAUuidAndNothingElse(String faceId) {
        assertThatThrownBy(() -> new NameFace(faceId, "Ada")).hasMessage("'faceId' is not a UUID in small letters");
        assertThatThrownBy(() -> new Answer.Named("Ada", faceId, 99)).isInstanceOf(InvalidMessageException.class);
        assertThatThrownBy(() -> new Answer.Enrolled(faceId, 99)).isInstanceOf(InvalidMessageException.class);
    }

    @Test
    void namingAFaceNeedsItsIdAndAName() {
        NameFace message = new NameFace(FACE_ID, "Ada");

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
