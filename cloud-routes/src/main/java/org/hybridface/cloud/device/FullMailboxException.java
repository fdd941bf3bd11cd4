// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

/** A device's mailbox has no room for a letter until the device takes some out. */
public final class FullMailboxException extends UndeliverableException {

    private static final long serialVersionUID = 1L;

    public FullMailboxException(String thing, Throwable cause) {
        super(thing, cause);
    }
}
