// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.fault;

import java.util.Set;

/** Something that faults can befall: a link or a process. Called by one thread at a time. */
public interface FaultTarget {

    /** What can befall it. */
    Set<FaultKind> kinds();

    /**
     * The fault begins.
     *
     * @param kind one of {@link #kinds}
     */
    void begin(FaultKind kind);

    /** The fault is over: connections may be made again, a frozen process goes on, a killed one is started again. */
    void end();
}
