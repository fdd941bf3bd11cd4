// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * Whether this process may open as many files and sockets as it needs. Asked before anything else is loaded: without a file descriptor for the
 * next jar, a class is missing, and that is what the error would be about.
 */
public final class OpenFiles {

    /** Some 150 jars, and sockets of seven servers with a few connections each. */
    static final long NEEDED = 512;

    private OpenFiles() {
    }

    /** Ends the process with one line when they are too few. */
    public static void require() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            problem(system.getMaxFileDescriptorCount()).ifPresent(line -> {
                System.err.println(line);
                System.exit(1);
            });
        }
    }

    /** @param most file descriptors of this process */
    static Optional<String> problem(long most) {
        return most >= NEEDED ? Optional.empty() : Optional.of("The local cloud did not start: this process may open " + most
                + " files and sockets, and needs " + NEEDED + ": say 'ulimit -n 4096' in this shell, or raise LimitNOFILE of the service");
    }
}
