// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A face the device does not know, as published to {@link Topics#NEW_FACE}. The device's name is no part of it: the IoT rule
 * adds that from the authenticated connection, see {@link NewFaceEvent}.
 *
 * @param uuid        event id; follows this face through every log line and makes a second delivery harmless
 * @param key         the device's temporary key, see {@link FaceKey}
 * @param capturedAt  when the frame was taken, from 1970 (a device whose clock was never set) to 9999
 * @param photo       JPEG of head and shoulders, never upscaled, at most {@link Limits#PHOTO_BYTES}
 * @param quality     what the device measured
 * @param incarnation of the device's memory that gave the key, see {@link DeviceKey}; empty for devices that know none
 */
public record NewFace(UUID uuid, String key, Instant capturedAt, byte[] photo, PhotoQuality quality, Optional<String> incarnation) {

    /** The message format this class writes and reads. */
    public static final int VERSION = 1;

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    private static final Instant FIRST_INSTANT = Instant.EPOCH;
    private static final Instant LAST_INSTANT = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** Base64 of the largest photo. */
    private static final int PHOTO_CHARACTERS = Limits.PHOTO_BYTES / 3 * 4;

    private static final byte[] JPEG_MAGIC = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    /** From a device that knows no incarnations. */
    public NewFace(UUID uuid, String key, Instant capturedAt, byte[] photo, PhotoQuality quality) {
        this(uuid, key, capturedAt, photo, quality, Optional.empty());
    }

    public NewFace {
        Objects.requireNonNull(uuid, "uuid");
        FaceKey.require(key);
        Objects.requireNonNull(capturedAt, "capturedAt");
        Objects.requireNonNull(quality, "quality");
        if (capturedAt.isBefore(FIRST_INSTANT) || capturedAt.isAfter(LAST_INSTANT)) {
            throw new InvalidMessageException("'capturedAt' is not between 1970 and 9999");
        }
        requireJpeg(photo);
        incarnation.ifPresent(DeviceKey::requireIncarnation);
    }

    /** Under which the answer is expected. */
    public DeviceKey deviceKey() {
        return new DeviceKey(key, incarnation);
    }

    /** The message as it goes onto the wire: at most {@link Limits#MQTT_PAYLOAD_BYTES}. */
    public byte[] toJson() {
        ObjectNode node = Json.object()
                .put("version", VERSION)
                .put("uuid", uuid.toString())
                .put("id", key)
                .put("capturedAt", capturedAt.toString())
                .put("face", Base64.getEncoder().encodeToString(photo));
        incarnation.ifPresent(life -> node.put("incarnation", life));
        quality.putInto(node.putObject("quality"));
        return Json.bytes(node);
    }

    /**
     * Reads a message from the wire; fields it does not know are ignored, so that a newer rule may add some.
     *
     * @throws InvalidMessageException when the bytes break the contract; the text says which field
     */
    public static NewFace fromJson(byte[] json) {
        return fromNode(Json.parseObject(json, "the message"));
    }

    static NewFace fromNode(JsonNode node) {
        Json.requireVersion(node.path("version"), VERSION);
        return new NewFace(
                uuid(Json.requiredText(node, "uuid")),
                FaceKey.require(Json.requiredText(node, "id")),
                instant(Json.requiredText(node, "capturedAt")),
                base64(Json.requiredText(node, "face")),
                PhotoQuality.fromNode(node.path("quality")),
                node.hasNonNull("incarnation") ? Optional.of(Json.requiredText(node, "incarnation")) : Optional.empty());
    }

    private static UUID uuid(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new InvalidMessageException("'uuid' is not a UUID");
        }
        return UUID.fromString(text);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidMessageException("'capturedAt' is not an ISO 8601 instant");
        }
    }

    static byte[] base64(String text) {
        if (text.length() > PHOTO_CHARACTERS) {
            throw new InvalidMessageException("'face' is longer than the base64 of " + Limits.PHOTO_BYTES + " bytes");
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException("'face' is not base64");
        }
    }

    static void requireJpeg(byte[] photo) {
        if (photo == null || photo.length < JPEG_MAGIC.length
                || !Arrays.equals(photo, 0, JPEG_MAGIC.length, JPEG_MAGIC, 0, JPEG_MAGIC.length)) {
            throw new InvalidMessageException("'face' is not a JPEG");
        }
        if (photo.length > Limits.PHOTO_BYTES) {
            throw new InvalidMessageException(
                    "'face' has " + photo.length + " bytes, more than " + Limits.PHOTO_BYTES);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NewFace face && uuid.equals(face.uuid) && key.equals(face.key)
                && incarnation.equals(face.incarnation) && capturedAt.equals(face.capturedAt) && quality.equals(face.quality) && Arrays.equals(photo, face.photo);
    }

    @Override
    public int hashCode() {
        return uuid.hashCode();
    }

    @Override
    public String toString() {
        return "NewFace[uuid=" + uuid + ", key=" + key + ", photo=" + photo.length + " bytes]";
    }
}
