// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hybridface.local.files.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The on-failure queue: events that failed for good, in the form in which Lambda and AWS IoT send them there, one line of JSON each in
 * a file. The file is all there is: however many events failed, none is kept in memory, and those of the run before are still there. Thread safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Retaining records of asynchronous
 *      invocations</a>
 */
public final class FailedEvents {

    private static final Logger LOG = LoggerFactory.getLogger(FailedEvents.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private int size;

    /**
     * An event that failed.
     *
     * @param id the same as long as it is in the queue
     */
    public record Message(String id, JsonNode event) {

        private static Message of(String line) {
            try {
                return new Message(UUID.nameUUIDFromBytes(line.getBytes(StandardCharsets.UTF_8)).toString(), JSON.readTree(line));
            } catch (IOException e) {
                throw new UncheckedIOException("a line of the on-failure queue is not JSON", e);
            }
        }
    }

    /** @param file lines are appended; made when missing */
    public FailedEvents(Path file) {
        this.file = file;
        this.size = count();
    }

    private int count() {
        try (Stream<String> lines = lines()) {
            return (int) lines.count();
        }
    }

    /** Closed by the caller. */
    private Stream<String> lines() {
        try {
            return Files.exists(file) ? Files.lines(file).filter(line -> !line.isBlank()) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the on-failure queue " + file + " cannot be read", e);
        }
    }

    /** @param why for the log line */
    public synchronized void add(ObjectNode event, String why) {
        LOG.error("failed for good: {}; the event is in {}, and the page of the local cloud delivers it again", why, file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            PrivateFiles.append(file, event + "\n");
            size++;
        } catch (IOException e) {
            throw new UncheckedIOException("the on-failure queue " + file + " cannot be written", e);
        }
    }

    /** How many there are. */
    public synchronized int size() {
        return size;
    }

    /** All of them, oldest first. */
    public List<JsonNode> list() {
        return first(Integer.MAX_VALUE, Set.of()).stream().map(Message::event).toList();
    }

    /**
     * The oldest.
     *
     * @param limit  at most so many
     * @param except ids of those that are passed over
     */
    public synchronized List<Message> first(int limit, Set<String> except) {
        try (Stream<String> lines = lines()) {
            return lines.map(Message::of).filter(message -> !except.contains(message.id())).limit(limit).toList();
        }
    }

    /** Takes events out of the queue that were delivered. */
    public synchronized void remove(Set<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        Path rest = file.resolveSibling(file.getFileName() + ".new");
        try (Stream<String> lines = lines()) {
            List<String> kept = new ArrayList<>();
            lines.filter(line -> !ids.contains(Message.of(line).id())).forEach(kept::add);
            Files.write(PrivateFiles.file(rest), kept);
            Files.move(rest, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            size = kept.size();
        } catch (IOException e) {
            throw new UncheckedIOException("the on-failure queue " + file + " cannot be written", e);
        }
    }

    public Path file() {
        return file;
    }
}
