// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

/** The face was given another name while a device was told the old one: the device is to be told again. The routes repeat that step. */
public final class OutdatedAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutdatedAnswerException(String eventId) {
        super("event=" + eventId + " its face was named anew while the device was told");
    }
}
