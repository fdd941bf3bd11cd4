// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hybridface.edge.print.Reason;
import org.hybridface.edge.store.DataDirectory;
import org.hybridface.edge.store.DirectoryInUseException;
import org.hybridface.edge.store.DurableFile;

/**
 * Writes everything a device is, but for its program, into one sealed file: data, key, options, routes, certificates. The file is 16 bytes of
 * format and version, a salt, and a zip in sealed pieces. While the device runs nothing is written: half a change would be in it.
 */
public final class Backup {

    /** Sixteen bytes. */
    static final String FORMAT = "hybridface-edge1";

    static final String KEY = "device.key";
    static final String DATA = "data/";
    static final String OUTBOX = "outbox/";
    static final String ROUTES = "routes/";
    static final String NAMED = "named/";

    private Backup() {
    }

    /** What was written. */
    public record Written(int files, long bytes) {
    }

    /**
     * What can be said before anybody types a password.
     *
     * @throws BackupRefusedException when there is nothing to write, or no place for it
     */
    public static void refuseNonsense(DevicePlaces places, Path file) throws BackupRefusedException {
        Path whole = file.toAbsolutePath().normalize();
        if (Files.exists(whole)) {
            throw new BackupRefusedException(file + " is there already: give a new file");
        }
        if (!Files.isDirectory(whole.getParent())) {
            throw new BackupRefusedException("there is no folder " + whole.getParent() + ": make it, or give another place");
        }
        if (!Files.isDirectory(places.data())) {
            throw new BackupRefusedException("there is no data in " + places.data() + ": run this with the device's own edge.data.dir, as its user");
        }
        if (!Files.isRegularFile(places.key())) {
            throw new BackupRefusedException("there is no key in " + places.key() + ", so there is nothing that could be restored: a device that never ran has none; of another run this with "
                    + "its own edge.key.file");
        }
        if (liesInside(whole.getParent(), places.data())) {
            throw new BackupRefusedException(file + " lies inside edge.data.dir: give a place outside");
        }
    }

    /** Links followed: it would be copied into itself. */
    private static boolean liesInside(Path folder, Path data) throws BackupRefusedException {
        try {
            return folder.toRealPath().startsWith(data.toRealPath());
        } catch (IOException e) {
            throw new BackupRefusedException(folder + " cannot be looked at (" + Reason.of(e) + "): give another place");
        }
    }

    /**
     * @param file     a new one
     * @param password or the content of a key file
     * @throws BackupRefusedException when the device runs, has no data, or the file is there already
     */
    public static Written write(DevicePlaces places, Path file, String password) throws IOException, BackupRefusedException {
        refuseNonsense(places, file);
        byte[] salt = new byte[BackupKey.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        try (DataDirectory taken = DataDirectory.take(places.data())) {
            SealedOutput sealed = new SealedOutput(header(file, salt), BackupKey.sealer(password, salt));
            try (ZipOutputStream zip = new ZipOutputStream(sealed)) {
                return new Writer(zip).all(places);
            }
        } catch (DirectoryInUseException e) {
            throw new BackupRefusedException("stop the device first: " + e.getMessage());
        } catch (IOException | BackupRefusedException e) {
            Files.deleteIfExists(file);
            throw e;
        } finally {
            if (Files.exists(file)) {
                DurableFile.sync(file);
            }
        }
    }

    private static OutputStream header(Path file, byte[] salt) throws IOException {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(DurableFile.append(file)));
        out.write(FORMAT.getBytes(StandardCharsets.US_ASCII));
        out.write(salt);
        return out;
    }

    private static final class Writer {

        private final ZipOutputStream zip;
        private int files;
        private long bytes;

        Writer(ZipOutputStream zip) {
            this.zip = zip;
        }

        /** The options come first: they say where the rest belongs. */
        Written all(DevicePlaces places) throws IOException {
            if (Files.isReadable(places.properties())) {
                add(DevicePlaces.PROPERTIES, places.properties());
            }
            add(KEY, places.key());
            for (Map.Entry<String, Path> named : places.named().entrySet()) {
                add(NAMED + named.getKey(), named.getValue());
            }
            tree(ROUTES, places.routes());
            tree(DATA, places.data());
            if (places.isOutboxOutside()) {
                tree(OUTBOX, places.outbox());
            }
            return new Written(files, bytes);
        }

        private void tree(String prefix, Path folder) throws IOException {
            if (!Files.isDirectory(folder)) {
                return;
            }
            List<Path> all;
            try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
                all = walk.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : all) {
                Path inside = folder.relativize(file);
                // The lock is of this machine, and hidden files are halves of others.
                if (!inside.toString().startsWith("lock") && !file.getFileName().toString().startsWith(".")) {
                    add(prefix + inside.toString().replace('\\', '/'), file);
                }
            }
        }

        private void add(String name, Path file) throws IOException {
            ZipEntry entry = new ZipEntry(name);
            // Questions go out in this order, and grow too old by it.
            entry.setLastModifiedTime(Files.getLastModifiedTime(file));
            zip.putNextEntry(entry);
            try (InputStream in = Files.newInputStream(file)) {
                bytes += in.transferTo(zip);
            }
            zip.closeEntry();
            files++;
        }
    }
}
