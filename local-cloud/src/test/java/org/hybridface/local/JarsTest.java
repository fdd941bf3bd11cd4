// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {

    private static final String INSIDE = "own.model";

    @TempDir
    private Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void pack() throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve("own.jar")); JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry(INSIDE));
            out.closeEntry();
        }
        Files.writeString(folder.resolve("README.md"), "no jar");
    }

    @AfterEach
    void back() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void whatStartsAfterwardsFindsWhatIsInAJarOfTheFolder() throws IOException {
        Jars jars = Jars.at("local.jars", folder);
        assertThat(jars).isEqualTo(Jars.at("local.jars", folder.resolve("own.jar")));
        assertThat(Starting.of(JarsTest::found).get()).isNull();

        jars.use();

        assertThat(Starting.of(JarsTest::found).get()).isNotNull();
    }

    @Test
    void theyLieInADevicesLibToo() throws IOException {
        Path lib = Files.createDirectory(folder.resolve("lib"));
        Jars.at("demo.jars", folder).copyTo(lib);
        assertThat(lib.resolve("own.jar")).hasSameBinaryContentAs(folder.resolve("own.jar"));
        assertThat(lib).isDirectoryNotContaining("glob:**README.md");
    }

    @Test
    void whereThereIsNoneIsSaid() {
        assertThatThrownBy(() -> Jars.at("demo.jars", folder.resolve("nowhere"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("demo.jars is").hasMessageContaining("give a jar, or a folder with jars in it");
        assertThatThrownBy(() -> Jars.at("demo.jars", folder.resolve("README.md"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static URL found() {
        return Thread.currentThread().getContextClassLoader().getResource(INSIDE);
    }
}
