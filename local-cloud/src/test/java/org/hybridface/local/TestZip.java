// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** The artifacts that the modules before this one built. */
final class TestZip {

    private TestZip() {
    }

    static Path lambda() {
        return built("cloud-routes", "cloud-routes.zip");
    }

    static Path edge() {
        return built("edge-routes", "edge.zip");
    }

    private static Path built(String module, String file) {
        Path zip = Path.of(System.getProperty("project.root"), module, "target", file);
        assertThat(Files.exists(zip)).as(zip + " is missing: run 'mvn verify', or 'mvn package -pl " + module + " -am' before this test").isTrue();
        return zip;
    }
}
