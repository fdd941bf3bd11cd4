// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

/** Under which an answer lies in a mailbox: the device's key for the face, see {@link DeviceKey}, or the id of an erasure, a UUID, which is about no key. */
public final class MailboxKey {

    private MailboxKey() {
    }

    public static boolean isValid(String text) {
        return DeviceKey.isValid(text) || FaceId.isValid(text);
    }

    /**
     * The key itself.
     *
     * @throws InvalidMessageException when it is neither
     */
    public static String require(String key) {
        if (key == null || !isValid(key)) {
            throw new InvalidMessageException("'id' is not a face key like User001, nor the id of an erasure");
        }
        return key;
    }
}
