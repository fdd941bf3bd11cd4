// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hybridface.edge.print.Reason;
import org.hybridface.edge.store.DeviceKeyFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.store.UnsealException;
import org.hybridface.edge.store.UnusableKeyException;

/** Whether a key is the one a device's data are sealed with: with another, everybody would be a stranger. */
public final class DataKey {

    /** Some may be damaged; a whole cache of them is not. */
    private static final int FACES_TO_TRY = 20;

    private DataKey() {
    }

    /**
     * @param key  where the key is, or would be made
     * @param data the directory of the data
     * @throws UnusableKeyException when the data are sealed with another; the text says what to do
     */
    public static void require(Path key, Path data) {
        try {
            boolean there = Files.exists(key);
            if (isAnother(data, there ? Optional.of(new Sealer(DeviceKeyFile.read(key))) : Optional.empty())) {
                throw new UnusableKeyException((there ? key + " is not the key that " + data + " is sealed with" : "the key file " + key + " is gone, and " + data + " is sealed with it")
                        + ": put the one back that was there, or nobody would be known. To begin anew without the remembered faces, move " + data + " away");
            }
        } catch (IOException e) {
            throw new UnusableKeyException("the key file " + key + " or the data in " + data + " cannot be read (" + Reason.of(e) + "): give this user the rights");
        }
    }

    /**
     * @param directory of the data
     * @param sealer    with the key; empty when there is none
     * @return true when there are sealed data, and this key opens none of them
     */
    private static boolean isAnother(Path directory, Optional<Sealer> sealer) throws IOException {
        List<Path> sealed = new ArrayList<>(List.of(directory.resolve(KeyCounter.FILE), directory.resolve(KeyCounter.COPY)));
        sealed.removeIf(file -> !Files.isRegularFile(file));
        Path faces = directory.resolve(FaceShelf.FACES);
        if (Files.isDirectory(faces)) {
            try (Stream<Path> files = Files.list(faces)) {
                files.filter(file -> file.getFileName().toString().matches("User.*\\.face")).limit(FACES_TO_TRY).forEach(sealed::add);
            }
        }
        boolean any = false;
        for (Path file : sealed) {
            byte[] content = Files.readAllBytes(file);
            if (sealer.isPresent() && opens(sealer.get(), file, content)) {
                return false;
            }
            // The counter of early versions was a number as it is.
            any |= content.length > KeyCounter.LONGEST_PLAIN_BYTES;
        }
        return any;
    }

    private static boolean opens(Sealer sealer, Path file, byte[] content) {
        try {
            sealer.open(content, file.getFileName().toString());
            return true;
        } catch (UnsealException e) {
            return false;
        }
    }
}
