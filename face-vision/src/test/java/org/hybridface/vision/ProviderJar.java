// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A jar with a provider of a model, compiled and packed on the spot, as somebody else would bring one. */
record ProviderJar(Path jar) {

    /** A class file's version stands in its seventh and eighth byte. */
    private static final int CLASS_VERSION = 7;
    private static final byte OF_A_LATER_JAVA = 99;

    /** What is done with the jars on the class path. */
    interface Use {
        void run() throws IOException;
    }

    /**
     * @param folder  where it is made
     * @param kind    the interface that its class implements
     * @param name    of the class, in the package {@code org.example}, and of the jar
     * @param members of the class: its name and what it makes
     */
    static ProviderJar of(Path folder, Class<?> kind, String name, String members) throws IOException {
        Path source = Files.writeString(Files.createDirectories(folder.resolve("src-" + name)).resolve(name + ".java"), """
                package org.example;
                import java.util.List;
                import org.hybridface.vision.*;
                import org.opencv.core.Mat;
                public final class %s implements %s { %s }
                """.formatted(name, kind.getSimpleName(), members));
        Path classes = Files.createDirectories(folder.resolve("classes-" + name));
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(),
                "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(result).as("javac").isZero();
        ProviderJar jar = new ProviderJar(folder.resolve(name + ".jar"));
        jar.pack(kind, name, classes);
        return jar;
    }

    /** The same, but with a model file beside the class. */
    static ProviderJar of(Path folder, Class<?> kind, String name, String members, String model, byte[] content) throws IOException {
        Files.write(Files.createDirectories(folder.resolve("classes-" + name).resolve("org/example")).resolve(model), content);
        return of(folder, kind, name, members);
    }

    /** The jar's class as a later Java's compiler makes it. */
    ProviderJar ofALaterJava(Class<?> kind) throws IOException {
        String name = jar.getFileName().toString().replace(".jar", "");
        Path classes = jar.resolveSibling("classes-" + name);
        Path file = classes.resolve("org/example/" + name + ".class");
        byte[] bytes = Files.readAllBytes(file);
        bytes[CLASS_VERSION] = OF_A_LATER_JAVA;
        Files.write(file, bytes);
        pack(kind, name, classes);
        return this;
    }

    /** A jar whose service file names a class that is nowhere. */
    static ProviderJar ofNothing(Path folder, Class<?> kind) throws IOException {
        ProviderJar jar = new ProviderJar(folder.resolve("nothing.jar"));
        jar.pack(kind, "Nothing", Files.createDirectories(folder.resolve("classes-nothing")));
        return jar;
    }

    /** With these jars on the class path. */
    static void with(List<ProviderJar> jars, Use use) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        List<URL> urls = jars.stream().map(ProviderJar::url).toList();
        try (URLClassLoader withJars = new URLClassLoader(urls.toArray(URL[]::new), before)) {
            thread.setContextClassLoader(withJars);
            use.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private URL url() {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void pack(Class<?> kind, String name, Path classes) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
            add(out, "META-INF/services/" + kind.getName(), ("org.example." + name).getBytes(StandardCharsets.UTF_8));
            for (Path each : files(classes)) {
                add(out, classes.relativize(each).toString(), Files.readAllBytes(each));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
