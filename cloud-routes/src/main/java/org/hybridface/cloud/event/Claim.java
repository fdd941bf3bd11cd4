// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

/** What the table says of an event at its delivery. */
public enum Claim {

    /** First delivery, or the run before died or gave up: do the work. */
    OURS,
    /** A run before found the answer but did not get it to the device: send it again. */
    UNTOLD,
    /** A second delivery of an event that is done: do nothing. */
    DONE
}
