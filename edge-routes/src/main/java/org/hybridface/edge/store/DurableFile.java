package org.hybridface.edge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes a file so that, whatever happens in between (kill -9, power loss, full disk), its old or its new content is there
 * afterwards: into a temporary file beside it, to the disk, then renamed over it. Owner-only rights where the file system has them.
 */
public final class DurableFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private DurableFile() {
    }

    public static void write(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        // A leftover of an interrupted write may have other rights; the new one gets its rights when it is created.
        Files.deleteIfExists(temporary);
        try (FileChannel channel = FileChannel.open(temporary,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(OWNER_ONLY))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(file.toAbsolutePath().getParent());
    }

    /** Makes the directory and its parents, readable by this user only. */
    public static void makeDirectory(Path directory) throws IOException {
        Files.createDirectories(directory, ownerOnly(OWNER_ONLY_DIRECTORY));
    }

    /** Opens a file to append to: made readable by this user only, and so made when it was there. Whole lines are the caller's business. */
    public static FileChannel append(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), ownerOnly(OWNER_ONLY));
        try {
            restrict(file);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether nobody but this user has rights on it; where the file system knows no rights, nobody else has. */
    public static boolean isPrivate(Path file) throws IOException {
        return !isPosix() || OWNER_ONLY_DIRECTORY.containsAll(Files.getPosixFilePermissions(file));
    }

    /** Takes away the rights others have on a file, if it has any. A device such as /dev/stdout is left alone. */
    static void restrict(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        if (isPosix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    /** The rename itself lives in the directory, which has to reach the disk as well. */
    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (isPosix()) {
                throw e;
            }
            // Other systems do not open directories; there the file system orders the rename itself.
        }
    }

    private static FileAttribute<?>[] ownerOnly(Set<PosixFilePermission> rights) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
