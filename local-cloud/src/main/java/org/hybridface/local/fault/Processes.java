// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Processes that can be killed and frozen. Whoever owns them starts the killed ones again. */
public final class Processes implements FaultTarget {

    private final Supplier<List<ProcessHandle>> running;
    private List<ProcessHandle> frozen = List.of();

    /** @param running those there are at this moment */
    public Processes(Supplier<List<ProcessHandle>> running) {
        this.running = running;
    }

    @Override
    public Set<FaultKind> kinds() {
        return EnumSet.of(FaultKind.KILL, FaultKind.FREEZE);
    }

    @Override
    public void begin(FaultKind kind) {
        List<ProcessHandle> now = running.get();
        if (kind == FaultKind.KILL) {
            now.forEach(ProcessHandle::destroyForcibly);
        } else {
            frozen = now;
            now.forEach(process -> signal("-STOP", process));
        }
    }

    @Override
    public void end() {
        frozen.forEach(process -> signal("-CONT", process));
        frozen = List.of();
    }

    /** With the system's own command, since Java sends no other signals than those that end a process. */
    private static void signal(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("a process cannot be frozen here: there is no command 'kill'", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
