// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.hybridface.edge.store.DurableFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {

    @TempDir
    Path directory;

    @Test
    void itIsMadeForThisUserOnlyAndStays() throws Exception {
        Path file = directory.resolve("operator.token");
        String token = TokenFile.loadOrCreate(file);
        assertThat(token).hasSizeGreaterThanOrEqualTo(22);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(TokenFile.loadOrCreate(file)).isEqualTo(token);
        assertThat(TokenFile.loadOrCreate(directory.resolve("other"))).isNotEqualTo(token);
    }

    @Test
    void oneThatOthersCouldReadOrThatIsTooShortIsReplaced() throws Exception {
        Path file = directory.resolve("operator.token");
        String token = TokenFile.loadOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        String second = TokenFile.loadOrCreate(file);
        assertThat(second).isNotEqualTo(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        Files.writeString(file, "");
        assertThat(TokenFile.loadOrCreate(file)).isNotEmpty().isNotEqualTo(second);
    }

    /** What a disk lost must not keep the device from starting. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00e9\u00ff\u0080 and what else a dying disk leaves", "", "two words are no token of the device", "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000"})
    void oneThatIsDamagedIsReplaced(String damaged) throws Exception {
        Path file = directory.resolve("operator.token");
        DurableFile.write(file, damaged.getBytes(StandardCharsets.ISO_8859_1));
        String token = TokenFile.loadOrCreate(file);
        assertThat(token).matches("[\\w-]{22}");
        assertThat(TokenFile.loadOrCreate(file)).isEqualTo(token);
    }

    @Test
    void aSessionIsNoTokenAndOfOneRunOnly() {
        Tokens tokens = new Tokens(Optional.of("viewers"), "operators");
        assertThat(tokens.roleOf("operators")).isEqualTo(Role.OPERATOR);
        assertThat(tokens.roleOf("viewers")).isEqualTo(Role.VIEWER);
        assertThat(tokens.roleOf("")).isEqualTo(Role.NOBODY);
        String session = tokens.session(Role.OPERATOR);
        assertThat(tokens.roleOfSession(session)).isEqualTo(Role.OPERATOR);
        assertThat(tokens.roleOfSession(tokens.session(Role.VIEWER))).isEqualTo(Role.VIEWER);
        assertThat(tokens.roleOfSession("operators")).isEqualTo(Role.NOBODY);
        assertThat(tokens.roleOf(session)).isEqualTo(Role.NOBODY);
        assertThat(new Tokens(Optional.of("viewers"), "operators").roleOfSession(session)).isEqualTo(Role.NOBODY);
    }

    @Test
    void withoutAViewersTokenAnEmptyOneIsNobodys() {
        assertThat(new Tokens(Optional.empty(), "operators").roleOf("")).isEqualTo(Role.NOBODY);
    }
}
