// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Jars of the owner's: another model for faces, which a device has in its {@code lib} folder.
 *
 * @param files one or more
 */
public record Jars(List<Path> files) {

    /** When there are none. */
    public static final Jars NONE = new Jars(List.of());

    public Jars {
        files = List.copyOf(files);
    }

    /**
     * @param option whose value it is
     * @param path   a jar, or a folder with jars in it
     * @throws IllegalArgumentException when there is no jar; the text says what to give
     */
    public static Jars at(String option, Path path) {
        List<Path> jars = isJar(path) ? List.of(path) : inFolder(path);
        if (jars.isEmpty()) {
            throw new IllegalArgumentException(option + " is '" + path + "', where no jar is: give a jar, or a folder with jars in it");
        }
        return new Jars(jars.stream().map(jar -> jar.toAbsolutePath().normalize()).toList());
    }

    private static List<Path> inFolder(Path path) {
        try (Stream<Path> all = Files.isDirectory(path) ? Files.list(path) : Stream.empty()) {
            return all.filter(Jars::isJar).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isJar(Path file) {
        return file.toString().endsWith(".jar") && Files.isRegularFile(file);
    }

    /** This thread, and those it starts from now on, find what is in them. */
    public void use() {
        if (!files.isEmpty()) {
            Thread thread = Thread.currentThread();
            // As long as the program runs: nobody closes it.
            thread.setContextClassLoader(new URLClassLoader(files.stream().map(Jars::url).toArray(URL[]::new), thread.getContextClassLoader()));
        }
    }

    /** Puts them beside others. */
    public void copyTo(Path lib) throws IOException {
        for (Path jar : files) {
            Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar + " is no file with an address", e);
        }
    }
}
