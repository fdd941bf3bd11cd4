// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

import java.util.Optional;

/** Looks into a device's mailbox, which otherwise only the device does. Failures that may pass are thrown as they are. Thread safe. */
@FunctionalInterface
public interface MailboxReader {

    /** The whole shadow document; empty when the device has none. */
    Optional<byte[]> read(String thing);
}
