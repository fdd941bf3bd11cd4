// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hybridface.edge.print.Reason;
import org.hybridface.edge.store.DurableFile;

/**
 * Puts a backup where a device is to live on. It is unpacked and checked to its last byte beside its place first; what is there already of
 * options, routes and certificates is kept as {@code ....before-restore}, and data are never overwritten.
 */
public final class Restore {

    private static final String KEPT = ".before-restore";
    private static final String STAGE = ".restoring";

    private Restore() {
    }

    /**
     * @param file   the backup
     * @param home   the folder of the program, which gets application.properties and routes/
     * @param places tells from the restored application.properties where the rest belongs
     * @return what was done, a sentence each
     */
    public static List<String> read(Path file, String password, Path home, Function<Path, DevicePlaces> places) throws IOException, BackupRefusedException {
        Path stage = home.toAbsolutePath().resolve(STAGE);
        delete(stage);
        DurableFile.makeDirectory(stage);
        try {
            unpack(file, password, stage);
            DevicePlaces to = places.apply(stage.resolve(DevicePlaces.PROPERTIES));
            refuseOther(to);
            return new Mover(stage, to).all();
        } finally {
            delete(stage);
        }
    }

    /**
     * What can be said before anybody types a password.
     *
     * @throws BackupRefusedException when there is no such file, or it is something else
     */
    public static void refuseNonsense(Path file) throws BackupRefusedException {
        if (!Files.exists(file)) {
            throw new BackupRefusedException("there is no file " + file + ": give the one that bin/edge backup wrote");
        }
        try (InputStream in = Files.newInputStream(file)) {
            refuseForeign(in, file);
        } catch (IOException e) {
            throw new BackupRefusedException(file + " cannot be read: " + Reason.of(e));
        }
    }

    private static void refuseForeign(InputStream in, Path file) throws IOException, BackupRefusedException {
        if (!new String(in.readNBytes(Backup.FORMAT.length()), StandardCharsets.US_ASCII).equals(Backup.FORMAT)) {
            throw new BackupRefusedException(file + " is no backup of this program");
        }
    }

    private static void refuseOther(DevicePlaces to) throws IOException, BackupRefusedException {
        if (Files.isDirectory(to.data())) {
            try (Stream<Path> there = Files.list(to.data())) {
                if (there.findAny().isPresent()) {
                    throw new BackupRefusedException("edge.data.dir " + to.data() + " is not empty: move it away, or give another one; faces of two devices are not mixed");
                }
            }
        }
    }

    private static void unpack(Path file, String password, Path stage) throws IOException, BackupRefusedException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            refuseForeign(in, file);
            SealedInput sealed = new SealedInput(in, BackupKey.sealer(password, in.readNBytes(BackupKey.SALT_BYTES)));
            ZipInputStream zip = new ZipInputStream(sealed);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = stage.resolve(entry.getName()).normalize();
                if (!target.startsWith(stage)) {
                    throw new BackupRefusedException(file + " has an entry that leads out of it: " + entry.getName());
                }
                DurableFile.makeDirectory(target.getParent());
                try (var out = Channels.newOutputStream(DurableFile.append(target))) {
                    zip.transferTo(out);
                }
                Files.setLastModifiedTime(target, entry.getLastModifiedTime());
            }
            // The zip's own end is before the last sealed byte.
            sealed.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new BackupRefusedException(file + " cannot be restored: " + Reason.of(e));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(folder)) {
                all = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path one : all) {
                Files.delete(one);
            }
        }
    }

    private static final class Mover {

        private final Path stage;
        private final DevicePlaces to;
        private final List<String> said = new ArrayList<>();

        Mover(Path stage, DevicePlaces to) {
            this.stage = stage;
            this.to = to;
        }

        /** The data come last: with them the restore is whole, and before them it can be done again. */
        List<String> all() throws IOException {
            one(stage.resolve(DevicePlaces.PROPERTIES), to.properties());
            one(stage.resolve(Backup.KEY), to.key());
            for (Map.Entry<String, Path> named : new TreeMap<>(to.named()).entrySet()) {
                one(stage.resolve(Backup.NAMED + named.getKey()), named.getValue());
            }
            for (Path file : files(Backup.ROUTES)) {
                one(file, to.routes().resolve(stage.resolve(Backup.ROUTES).relativize(file)));
            }
            tree(Backup.OUTBOX, to.outbox());
            tree(Backup.DATA, to.data());
            return said;
        }

        private void tree(String prefix, Path folder) throws IOException {
            List<Path> files = files(prefix);
            for (Path file : files) {
                put(file, folder.resolve(stage.resolve(prefix).relativize(file)));
            }
            if (!files.isEmpty()) {
                said.add(files.size() + " files in " + folder);
            }
        }

        private List<Path> files(String prefix) throws IOException {
            Path folder = stage.resolve(prefix);
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            try (Stream<Path> walk = Files.walk(folder)) {
                return walk.filter(Files::isRegularFile).sorted().toList();
            }
        }

        private void one(Path from, Path target) throws IOException {
            if (!Files.exists(from) || Files.exists(target) && Files.mismatch(from, target) < 0) {
                return;
            }
            if (Files.exists(target)) {
                Path kept = target.resolveSibling(target.getFileName() + KEPT);
                Files.move(target, kept, StandardCopyOption.REPLACE_EXISTING);
                said.add(target + " (what was there is " + kept.getFileName() + ")");
            } else {
                said.add(target.toString());
            }
            put(from, target);
        }

        private static void put(Path from, Path target) throws IOException {
            DurableFile.makeDirectory(target.toAbsolutePath().getParent());
            DurableFile.copy(from, target);
        }
    }
}
