// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

/** What was seen of a device's answers that wait for room in its mailbox, when something else was looked up. */
public interface WaitingLetters {

    /** Whether it is known that none waits for the letter's key; false when one does, or nobody looked. */
    boolean hasNoneBefore(Letter letter);
}
