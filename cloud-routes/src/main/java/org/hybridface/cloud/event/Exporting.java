// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.InvalidMessageException;

/**
 * An operator asks for all that is held of a person: {@code {"action":"export","person":"...","by":"Grace"}}, or {@code faceId}. A large answer comes in parts.
 *
 * @param who  the person, or a face of a person nobody wrote down; and who asks
 * @param from how many photos came with the parts before
 */
public record Exporting(ErasePerson who, int from) {

    /** The value of {@code action} that tells the Lambda which event this is. */
    public static final String ACTION = "export";

    /** @throws InvalidMessageException when the request breaks the contract; the text says which field */
    static Exporting fromJson(byte[] json) {
        JsonNode from = Json.parse(json).path("from");
        if (!from.isMissingNode() && (!from.isInt() || from.intValue() < 0)) {
            throw new InvalidMessageException("'from' is not the number that the part before gave as 'next'");
        }
        return new Exporting(ErasePerson.fromJson(json), from.asInt());
    }

    @Override
    public String toString() {
        return "event=export" + who.person().map(id -> " person=" + id).orElse("") + who.faceId().map(id -> " faceId=" + id).orElse("") + " from=" + from;
    }
}
