// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptEditsTest {

    @TempDir
    Path folder;

    @Test
    void whatWasEditedAddedOrDeletedInOneRunIsSoInTheNextAndTheRestIsNew() throws IOException {
        Path first = unzipped("first", "1");
        assertThat(KeptEdits.of(folder.resolve("none")).putBack(first)).isEmpty();
        Files.writeString(first.resolve("routes/a.camel.yaml"), "edited");
        Files.writeString(first.resolve("routes/own.camel.yaml"), "own");
        Files.delete(first.resolve("routes/b.camel.yaml"));
        KeptEdits kept = KeptEdits.of(first);
        Path second = unzipped("second", "2");
        assertThat(kept.putBack(second)).containsExactly("routes/a.camel.yaml", "routes/own.camel.yaml", "routes/b.camel.yaml");
        assertThat(second.resolve("routes/a.camel.yaml")).hasContent("edited");
        assertThat(second.resolve("routes/own.camel.yaml")).hasContent("own");
        assertThat(second.resolve("routes/b.camel.yaml")).doesNotExist();
        assertThat(second.resolve("routes/c.camel.yaml")).hasContent("2");
        assertThat(second.resolve("application.properties")).hasContent("2");
    }

    private Path unzipped(String name, String version) throws IOException {
        Path device = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(device.resolve("routes"));
        Files.writeString(device.resolve("application.properties"), version);
        for (String route : new String[] {"a", "b", "c"}) {
            Files.writeString(device.resolve("routes/" + route + ".camel.yaml"), version);
        }
        return device;
    }
}
