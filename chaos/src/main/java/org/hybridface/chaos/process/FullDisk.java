// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few megabytes that can be filled to the last byte: a {@code tmpfs}, where this user may mount one. */
final class FullDisk implements AutoCloseable {

    private static final int MEGABYTES = 16;
    private static final int BLOCK_BYTES = 64 * 1024;

    private final Path folder;
    private final boolean mounted;

    private FullDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** Mounts it at a folder, or leaves that as it is where that is not allowed. */
    static FullDisk mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return new FullDisk(folder, run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + MEGABYTES + "m", "tmpfs", folder.toString()));
    }

    /** Whether it can be filled. */
    boolean isThere() {
        return mounted;
    }

    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("full"))) {
            byte[] block = new byte[BLOCK_BYTES];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(folder).getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(folder.resolve("full"));
    }

    /** One that a killed run left mounted; nothing when there is none. */
    static void unmount(Path folder) throws IOException, InterruptedException {
        run("umount", folder.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            try {
                unmount(folder);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
