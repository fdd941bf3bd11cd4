// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.hybridface.edge.print.Masked;

/** What somebody meant who wrote a picture source without {@code camera:} in front. */
final class CameraGuess {

    private static final String FORMS = "camera:0, camera:/dev/video0, camera:rtsp://host/path, camera:http://host/path, camera:file:clip.avi, "
            + "camera:dir:photos or camera:demo";

    private CameraGuess() {
    }

    /** The value to give, followed by nothing else when it is clear, or by all known forms. */
    static String of(String value) {
        if (value.matches("[0-9]{1,3}|/dev/.+|demo|(file|dir):.+") || value.matches("[a-zA-Z][a-zA-Z0-9+]*://.+")) {
            return "camera:" + Masked.of(value);
        }
        try {
            Path path = Path.of(value);
            if (Files.isDirectory(path)) {
                return "camera:dir:" + value;
            }
            if (Files.isRegularFile(path)) {
                return "camera:file:" + value;
            }
        } catch (InvalidPathException e) {
            return FORMS;
        }
        return FORMS;
    }
}
