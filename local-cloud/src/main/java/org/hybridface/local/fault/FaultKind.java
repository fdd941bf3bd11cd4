// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.fault;

import java.util.Arrays;
import java.util.Locale;

/** What can happen to a link or a process. */
public enum FaultKind {
    /** Connections break, new ones break at once. */
    CUT,
    /** Nothing goes on, and nobody is told: a link carries no byte, a process gets no time (SIGSTOP). */
    FREEZE,
    /** A link carries {@link FaultyLink#SLOW_BYTES_PER_SECOND}, each piece later by {@link FaultyLink#SLOW_DELAY}. */
    SLOW,
    /** A byte of what is under way is changed; see {@link Content} for what that does to each link. */
    CORRUPT,
    /** A process ends without a word (SIGKILL). */
    KILL;

    /** As it is written in options and on the page. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such kind; the text lists those there are */
    public static FaultKind of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault '" + word + "': take one of "
                        + Arrays.stream(values()).map(FaultKind::word).toList()));
    }
}
