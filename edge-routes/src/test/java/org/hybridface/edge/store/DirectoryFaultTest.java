// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What start and doctor say of a place where nothing can be kept. */
class DirectoryFaultTest {

    @TempDir
    Path folder;

    @Test
    void whatIsThereOrCanBeMadeIsNoFault() throws IOException {
        Files.createDirectory(folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        assertThat(DirectoryFault.of(folder)).isEmpty();
        assertThat(DirectoryFault.of(folder.resolve("new/and/deep"))).isEmpty();
        assertThat(DirectoryFault.of(folder.resolve("link/new"))).isEmpty();
    }

    @Test
    void aFileInThePlaceOrOnTheWayIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("data"));
        assertThat(DirectoryFault.of(file)).hasValueSatisfying(text -> assertThat(text).startsWith(file + " is a file and no folder: move it away"));
        assertThat(DirectoryFault.of(file.resolve("below"))).hasValueSatisfying(text -> assertThat(text).startsWith(file + " is a file and no folder"));
    }

    @Test
    void aLinkThatLeadsNowhereIsNamed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        assertThat(DirectoryFault.of(link)).hasValueSatisfying(text -> assertThat(text).startsWith(link + " is a link that leads nowhere"));
        assertThat(DirectoryFault.of(loop.resolve("data"))).hasValueSatisfying(text -> assertThat(text).startsWith(loop + " is a link that leads nowhere"));
    }
}
