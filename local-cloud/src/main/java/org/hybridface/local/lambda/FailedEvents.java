package org.hybridface.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hybridface.local.files.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The on-failure queue: events that failed for good, in the form in which Lambda sends them to its destination, one line of JSON each in
 * a file. Thread safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Retaining records of asynchronous
 *      invocations</a>
 */
public final class FailedEvents {

    private static final Logger LOG = LoggerFactory.getLogger(FailedEvents.class);

    private final Path file;
    private final List<JsonNode> events = new ArrayList<>();

    /** @param file lines are appended; made when missing */
    public FailedEvents(Path file) {
        this.file = file;
    }

    /** @param why for the log line */
    public synchronized void add(ObjectNode event, String why) {
        events.add(event);
        LOG.error("failed for good: {}; the event is in {}", why, file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            PrivateFiles.append(file, event + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the on-failure queue " + file + " cannot be written", e);
        }
    }

    /** What failed since the start, oldest first. */
    public synchronized List<JsonNode> list() {
        return List.copyOf(events);
    }

    public Path file() {
        return file;
    }
}
