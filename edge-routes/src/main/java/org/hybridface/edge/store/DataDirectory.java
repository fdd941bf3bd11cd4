// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process per data directory: two would give the same keys to different people. The lock is the operating system's, so that kill -9
 * releases it and a file left behind blocks nobody. Whoever only reads needs no lock. Thread safe.
 */
public final class DataDirectory implements AutoCloseable {

    static final String LOCK = "lock";
    static final String HOLDER = "lock.holder";

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    /**
     * What this process holds. The system gives up all its locks of a file when it closes any channel to it, so a second opening from inside
     * must be refused before it opens anything.
     */
    private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path directory;
    private final FileChannel channel;

    private DataDirectory(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes the directory for this process until {@link #close}.
     *
     * @param directory exists
     * @throws DirectoryInUseException when another process, or another device in this one, has it; the text names the holder
     * @throws IOException             when it cannot be written
     */
    public static DataDirectory take(Path directory) throws IOException {
        Path real = directory.toRealPath();
        String me = describe();
        String here = HELD_HERE.putIfAbsent(real, me);
        if (here != null) {
            throw new DirectoryInUseException(directory, here);
        }
        FileChannel channel = null;
        try {
            channel = DurableFile.append(real.resolve(LOCK));
            if (lock(channel, real) == null) {
                throw new DirectoryInUseException(directory, holder(real));
            }
            // In a file of its own: some systems let nobody read what is locked.
            DurableFile.write(real.resolve(HOLDER), me.getBytes(StandardCharsets.UTF_8));
            return new DataDirectory(real, channel);
        } catch (IOException e) {
            giveUp(real, channel);
            throw new UnwritableDirectoryException(directory, e);
        } catch (RuntimeException e) {
            giveUp(real, channel);
            throw e;
        }
    }

    private static void giveUp(Path real, FileChannel channel) throws IOException {
        HELD_HERE.remove(real);
        if (channel != null) {
            channel.close();
        }
    }

    /**
     * Who holds the directory; empty when nobody does. Leaves no file behind that was not there.
     *
     * @throws IOException when it cannot be read
     */
    public static Optional<String> heldBy(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(LOCK))) {
            return Optional.empty();
        }
        try {
            take(directory).close();
            return Optional.empty();
        } catch (DirectoryInUseException e) {
            return Optional.of(holder(directory.toRealPath()));
        }
    }

    /** Whether some device has, or had, its data there. */
    public static boolean isOne(Path directory) {
        return Files.exists(directory.resolve(LOCK));
    }

    /** Gives it back. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            Files.deleteIfExists(directory.resolve(HOLDER));
            channel.close();
            HELD_HERE.remove(directory);
        }
    }

    private static FileLock lock(FileChannel channel, Path directory) throws IOException {
        try {
            return channel.tryLock();
        } catch (IOException e) {
            throw new IOException("it lies on a file system without locks, " + e.getMessage() + ": choose one on a disk of this machine", e);
        }
    }

    private static String holder(Path directory) {
        try {
            return Files.readString(directory.resolve(HOLDER), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            LOG.debug("Nobody says who holds {}", directory, e);
            return "another process";
        }
    }

    private static String describe() {
        return "process " + ProcessHandle.current().pid() + " on " + host() + " since " + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        }
    }
}
