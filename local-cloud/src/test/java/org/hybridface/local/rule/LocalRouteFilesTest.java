// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.hybridface.routecheck.RouteCheck;
import org.junit.jupiter.api.Test;

class LocalRouteFilesTest {

    @Test
    void everyRouteFileIsWithoutFaults() throws IOException {
        Path folder = Path.of(System.getProperty("routes.dir"), "local");
        assertThat(new RouteCheck(new LocalSide()).check(RouteCheck.read(folder))).isEmpty();
    }
}
