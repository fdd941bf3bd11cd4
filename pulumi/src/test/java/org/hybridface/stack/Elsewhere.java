// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of other modules, which may not be there when this one is built alone. */
final class Elsewhere {

    private Elsewhere() {
    }

    /** The file; without it the test is skipped, and says so where somebody sees it. */
    static Path present(Path file, String what) {
        String message = "skipped: " + file.toAbsolutePath().normalize() + " is missing (" + what + ")";
        if (!Files.exists(file)) {
            System.out.println("[pulumi] " + message);
        }
        assumeTrue(Files.exists(file), message);
        return file;
    }
}
