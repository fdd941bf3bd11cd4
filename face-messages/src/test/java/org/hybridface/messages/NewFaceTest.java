// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewFaceTest {

    private static final UUID UUID_1 = UUID.fromString("5f0c8d3e-9f1c-4e0c-b0a3-0d7d6f3f9a01");

    private final NewFace face = new NewFace(
            UUID_1, "User001", Instant.parse("2026-01-31T10:15:30.123Z"), jpegOf(64), new PhotoQuality(142, 0.71, -8));

    @Test
    void looksOnTheWireAsTheDesignSays() {
        assertThat(new String(face.toJson(), UTF_8)).isEqualTo(
                "{\"version\":1,\"uuid\":\"" + UUID_1 + "\",\"id\":\"User001\","
                        + "\"capturedAt\":\"2026-01-31T10:15:30.123Z\",\"face\":\""
                        + Base64.getEncoder().encodeToString(jpegOf(64))
                        + "\",\"quality\":{\"size\":142,\"sharpness\":0.71,\"yaw\":-8}}");
    }

    @Test
    void comesBackFromTheWireAsItWas() {
        assertThat(NewFace.fromJson(face.toJson())).isEqualTo(face);
    }

    @Test
    void itSaysWhichIncarnationOfTheDevicesMemoryGaveTheKey() {
        NewFace born = new NewFace(face.uuid(), face.key(), face.capturedAt(), face.photo(), face.quality(), Optional.of("k3f9x2"));

        assertThat(new String(born.toJson(), UTF_8)).contains("\"id\":\"User001\"").contains("\"incarnation\":\"k3f9x2\"");
        assertThat(NewFace.fromJson(born.toJson())).isEqualTo(born).isNotEqualTo(face);
        assertThat(born.deviceKey()).hasToString("User001-k3f9x2");
        assertThat(DeviceKey.parse("User001-k3f9x2")).isEqualTo(born.deviceKey());
        assertThat(face.deviceKey()).hasToString("User001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"User001.", "User001.K3f9x2", "User001.k3f9x", "User001-k3f9x22", "User001-k3f9x2-k3f9x2", "User001#k3f9x2", "-k3f9x2", "Ada-k3f9x2", "User001.k3f9x2", ""})
    void whatIsNoKeyOfAnIncarnationIsRefused(String text) {
        assertThat(DeviceKey.isValid(text)).isFalse();
        assertThatThrownBy(() -> DeviceKey.parse(text)).isInstanceOf(InvalidMessageException.class);
    }

    @Test
    void theLargestPhotoFitsIntoOneMqttMessage() {
        NewFace largest = new NewFace(
                UUID_1, "User999999999", Instant.parse("2026-01-31T10:15:30.123456789Z"), jpegOf(Limits.PHOTO_BYTES),
                new PhotoQuality(100_000, 0.123456789012345678, -180), Optional.of("zzzzzz"));

        assertThat(largest.toJson()).hasSizeLessThanOrEqualTo(Limits.MQTT_PAYLOAD_BYTES);
    }

    @Test
    void aPhotoOneByteLargerIsRefused() {
        assertThatThrownBy(() -> new NewFace(
                UUID_1, "User001", Instant.EPOCH, jpegOf(Limits.PHOTO_BYTES + 1), face.quality()))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("97921 bytes, more than 97920");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"version\":1 | \"version\":2 | 'version' is not 1",
        "\"id\":\"User001\" | \"id\":\"Ada\" | 'id' is not a face key like User001",
        "\"id\":\"User001\" | \"key\":\"User001\" | 'id' is missing or not a text",
        "\"uuid\":\"5f | \"uuid\":\"xx | 'uuid' is not a UUID",
        "2026-01-31T | yesterday | 'capturedAt' is not an ISO 8601 instant",
        "\"face\":\"/9j/ | \"face\":\"AAAA | 'face' is not a JPEG",
        "\"face\":\"/9j/ | \"face\":\"%%%% | 'face' is not base64",
        "\"version\":1 | \"incarnation\":\"../\",\"version\":1 | 'incarnation' is not six small letters and digits",
        "\"version\":1 | \"incarnation\":7,\"version\":1 | 'incarnation' is missing or not a text",
    })
    void aBrokenFieldIsNamedInTheError(String sent, String broken, String error) {
        String json = new String(face.toJson(), UTF_8);
        assertThat(json).contains(sent);

        assertThatThrownBy(() -> NewFace.fromJson(json.replace(sent, broken).getBytes(UTF_8)))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessage(error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "garbage | the message is not JSON, one object with each field once",
        "[1,2] | the message is not a JSON object",
        "'' | the message is not a JSON object",
    })
    void whatIsNoJsonObjectIsRefused(String payload, String error) {
        assertThatThrownBy(() -> NewFace.fromJson(payload.getBytes(UTF_8)))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessage(error);
    }

    @Test
    void aFieldFromANewerRuleIsIgnored() {
        String json = new String(face.toJson(), UTF_8).replace("{\"version\"", "{\"topic\":\"t\",\"version\"");

        assertThat(NewFace.fromJson(json.getBytes(UTF_8))).isEqualTo(face);
    }

    @Test
    void theThingComesFromTheRuleAndMustBeAThingName() {
        String json = new String(face.toJson(), UTF_8);
        String ruled = json.replace("{\"version\"", "{\"thing\":\"door-1\",\"version\"");
        String forged = json.replace("{\"version\"", "{\"thing\":\"../door\",\"version\"");

        assertThat(NewFaceEvent.fromJson(ruled.getBytes(UTF_8))).isEqualTo(new NewFaceEvent("door-1", face));
        assertThatThrownBy(() -> NewFaceEvent.fromJson(forged.getBytes(UTF_8)))
                .hasMessage("'thing' is not a thing name");
        assertThatThrownBy(() -> NewFaceEvent.fromJson(json.getBytes(UTF_8)))
                .hasMessage("'thing' is missing or not a text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"version\":1 | \"version\":1.0 | 'version' is not 1",
        "\"version\":1 | \"version\":1,\"version\":1 | the message is not JSON, one object with each field once",
        "\"id\":\"User001\" | \"id\":\"User001\",\"id\":\"User002\" | the message is not JSON, one object with each field once",
        "-8}} | -8}}{} | the message is not JSON, one object with each field once",
        "\"id\":\"User001\" | \"id\":[\"User001\"] | 'id' is missing or not a text",
        "5f0c8d3e-9f1c-4e0c-b0a3-0d7d6f3f9a01 | 1-1-1-1-1 | 'uuid' is not a UUID",
        "5f0c8d3e-9f1c-4e0c-b0a3-0d7d6f3f9a01 | 5f0c8d3e9f1c4e0cb0a30d7d6f3f9a01 | 'uuid' is not a UUID",
        "2026-01-31T | +1000000-01-31T | 'capturedAt' is not between 1970 and 9999",
        "2026-01-31T | -0001-01-31T | 'capturedAt' is not between 1970 and 9999",
        "\"size\":142 | \"size\":-1 | 'quality.size' is not a width from 0 to 100000",
        "\"size\":142 | \"size\":1e9 | 'quality.size' is not a whole number",
        "\"size\":142 | \"size\":\"142\" | 'quality.size' is not a whole number",
        "\"sharpness\":0.71 | \"sharpness\":1.01 | 'quality.sharpness' is not from 0 to 1",
        "\"sharpness\":0.71 | \"sharpness\":\"NaN\" | 'quality.sharpness' is not a number",
        "\"yaw\":-8 | \"yaw\":181 | 'quality.yaw' is not an angle from -180 to 180",
        "{\"size\":142,\"sharpness\":0.71,\"yaw\":-8} | 7 | 'quality' is not a JSON object",
    })
    void aFieldOutOfItsRangeIsNamedInTheError(String sent, String broken, String error) {
        String json = new String(face.toJson(), UTF_8);
        assertThat(json).contains(sent);

        assertThatThrownBy(() -> NewFace.fromJson(json.replace(sent, broken).getBytes(UTF_8)))
                .isInstanceOf(InvalidMessageException.class).hasMessage(error);
    }

    @Test
    void aDeviceCannotBuildWhatTheCloudWouldRefuse() {
        for (double sharpness : new double[] {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new PhotoQuality(100, sharpness, 0)).isInstanceOf(InvalidMessageException.class);
        }
        assertThatThrownBy(() -> new NewFace(UUID_1, "User001", Instant.MAX, jpegOf(9), face.quality()))
                .isInstanceOf(InvalidMessageException.class);
    }

    @Test
    void aPhotoIsBoundedBeforeItIsDecoded() {
        String json = new String(face.toJson(), UTF_8).replace("/9j/", "/9j/" + "A".repeat(5_000_000));

        assertThatThrownBy(() -> NewFace.fromJson(json.getBytes(UTF_8))).hasMessage("'face' is longer than the base64 of 97920 bytes");
    }

    @Test
    void thePhotoIsNeverPrinted() {
        assertThat(face.toString()).contains("64 bytes").doesNotContain("/9j");
    }

    /** Starts as a JPEG does; the rest is of no matter to the message. */
    static byte[] jpegOf(int bytes) {
        byte[] jpeg = new byte[bytes];
        jpeg[0] = (byte) 0xFF;
        jpeg[1] = (byte) 0xD8;
        jpeg[2] = (byte) 0xFF;
        return jpeg;
    }
}
