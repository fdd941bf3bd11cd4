// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a fleet key nothing is shared, nor with one when it is switched off. */
class GalleryOffTest {

    @TempDir
    Path directory;

    @Test
    void withoutAKeyThereIsNoRoute() throws Exception {
        assertThat(routes("", "true")).isZero();
        assertThat(routes("fleet.key", "false")).isZero();
    }

    private int routes(String key, String enabled) throws Exception {
        RouteTest test = new RouteTest() {
            @Override
            String file() {
                return "gallery";
            }

            @Override
            void options(Properties own) {
                own.setProperty("gallery.key.file", key);
                own.setProperty("gallery.enabled", enabled);
            }
        };
        test.directory = directory.resolve(key + enabled);
        try (CamelContext context = test.createCamelContext()) {
            context.start();
            return context.getRoutesSize();
        } finally {
            test.cache.stop();
        }
    }
}
