// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.PersonName;
import org.hybridface.messages.ThingName;

/**
 * An operator says that a device is no more, its disk included: {@code {"action":"device-scrapped","device":"camera-9","by":"Grace"}}. No erasure waits for it any longer.
 *
 * @param device its thing name
 * @param by     who says so, as receipts show it
 */
public record Scrapped(String device, String by) {

    /** The value of {@code action} that tells the Lambda which event this is. */
    public static final String ACTION = "device-scrapped";

    /** @throws InvalidMessageException when one of them is missing or cannot be */
    public Scrapped {
        ThingName.require(device);
        by = PersonName.require(by);
    }

    static Scrapped fromJson(byte[] json) {
        JsonNode event = Json.parse(json);
        if (!event.path("device").isTextual() || !event.path("by").isTextual()) {
            throw new InvalidMessageException("give 'device', the thing name of a device that is no more, and 'by', who says so");
        }
        return new Scrapped(event.path("device").asText(), event.path("by").asText());
    }

    @Override
    public String toString() {
        return "event=device-scrapped thing=" + device;
    }
}
