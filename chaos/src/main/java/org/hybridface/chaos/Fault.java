// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

/** What may happen to a run at a call. */
enum Fault {

    /** Nothing: the call is done and answered. */
    NONE("go"),
    /** The process is gone before the call. */
    KILL("kill"),
    /** The call is done, the connection breaks before the answer. */
    LOSE("lose"),
    /** The connection breaks before anything is done; the SDK's next try comes through. */
    CUT("cut"),
    /** All of the SDK's tries of this call find the connection broken. */
    FAIL("fail"),
    /** As FAIL, and each later call for this purpose by any try of the same event, too. */
    DOWN("down");

    private final String word;

    Fault(String word) {
        this.word = word;
    }

    /** How many tries of an event it may cost. */
    int tries() {
        return this == NONE ? 0 : this == DOWN ? Invocation.TRIES : 1;
    }

    /** The word in a schedule. */
    String word() {
        return word;
    }
}
