// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.hybridface.local.files.PrivateFiles;

/**
 * The native library of Lambda's runtime interface client. Left alone, each JVM unpacks it to the same file under {@code /tmp} and loads
 * what lies there: in Lambda each has a {@code /tmp} of its own, here one that starts may find another's half-written file and die. So it
 * is unpacked once for each function, and each JVM is told where it lies.
 */
final class RuntimeLibrary {

    /** Read by the client's {@code JniHelper}, version 2.9.0. */
    private static final String PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final String FILE = "libaws-lambda-jni.so";
    private static final Path MUSL = Path.of("/lib/ld-musl-" + System.getProperty("os.arch").replace("amd64", "x86_64") + ".so.1");

    private RuntimeLibrary() {
    }

    /** @return the options of a JVM that shall load it; none where the client brings no library for this system, and says so itself */
    static List<String> unpack(Path folder) throws IOException {
        Optional<String> name = resource();
        if (name.isEmpty()) {
            return List.of();
        }
        try (InputStream library = AWSLambda.class.getResourceAsStream(name.get())) {
            if (library == null) {
                return List.of();
            }
            PrivateFiles.folder(folder);
            Path fresh = Files.createTempFile(folder, FILE, ".new");
            Files.copy(library, fresh, StandardCopyOption.REPLACE_EXISTING);
            // In one step: a JVM of a run before may have the old one open still.
            return List.of("-D" + PROPERTY + "=" + Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE));
        }
    }

    private static Optional<String> resource() {
        String system = Files.exists(MUSL) ? "linux_musl" : "linux";
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> Optional.of("/jni/libaws-lambda-jni." + system + "-x86_64.so");
            case "aarch64" -> Optional.of("/jni/libaws-lambda-jni." + system + "-aarch_64.so");
            default -> Optional.empty();
        };
    }
}
