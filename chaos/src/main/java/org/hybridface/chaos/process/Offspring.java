// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Processes that must not outlive this one, also when somebody stops a run half-way. */
final class Offspring {

    private static final Set<Process> ALL = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(Offspring::end), "offspring-end"));
    }

    private Offspring() {
    }

    /** @return the same process */
    static Process of(Process process) {
        ALL.removeIf(other -> !other.isAlive());
        ALL.add(process);
        return process;
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
