// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedVaultTest {

    @TempDir
    Path temp;
    private Path folder;
    private Path key;
    private final FaceCollection people = new FaceCollection("people/../odd", "model-1", Instant.parse("2026-01-31T10:15:30Z"));

    @BeforeEach
    void paths() {
        folder = temp.resolve("faces");
        key = temp.resolve("keys/face.key");
    }

    @Test
    void aCollectionComesBackAsItWas() throws IOException {
        store(face("a", 0.5f), face("b", -1.25f));
        FaceCollection loaded = open().load().get(0);
        assertThat(loaded.id()).isEqualTo(people.id());
        assertThat(loaded.modelId()).isEqualTo("model-1");
        assertThat(loaded.created()).isEqualTo(people.created());
        assertThat(loaded.faces()).isEqualTo(people.faces());
        assertThat(loaded.entries().get(1).vector()).containsExactly(-1.25f, 1);
    }

    @Test
    void nothingOnDiskCanBeReadWithoutTheKey() throws IOException {
        store(face("ada-lovelace", 0.5f));
        String bytes = new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("ada-lovelace", "people", "model-1");
        assertThat(file().getFileName().toString()).doesNotContain("people");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
    }

    @Test
    void aCrashInTheMiddleOfAWriteLosesOnlyThatFace() throws IOException {
        store(face("a", 0.5f));
        long intact = Files.size(file());
        EncryptedVault vault = open();
        vault.append(people, List.of(face("b", 0.6f)));
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 7);
        }
        FaceCollection loaded = open().load().get(0);
        assertThat(loaded.faces()).extracting(StoredFace::faceId).containsExactly("a");
        assertThat(Files.size(file())).isEqualTo(intact);
        open().append(loaded, List.of(face("c", 0.7f)));
        assertThat(open().load().get(0).faces()).extracting(StoredFace::faceId).containsExactly("a", "c");
    }

    @Test
    void damageInTheMiddleIsToldAndNotDropped() throws IOException {
        store(face("a", 0.5f), face("b", 0.6f), face("c", 0.7f));
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), Files.size(file()) / 2);
        }
        assertThatThrownBy(() -> open().load()).hasMessageContaining("is damaged behind face");
    }

    @Test
    void anotherKeyOrNoneIsTold() throws IOException {
        store(face("a", 0.5f));
        Files.write(key, new byte[32]);
        assertThatThrownBy(() -> open().load()).hasMessageContaining("was encrypted with another key than " + key);
        Files.delete(key);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("the key file " + key + " is missing");
        Files.write(key, new byte[5]);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("is no key");
    }

    @Test
    void aDeletedFaceLeavesTheFile() throws IOException {
        store(face("a", 0.5f), face("b", 0.6f));
        long before = Files.size(file());
        open().rewrite(people, List.of(face("b", 0.6f)));
        assertThat(Files.size(file())).isLessThan(before);
        assertThat(open().load().get(0).faces()).extracting(StoredFace::faceId).containsExactly("b");
    }

    @Test
    void anotherModelsCollectionsAreNotOpened() throws IOException {
        store(face("a", 0.5f));
        EncryptedVault vault = open();
        assertThatThrownBy(() -> new CollectionDirectory(vault, "model-2", Clock.systemUTC()))
                .hasMessageContaining("was made with the embedder model-1 and cannot be searched with model-2");
    }

    private void store(FaceCollection.Entry... faces) throws IOException {
        EncryptedVault vault = open();
        vault.create(people);
        for (FaceCollection.Entry face : faces) {
            vault.append(people, List.of(face));
            people.add(List.of(face));
        }
    }

    private EncryptedVault open() throws IOException {
        return EncryptedVault.open(folder, key);
    }

    private Path file() throws IOException {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static FaceCollection.Entry face(String id, float position) {
        return new FaceCollection.Entry(
                new StoredFace(id, "image", Optional.of("person"), new Box(0.1, 0.2, 0.3, 0.4), 99.5), new float[] {position, 1});
    }
}
