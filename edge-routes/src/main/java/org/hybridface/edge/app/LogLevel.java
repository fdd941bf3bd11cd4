// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/** How much the log tells. */
final class LogLevel {

    /** The loggers that log4j2.xml gives {@code edge.log.level}; log steps of routes are below the root. */
    private static final List<String> OURS = List.of("org.hybridface", "edge", LogManager.ROOT_LOGGER_NAME);

    private LogLevel() {
    }

    static void set(Level level) {
        OURS.forEach(logger -> Configurator.setLevel(logger, level));
    }
}
