// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a process finds around it.
 *
 * @param before    command words before its own
 * @param variables of its environment
 */
record Surroundings(List<String> before, Map<String, String> variables) {

    /** Debian's package faketime. The variant for programs with threads. */
    private static final Path FAKE_TIME = Path.of("/usr/lib/" + System.getProperty("os.arch").replace("amd64", "x86_64")
            + "-linux-gnu/faketime/libfaketimeMT.so.1");

    static final Surroundings USUAL = new Surroundings(List.of(), Map.of());

    /** @param megabytes of heap */
    static Surroundings heap(int megabytes) {
        return new Surroundings(List.of(), Map.of("JAVA_OPTS", "-Xmx" + megabytes + "m"));
    }

    /** @param most files and sockets that may be open at once */
    static Surroundings descriptors(int most) {
        return new Surroundings(List.of("sh", "-c", "ulimit -n " + most + " && exec \"$0\" \"$@\""), Map.of());
    }

    /** @param offset from the right time, as faketime writes it: {@code +3d} */
    static Surroundings clock(String offset) {
        return new Surroundings(List.of(), Map.of("LD_PRELOAD", FAKE_TIME.toString(), "FAKETIME", offset, "DONT_FAKE_MONOTONIC", "1"));
    }

    /** Whether clocks can be set wrong here. */
    static boolean hasFakeTime() {
        return Files.exists(FAKE_TIME);
    }
}
