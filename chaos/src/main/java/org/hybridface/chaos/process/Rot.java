// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What a worn memory card does to a file. */
enum Rot {
    FLIPPED {
        @Override
        byte[] of(byte[] content, Random random) {
            byte[] worn = content.clone();
            worn[random.nextInt(worn.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            return worn;
        }
    },
    CUT {
        @Override
        byte[] of(byte[] content, Random random) {
            return Arrays.copyOf(content, random.nextInt(content.length));
        }
    };

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param content at least one byte */
    abstract byte[] of(byte[] content, Random random);

    /** One of the files is worn; nothing when there is none, or when it is empty. */
    void befall(List<Path> files, Random random) throws IOException {
        if (!files.isEmpty()) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] content = Files.readAllBytes(file);
            if (content.length > 0) {
                Files.write(file, of(content, random));
            }
        }
    }
}
