// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A loop for all tests of a class. */
abstract class LoopSupport {

    @TempDir
    static Path directory;

    static WholeLoop loop;

    @BeforeAll
    static void start() throws Exception {
        loop = WholeLoop.start(directory);
    }

    @AfterAll
    static void stop() {
        loop.close();
    }
}
