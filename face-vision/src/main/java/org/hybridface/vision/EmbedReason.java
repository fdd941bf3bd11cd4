// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

/** Why a tracked face should be embedded now. */
public enum EmbedReason {

    /** No need: it was, and it is still the same face as far as its movement tells. */
    NONE,

    /** It never was. */
    NEW,

    /** The last time is long ago. */
    REVERIFY,

    /** Another face came close, or this one was out of sight or jumped: it may be somebody else by now. */
    SWAPPED
}
