// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFilesTest {

    private static final byte[] SECRET = "a face".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void whatWasSealedOpensAgain() throws Exception {
        Sealer sealer = new Sealer(key());
        assertThat(sealer.open(sealer.seal(SECRET, "here"), "here")).isEqualTo(SECRET);
    }

    @Test
    void twoSealedCopiesDoNotLookAlike() {
        Sealer sealer = new Sealer(key());
        assertThat(sealer.seal(SECRET, "here")).isNotEqualTo(sealer.seal(SECRET, "here"));
    }

    @Test
    void eachChangedBitIsNoticed() {
        Sealer sealer = new Sealer(key());
        byte[] sealed = sealer.seal(SECRET, "here");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 4;
            assertThatThrownBy(() -> sealer.open(changed, "here")).isInstanceOf(UnsealException.class);
        }
        assertThatThrownBy(() -> sealer.open(new byte[3], "here")).isInstanceOf(UnsealException.class);
    }

    @Test
    void aFileMovedToAnotherPlaceDoesNotOpen() {
        Sealer sealer = new Sealer(key());
        byte[] sealed = sealer.seal(SECRET, "User001.face");
        assertThatThrownBy(() -> sealer.open(sealed, "User002.face")).isInstanceOf(UnsealException.class);
    }

    @Test
    void theKeyFileIsMadeOnceAndForItsOwnerOnly() throws IOException {
        SecretKey first = key();
        assertThat(key()).isEqualTo(first);
        assertThat(Files.getPosixFilePermissions(keyFile())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aKeyFileOthersCanReadIsTakenFromThem() throws IOException {
        key();
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r--r--"));
        key();
        assertThat(Files.getPosixFilePermissions(keyFile())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aKeyInsideTheDataItProtectsIsRefused() {
        assertThatThrownBy(() -> DeviceKeyFile.loadOrCreate(directory.resolve("data/device.key"), directory.resolve("data")))
                .isInstanceOf(UnusableKeyException.class).hasMessageContaining("edge.key.file");
    }

    @Test
    void aDamagedKeyFileIsExplainedAndNotOverwritten() throws IOException {
        Files.write(keyFile(), new byte[5]);
        assertThatThrownBy(this::key).isInstanceOf(UnusableKeyException.class).hasMessageContaining("5 bytes instead of 32");
        assertThat(keyFile()).hasBinaryContent(new byte[5]);
    }

    @Test
    void aFileIsReplacedAsAWholeAndForItsOwnerOnly() throws IOException {
        Path file = directory.resolve("file");
        DurableFile.write(file, new byte[1000]);
        Files.write(directory.resolve(".file.tmp"), new byte[] {1});
        DurableFile.write(file, SECRET);
        assertThat(file).hasBinaryContent(SECRET);
        assertThat(directory.resolve(".file.tmp")).doesNotExist();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private SecretKey key() {
        return DeviceKeyFile.loadOrCreate(keyFile(), directory.resolve("data"));
    }

    private Path keyFile() {
        return directory.resolve("device.key");
    }
}
