// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class StackJsonTest {

    @Test
    void theCommittedGraphIsTheProgramsGraph() throws IOException {
        assertThat(StackJson.text())
                .as("%s differs from the program; if the change is meant, record it again: see pulumi/README.md",
                        StackJson.FILE)
                .isEqualTo(Files.readString(StackJson.FILE));
    }

    @Test
    void whatDiffersWhereUsersAreMatchedIsCommitted() throws IOException {
        assertThat(StackJson.usersText()).as("%s differs from the program; record it again: see pulumi/README.md", StackJson.USERS_FILE)
                .isEqualTo(Files.readString(StackJson.USERS_FILE));
    }

    @Test
    void theRecordedGraphHoldsNoPrivateKey() {
        assertThat(StackJson.text()).doesNotContain("PRIVATE KEY").doesNotContain("privateKey");
    }
}
