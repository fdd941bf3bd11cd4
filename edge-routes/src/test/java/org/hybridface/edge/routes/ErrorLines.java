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

/** What on-error.camel.yaml says from now on, also what a device shows only to whoever asks for more; and what Camel says beside it. */
public final class ErrorLines implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Level before;
    private final AbstractAppender appender = new AbstractAppender("error-lines", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            if (event.getLoggerName().startsWith(logger.getName())) {
                lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
            }
        }
    };

    public ErrorLines() {
        this("edge.errors", Level.DEBUG);
    }

    private ErrorLines(String name, Level level) {
        logger = ((LoggerContext) LogManager.getContext(false)).getLogger(name);
        before = logger.getLevel();
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(level);
    }

    /** What a device shows of what Camel's own error handling says. */
    static ErrorLines ofCamel() {
        return new ErrorLines("org.apache.camel.processor.errorhandler", Level.WARN);
    }

    /** What the server of the device's port calls errors. */
    public static ErrorLines ofServer() {
        return new ErrorLines("io.vertx", Level.ERROR);
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
