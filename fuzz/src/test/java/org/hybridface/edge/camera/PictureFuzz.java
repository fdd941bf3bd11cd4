// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hybridface.fuzz.Expected;

/** A photo of a folder: its header says how large it is, or it is left out. */
public final class PictureFuzz {

    private static final Path FILE = file();

    private PictureFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] photo) {
        Expected.only(() -> {
            Files.write(FILE, photo);
            PictureLimit.read(FILE);
        }, IOException.class);
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("picture-fuzz", ".jpg");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
