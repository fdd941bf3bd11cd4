// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hybridface.local.files.PrivateFiles;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A function's zip, unpacked as Lambda unpacks it to {@code /var/task}.
 *
 * @param directory      where it lies
 * @param runtimeOptions of the JVM, for the runtime interface client beside it
 */
public record FunctionCode(Path directory, List<String> runtimeOptions) {

    /**
     * Unpacks a zip; what was in the directory before is removed. The runtime's own file gets a directory beside it.
     *
     * @throws IOException when the zip is missing, saying how it is built, or not a zip
     */
    public static FunctionCode unpack(Path zip, Path directory) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new IOException("the Lambda zip " + zip.toAbsolutePath()
                    + " is missing: build it with 'mvn package -pl cloud-routes -am'");
        }
        deleteAll(directory);
        PrivateFiles.folder(directory);
        int files = 0;
        try (InputStream in = Files.newInputStream(zip); ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("the Lambda zip " + zip + " has an entry outside of it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                    files++;
                }
            }
        }
        if (files == 0) {
            throw new IOException("the Lambda zip " + zip.toAbsolutePath() + " is empty or not a zip");
        }
        return new FunctionCode(directory, RuntimeLibrary.unpack(directory.resolveSibling(directory.getFileName() + "-runtime")));
    }

    /** The zip's root, its lib/*.jar in name order as Lambda does, and the runtime interface client with what it needs. */
    String classPath() throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add(directory.toString());
        Path lib = directory.resolve("lib");
        if (Files.isDirectory(lib)) {
            try (Stream<Path> jars = Files.list(lib)) {
                jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().map(Path::toString).forEach(parts::add);
            }
        }
        for (Class<?> runtime : List.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)) {
            parts.add(location(runtime));
        }
        return String.join(File.pathSeparator, parts);
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no file of " + type, e);
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
