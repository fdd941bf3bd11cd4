// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.routes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What on-error.camel.yaml says from now on, also what a device shows only to whoever asks for more. */
public final class ErrorLines implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger = ((LoggerContext) LogManager.getContext(false)).getLogger("edge.errors");
    private final Level before = logger.getLevel();
    private final AbstractAppender appender = new AbstractAppender("error-lines", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            if (event.getLoggerName().equals(logger.getName())) {
                lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
            }
        }
    };

    public ErrorLines() {
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.DEBUG);
    }

    public List<String> all() {
        return lines;
    }

    @Override
    public void close() {
        logger.setLevel(before);
        logger.removeAppender(appender);
    }
}
