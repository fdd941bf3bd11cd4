// SPDX-License-Identifier: Apache-2.0
package org.hybridface.examples.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hybridface.edge.camera.CameraProvider;
import org.hybridface.edge.camera.CameraUnavailableException;
import org.hybridface.edge.camera.FrameSource;

/** {@code camera:y4m:<path>}: what a program writes into a named pipe, or wrote into a file, as YUV4MPEG2. */
public final class Y4mCamera implements CameraProvider {

    @Override
    public String name() {
        return "y4m";
    }

    /** A pipe's pictures are gone when nobody takes them, a file's are not. */
    @Override
    public boolean isLive(String target) {
        return !Files.isRegularFile(Path.of(target));
    }

    @Override
    public FrameSource open(String target) throws CameraUnavailableException {
        Path path = Path.of(target);
        try {
            return Y4mSource.of(path.getFileName().toString(), Files.newInputStream(path), isLive(target));
        } catch (IOException e) {
            throw new CameraUnavailableException("gives no YUV4MPEG2 (" + e.getMessage() + "). Start the program that writes to " + path, e);
        }
    }
}
