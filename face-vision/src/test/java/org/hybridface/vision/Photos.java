// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.opencv.core.Mat;

/** Photos that lie beside the project and not in it; tests that need them are skipped, and say so, without them. */
public final class Photos {

    private static final Path SHARED = Path.of(System.getProperty("project.root", "..")).resolve("../shared").normalize();
    private static final Path LFW = SHARED.resolve("faces/lfw-dev");

    private Photos() {
    }

    /** One folder for each person, sorted by name; skips the test when there are none. */
    public static List<Path> people() {
        assumeTrue(Files.isDirectory(LFW), () -> "skipped: no photos of people at " + LFW.toAbsolutePath());
        return list(LFW);
    }

    /** The photos of one person, sorted by name. */
    public static List<Path> of(Path person) {
        return list(person);
    }

    /** The caller releases it. */
    public static Mat read(Path photo) {
        try {
            return Jpeg.decode(Files.readAllBytes(photo));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
