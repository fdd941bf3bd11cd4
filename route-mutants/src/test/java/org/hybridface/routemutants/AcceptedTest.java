// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routemutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedTest {

    @TempDir
    Path folder;

    @Test
    void onlyRowsOfTheSideWithAReasonCount() throws Exception {
        Path page = Files.writeString(folder.resolve("mutants.md"), """
                | file | mutant | why |
                |---|---|---|
                | `cloud/new-face` | `a step removed` | it says nothing to anybody |
                | `cloud/new-face` | `another removed` | |
                | `edge/on-error` | `a handler removed` | never mind |
                """);

        assertThat(Accepted.read(page, "cloud")).containsExactly("new-face a step removed");
    }
}
