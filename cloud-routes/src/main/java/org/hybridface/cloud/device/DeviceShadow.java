// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

/** The mailbox of each device: its named shadow {@code faces}. Thread safe. */
public interface DeviceShadow {

    /**
     * Merges a document into the shadow.
     *
     * @param thing    the device's thing name
     * @param document a shadow document as {@link org.hybridface.messages.ShadowUpdate} builds it
     * @throws FullMailboxException   when it has no room for that before the device takes something out
     * @throws UndeliverableException when trying again would not help; failures that may pass are thrown as they are
     */
    void update(String thing, byte[] document);
}
