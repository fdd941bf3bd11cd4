// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import org.hybridface.cloud.event.Cause;
import org.hybridface.cloud.event.Json;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.LogValue;

/**
 * What the function throws of an event that failed and may succeed later. Lambda's runtime prints whatever is thrown with its stack, causes
 * and suppressed exceptions, which of one fault of a service are some 400 lines of the SDK's and Camel's own; so this has none, and its text says all.
 */
final class EventFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Longer texts of services repeat the request. */
    private static final int MOST_CHARACTERS = 500;

    private EventFailedException(String message) {
        super(message, null, false, false);
    }

    /** @param json the event */
    static EventFailedException of(byte[] json, RuntimeException failure) {
        Throwable cause = Cause.itself(failure);
        String text = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new EventFailedException("event=" + eventId(json) + " status=failed cause="
                + LogValue.of(text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "..." : text)
                + " next=\"Lambda delivers it again, and keeps it in the failure queue after the last try\"");
    }

    /** A labelled photo's event has no id of its own yet, nor has a batch of the stream or the queue. */
    private static String eventId(byte[] json) {
        try {
            return LogValue.of(Json.parse(json).path("uuid").asText("unknown"));
        } catch (InvalidMessageException e) {
            return "unknown";
        }
    }
}
