// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTest {

    @ParameterizedTest
    @CsvSource({
        "Ada, ada",
        "Ada Lovelace, ada-lovelace",
        "José O'Neill, jose-o-neill",
        "--Ada--, ada",
    })
    void aNameGetsAReadableId(String name, String id) {
        assertThat(Person.id(name)).isEqualTo(id);
    }

    @Test
    void aFolderAsAMacSpellsItIsThatPersons(@TempDir Path people) throws IOException {
        Path photo = Files.write(Files.createDirectories(people.resolve("Jose\u0301")).resolve("a.jpg"), new byte[] {1});
        Files.createDirectory(people.resolve("Jose\u0301/folder.jpg"));
        assertThat(Person.in(people, "José").photos()).containsExactly(photo);
        assertThat(Person.trimmed(" Jose\u0301 ")).isEqualTo("José");
        assertThat(Person.in(people, "Ada").photos()).isEmpty();
        assertThat(Person.in(people.resolve("none"), "Ada").photos()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMG_0001.HEIC", "a.webp", "scan.tif", "a.gif"})
    void aPictureThatRekognitionDoesNotReadIsNotLeftOutInSilence(String file, @TempDir Path people) throws IOException {
        Path own = Files.createDirectories(people.resolve("Ada"));
        Files.write(own.resolve("a.jpg"), new byte[] {1});
        Files.writeString(own.resolve("notes.txt"), "no picture");
        Files.write(own.resolve("._" + file), new byte[] {1});
        assertThatCode(() -> Person.requireReadable(people, "Ada")).doesNotThrowAnyException();
        Files.write(own.resolve(file), new byte[] {1});
        assertThatThrownBy(() -> Person.requireReadable(people, "Ada")).isInstanceOf(BadSettingException.class).hasMessageContaining(file)
                .hasMessageContaining("no JPEG or PNG").hasMessageContaining("convert it");
    }

    @Test
    void aNameInAnotherScriptIsToldByItsHash() {
        assertThat(Person.id("\u5f20\u4f1f")).matches("[0-9a-f]{12}").isNotEqualTo(Person.id("\u738b\u82b3"));
    }
}
