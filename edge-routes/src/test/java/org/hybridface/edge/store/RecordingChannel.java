// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Tells of each write and each sync. */
final class RecordingChannel extends FileChannel {

    private final FileChannel real;
    private final Change wrote;
    private final Change synced;

    /** Told when it has happened. */
    interface Change {
        void happened() throws IOException;
    }

    RecordingChannel(FileChannel real, Change wrote, Change synced) {
        this.real = real;
        this.wrote = wrote;
        this.synced = synced;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int bytes = real.write(source);
        wrote.happened();
        return bytes;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long bytes = real.write(sources, offset, length);
        wrote.happened();
        return bytes;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        int bytes = real.write(source, position);
        wrote.happened();
        return bytes;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        real.truncate(size);
        wrote.happened();
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        real.force(metaData);
        synced.happened();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return real.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return real.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return real.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException("not recorded");
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException("not recorded");
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
