// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.backup;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the parts of a device lie.
 *
 * @param data   edge.data.dir
 * @param outbox outbox.dir, inside {@code data} or not
 * @param key    edge.key.file
 * @param home   the folder with application.properties and routes/
 * @param named  files that options name, by the option: certificate, keys, passwords
 */
public record DevicePlaces(Path data, Path outbox, Path key, Path home, Map<String, Path> named) {

    static final String PROPERTIES = "application.properties";
    static final String ROUTES = "routes";

    Path properties() {
        return home.resolve(PROPERTIES);
    }

    Path routes() {
        return home.resolve(ROUTES);
    }

    boolean isOutboxOutside() {
        return !outbox.startsWith(data);
    }
}
