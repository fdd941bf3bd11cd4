// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of options as editors, systems and people write them. */
class OptionsFileTest {

    @TempDir
    Path folder;

    private OptionsFile read(byte[] bytes) throws Exception {
        return OptionsFile.read(Files.write(folder.resolve("application.properties"), bytes));
    }

    private OptionsFile read(String text) throws Exception {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, ''", "UTF-8, \uFEFF", "UTF-16LE, \uFEFF", "UTF-16BE, \uFEFF\uFEFF"})
    void aByteOrderMarkSaysHowItIsWritten(Charset charset, String mark) throws Exception {
        OptionsFile file = read((mark + "edge.thing=café\r\nedge.camera=camera:demo\r\n").getBytes(charset));
        assertThat(file.values()).containsEntry("edge.thing", "café").containsEntry("edge.camera", "camera:demo").hasSize(2);
        assertThat(file.faults()).isEmpty();
        assertThat(file.notes()).isEmpty();
    }

    @Test
    void whatIsNotUtf8IsReadAsJavaDoesAndTold() throws Exception {
        OptionsFile file = read("edge.thing=café\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(file.values()).containsEntry("edge.thing", "café");
        assertThat(file.notes()).singleElement().asString().contains("save it as UTF-8");
    }

    @Test
    void whatIsNoTextOrNoFileIsRefused() throws IOException {
        assertThatThrownBy(() -> read("edge.thing=a\n".getBytes(StandardCharsets.UTF_16LE))).isInstanceOf(UnreadableOptionsException.class).hasMessageContaining("no text");
        assertThatThrownBy(() -> OptionsFile.read(folder)).isInstanceOf(UnreadableOptionsException.class).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> OptionsFile.read(folder.resolve("none"))).isInstanceOf(UnreadableOptionsException.class).hasMessageContaining("does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\keys\\u.key", "C:\\u0\\x", "C:\\keys\\a.key", "\\\\server\\share", "C:\\Data"})
    void aBackslashOnItsOwnIsAFaultOfItsLine(String path) throws Exception {
        OptionsFile file = read("# a comment\n\nedge.key.file=" + path + "\nedge.thing=a\n");
        assertThat(file.faults()).singleElement().extracting(OptionsFile.Fault::text).asString().startsWith("application.properties line 3, edge.key.file: ").contains("C:/folder/file");
        assertThat(file.values()).containsEntry("edge.thing", "a");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', value = {"C:\\\\keys\\\\u.key, C:\\keys\\u.key", "caf\\u00e9, café", "a\\:b\\=c\\#, a:b=c#", "^a\\\n   b^, ab", "[\\\"a\\\"], [\"a\"]"})
    void escapesMeanWhatJavaSays(String written, String value) throws Exception {
        OptionsFile file = read("x=" + written + "\n");
        assertThat(file.faults()).isEmpty();
        assertThat(file.values()).containsEntry("x", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"edge.thing=b", "# what follows", "  mqtt.url = x"})
    void aBackslashAtTheEndDoesNotTakeTheNextOptionIn(String next) throws Exception {
        assertThat(read("edge.data.dir=/media/stick\\\n" + next + "\n").faults()).singleElement().extracting(OptionsFile.Fault::text).asString().contains("line 1, edge.data.dir, ends with a backslash");
    }

    @Test
    void anOptionGivenTwiceIsAFaultUnlessItSaysTheSame() throws Exception {
        OptionsFile file = read("edge.thing=a\nedge.camera=camera:0\nedge.thing=b\nedge.camera = camera:0\n");
        assertThat(file.faults()).extracting(OptionsFile.Fault::text).containsExactly("application.properties gives edge.thing twice, in line 1 and line 3, with two values: keep the one that is meant");
        assertThat(file.notes()).containsExactly("application.properties gives edge.camera twice, in line 2 and line 4: one is enough");
    }

    @Test
    void itsPiecesAreTheFile() throws Exception {
        String text = "# one\n\na=1\\\n  2\n! two\nb : 3\n";
        OptionsFile file = read(text);
        assertThat(String.join("", file.chunks().stream().map(OptionsFile.Chunk::text).toList())).isEqualTo(text);
        assertThat(file.written()).containsEntry("a", "a=1\\\n  2\n");
        assertThat(file.chunks().stream().filter(OptionsFile.Chunk::isOption).map(OptionsFile.Chunk::line)).containsExactly(3, 6);
    }

    /** Each line of it was a fault. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\\rtf1 edge.thing=a}|a rich text file", "<!DOCTYPE HTML><p>|a web page", "\uFEFF<html>|a web page", "<?xml version='1.0'?>|an XML file", "%PDF-1.4|a PDF file",
        "PK\u0003\u0004x|a zip file"})
    void aFileOfAnotherProgramIsToldOnce(String text, String kind) {
        assertThatThrownBy(() -> OptionsFile.of("application.properties", text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(UnreadableOptionsException.class)
                .hasMessageStartingWith("application.properties is " + kind).hasMessageEndingWith("save it as plain text in UTF-8, one option in each line");
    }
}
