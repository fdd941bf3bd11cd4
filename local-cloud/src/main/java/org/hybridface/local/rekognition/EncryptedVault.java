// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hybridface.local.files.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One encrypted file a collection: a header record, then a record a face. Adding appends and forces to disk, so a crash loses at
 * most the face whose call had not returned; deleting writes a new file and renames it over the old one, so that a deleted face
 * is gone from the file. A collection with users has a second file with a record a user, which each change writes anew. File names are
 * hashes, contents are unreadable without the key file.
 */
final class EncryptedVault implements FaceVault {

    private static final Logger LOG = LoggerFactory.getLogger(EncryptedVault.class);
    private static final String SUFFIX = ".faces";
    private static final String USERS_SUFFIX = ".users";
    private static final int MAX_RECORD_BYTES = 1 << 20;

    private final Path folder;
    private final Path keyFile;
    private final RecordCipher cipher;

    private EncryptedVault(Path folder, Path keyFile, RecordCipher cipher) {
        this.folder = folder;
        this.keyFile = keyFile;
        this.cipher = cipher;
    }

    /**
     * @param folder  made when missing
     * @param keyFile made when missing, unless there are collections already; keep it outside the folder and its backups
     */
    static EncryptedVault open(Path folder, Path keyFile) throws IOException {
        PrivateFiles.folder(folder);
        if (!Files.exists(keyFile) && !files(folder).isEmpty()) {
            throw new IOException("the key file " + keyFile + " is missing, and " + folder + " holds collections encrypted with it: "
                    + "restore the key, or delete the folder");
        }
        return new EncryptedVault(folder, keyFile, RecordCipher.withKeyFile(keyFile));
    }

    @Override
    public List<FaceCollection> load() {
        List<FaceCollection> collections = new ArrayList<>();
        for (Path file : files(folder)) {
            collections.add(load(file));
        }
        return collections;
    }

    @Override
    public void create(FaceCollection collection) {
        rewrite(collection, List.of());
    }

    @Override
    public void append(FaceCollection collection, List<FaceCollection.Entry> added) {
        Path file = file(collection.id());
        long number = 1L + collection.size();
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (FaceCollection.Entry entry : added) {
            write(records, FaceRecords.encode(entry), file, number++);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long before = channel.size();
            try {
                writeFully(channel, records.toByteArray());
            } catch (IOException e) {
                // A full disk: half a record in the middle would make what follows unreadable.
                channel.truncate(before);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    @Override
    public void rewrite(FaceCollection collection, List<FaceCollection.Entry> kept) {
        Path file = file(collection.id());
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        write(records, FaceRecords.encodeHeader(collection), file, 0);
        long number = 1;
        for (FaceCollection.Entry entry : kept) {
            write(records, FaceRecords.encode(entry), file, number++);
        }
        replace(file, records);
    }

    @Override
    public void keepUsers(FaceCollection collection, UserVectors users) {
        Path file = usersFile(file(collection.id()));
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        long number = 0;
        for (StoredUser user : users.after("")) {
            write(records, FaceRecords.encode(user), file, number++);
        }
        replace(file, records);
    }

    private static void replace(Path file, ByteArrayOutputStream records) {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            PrivateFiles.file(next);
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                writeFully(channel, records.toByteArray());
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    @Override
    public void delete(FaceCollection collection) {
        try {
            Files.deleteIfExists(usersFile(file(collection.id())));
            Files.deleteIfExists(file(collection.id()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(collection.id()), e);
        }
    }

    private FaceCollection load(Path file) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            Optional<byte[]> header = cipher.decrypt(read(in), name(file), 0);
            FaceCollection collection = FaceRecords.decodeHeader(header.orElseThrow(() -> new IOException(
                    file + " is damaged or was encrypted with another key than " + keyFile
                            + ": restore the key, or delete the file")));
            List<FaceCollection.Entry> entries = new ArrayList<>();
            long intact = Files.size(file) - in.available();
            while (in.available() > 0) {
                Optional<byte[]> record = tryRead(in).flatMap(r -> cipher.decrypt(r, name(file), 1L + entries.size()));
                if (record.isEmpty()) {
                    truncate(file, intact, in.available(), entries.size());
                    break;
                }
                entries.add(FaceRecords.decode(record.get()));
                intact = Files.size(file) - in.available();
            }
            collection.add(entries);
            collection.replaceUsers(UserVectors.restored(loadUsers(usersFile(file)), entries));
            return collection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, List<String>> loadUsers(Path file) throws IOException {
        Map<String, List<String>> users = new TreeMap<>();
        if (!Files.exists(file)) {
            return users;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            while (in.available() > 0) {
                byte[] record = tryRead(in).flatMap(r -> cipher.decrypt(r, name(file), users.size())).orElseThrow(() -> new IOException(
                        file + " is damaged: restore it from a backup, or delete it and create the users again"));
                Map.Entry<String, List<String>> user = FaceRecords.decodeUser(record);
                users.put(user.getKey(), user.getValue());
            }
        }
        return users;
    }

    /** Only the last record can be torn, by a crash before its call returned; a damaged one before others is not dropped silently. */
    private static void truncate(Path file, long intact, int bytesBehind, int faces) throws IOException {
        if (bytesBehind > 0) {
            throw new IOException(file + " is damaged behind face " + faces + ": restore it from a backup, or delete it");
        }
        LOG.warn("dropped an incomplete face file={} kept={}", file, faces);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(intact);
            channel.force(true);
        }
    }

    private static Optional<byte[]> tryRead(DataInputStream in) throws IOException {
        try {
            return Optional.of(read(in));
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_RECORD_BYTES) {
            throw new EOFException("no record of " + length + " bytes");
        }
        byte[] record = new byte[length];
        in.readFully(record);
        return record;
    }

    private void write(ByteArrayOutputStream to, byte[] plain, Path file, long number) {
        byte[] record = cipher.encrypt(plain, name(file), number);
        try {
            DataOutputStream out = new DataOutputStream(to);
            out.writeInt(record.length);
            out.write(record);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
    }

    private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    /** A collection's id may hold anything a file name may not, and need not be read by whoever sees the folder. */
    private Path file(String collectionId) {
        byte[] digest = FaceRecords.sha256(collectionId.getBytes(StandardCharsets.UTF_8));
        return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + SUFFIX);
    }

    private static Path usersFile(Path facesFile) {
        String name = name(facesFile);
        return facesFile.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + USERS_SUFFIX);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> name(file).endsWith(SUFFIX)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
