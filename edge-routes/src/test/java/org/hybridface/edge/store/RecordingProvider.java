// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Does everything with the machine's own files, and tells a {@link RecordedDisk} what changes them. */
final class RecordingProvider extends FileSystemProvider {

    private final RecordedDisk disk;
    private final FileSystemProvider real;

    RecordingProvider(RecordedDisk disk, FileSystemProvider real) {
        this.disk = disk;
        this.real = real;
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        Path file = RecordingPath.real(path);
        synchronized (disk) {
            FileChannel channel = real.newFileChannel(file, options, attributes);
            boolean writes = options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
            if (Files.isDirectory(file)) {
                return new RecordingChannel(channel, () -> { }, () -> disk.syncedDirectory(file));
            }
            if (!writes) {
                return channel;
            }
            int inode = disk.opened(file);
            if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
                disk.wrote(inode, file);
            }
            return new RecordingChannel(channel, () -> disk.wrote(inode, file), () -> disk.synced(inode));
        }
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
        RecordingFileSystem fileSystem = (RecordingFileSystem) directory.getFileSystem();
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> files = real.newDirectoryStream(RecordingPath.real(directory), file -> filter.accept(fileSystem.path(file)))) {
            files.forEach(file -> paths.add(fileSystem.path(file)));
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return paths.iterator();
            }

            @Override
            public void close() {
                paths.clear();
            }
        };
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        synchronized (disk) {
            real.createDirectory(RecordingPath.real(directory), attributes);
            disk.madeDirectory(RecordingPath.real(directory));
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        synchronized (disk) {
            real.delete(RecordingPath.real(path));
            disk.deleted(RecordingPath.real(path));
        }
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        synchronized (disk) {
            real.move(RecordingPath.real(source), RecordingPath.real(target), options);
            disk.renamed(RecordingPath.real(source), RecordingPath.real(target));
        }
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException("not recorded");
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return real.isSameFile(RecordingPath.real(path), RecordingPath.real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(RecordingPath.real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return real.getFileStore(RecordingPath.real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(RecordingPath.real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(RecordingPath.real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options) throws IOException {
        return real.readAttributes(RecordingPath.real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return real.readAttributes(RecordingPath.real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        real.setAttribute(RecordingPath.real(path), attribute, value, options);
    }

    @Override
    public String getScheme() {
        return "recorded";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }
}
