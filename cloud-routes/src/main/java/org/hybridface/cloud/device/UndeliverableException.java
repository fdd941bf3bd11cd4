// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

/** A device's mailbox takes no letter, and will not take this one later either: its thing is gone. One that is full is a {@link FullMailboxException}. */
public class UndeliverableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndeliverableException(String thing, Throwable cause) {
        super("thing=" + thing + " its shadow refuses the update: " + cause.getMessage(), cause);
    }
}
