// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A device has erased a person: published to {@link Topics#ERASED}. The device says so of itself only; which it is, the connection tells.
 *
 * @param erasure the erasure's id, under which the letter lay in the mailbox
 * @param at      when the device was done, by its own clock
 * @param gone    how much went out of each of the device's places, {@code faces}, {@code visits} ...
 */
public record ErasedHere(UUID erasure, Instant at, Map<String, Integer> gone) {

    /** More places than a device has. */
    private static final int MOST_PLACES = 32;
    private static final Pattern PLACE = Pattern.compile("[a-z][a-z-]{0,31}");

    public ErasedHere {
        gone = Map.copyOf(gone);
        if (gone.size() > MOST_PLACES) {
            throw new InvalidMessageException("'gone' tells of " + gone.size() + " places instead of at most " + MOST_PLACES);
        }
        gone.forEach((place, count) -> {
            if (!PLACE.matcher(place).matches() || count < 0) {
                throw new InvalidMessageException("'gone' is not a list of places, each with how much went");
            }
        });
    }

    public byte[] toJson() {
        ObjectNode root = Json.object().put("version", NewFace.VERSION).put("erasure", erasure.toString()).put("at", at.toString());
        ObjectNode counts = root.putObject("gone");
        new TreeMap<>(gone).forEach(counts::put);
        return Json.bytes(root);
    }

    /** @throws InvalidMessageException when the message breaks the contract; the text says which field */
    public static ErasedHere fromJson(byte[] json) {
        JsonNode root = Json.parseObject(json, "the message");
        Json.requireVersion(root.path("version"), NewFace.VERSION);
        String erasure = Json.requiredText(root, "erasure");
        if (!FaceId.isValid(erasure)) {
            throw new InvalidMessageException("'erasure' is not a UUID in small letters");
        }
        Map<String, Integer> gone = new TreeMap<>();
        root.path("gone").properties().forEach(place -> {
            if (!place.getValue().isInt()) {
                throw new InvalidMessageException("'gone' is not a list of places, each with how much went");
            }
            gone.put(place.getKey(), place.getValue().intValue());
        });
        try {
            return new ErasedHere(UUID.fromString(erasure), Instant.parse(Json.requiredText(root, "at")), gone);
        } catch (DateTimeException e) {
            throw new InvalidMessageException("'at' is not a moment such as 2030-01-31T00:00:00Z");
        }
    }
}
