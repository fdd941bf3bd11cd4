// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "has unpacked something only there")
class RuntimeLibraryTest {

    @TempDir
    Path directory;

    @Test
    void anotherStartLeavesTheFileAloneThatARunningFunctionHasOpen() throws IOException {
        Path library = Path.of(RuntimeLibrary.unpack(directory.resolve("runtime")).get(0).replaceFirst("^[^=]*=", ""));
        Object before = Files.getAttribute(library, "unix:ino");

        RuntimeLibrary.unpack(directory.resolve("runtime"));

        assertThat(Files.getAttribute(library, "unix:ino")).isNotEqualTo(before);
        try (var files = Files.list(directory.resolve("runtime"))) {
            assertThat(files).containsExactly(library);
        }
    }
}
