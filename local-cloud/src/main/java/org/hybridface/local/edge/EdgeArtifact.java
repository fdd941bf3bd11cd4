// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.edge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The edge artifact as it ships: {@code edge.zip} with {@code edge/bin/edge}, {@code lib}, {@code routes} and properties. */
public final class EdgeArtifact {

    private EdgeArtifact() {
    }

    /**
     * Unzips the artifact.
     *
     * @param zip    {@code edge-routes/target/edge.zip}
     * @param folder where to; created when missing
     * @return the folder that holds {@code bin}, {@code lib} and {@code routes}
     * @throws IOException when the zip is missing or unreadable; the text says how to build it
     */
    public static Path unzip(Path zip, Path folder) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new IOException(zip + " is missing: build it with 'mvn -pl edge-routes -am package'");
        }
        Path root = folder.toAbsolutePath().normalize();
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = archive.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                Path target = root.resolve(entry.getName()).normalize();
                if (!target.startsWith(root)) {
                    throw new IOException(zip + " holds an entry outside its own folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream in = archive.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
        Path start = root.resolve("edge/bin/edge");
        if (!start.toFile().setExecutable(true)) {
            throw new IOException(start + " cannot be made executable");
        }
        return root.resolve("edge");
    }
}
