// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

/** Another run works on this event at this moment. Thrown out of the function, so that Lambda delivers the event later. */
public final class EventInProgressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EventInProgressException(String eventId) {
        super("event=" + eventId + " is being worked on by another run; Lambda delivers it again");
    }
}
