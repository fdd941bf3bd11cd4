// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.edge.explain.JournalKeys;
import org.hybridface.messages.FaceKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the keys this device has given by what they left behind: remembered and unreadable faces, waiting questions, the journal. */
final class GivenKeys {

    /** Of a face, a question, or one of them half written. */
    private static final Pattern FILE = Pattern.compile("\\.?(User[0-9]{3,9})\\..+");

    /** No device gets that far in a lifetime: a number above comes from a damaged name, and would leave no key to give. */
    private static final int BELIEVABLE = 900_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(GivenKeys.class);

    private GivenKeys() {
    }

    /**
     * @param folders whose file names tell keys; one that does not exist tells none
     * @param journal the journal's folder
     * @return the highest number, 0 when there is no key
     */
    static int highest(Collection<Path> folders, Path journal) {
        List<String> keys = new ArrayList<>();
        for (Path folder : folders) {
            try {
                keys.addAll(inNames(folder));
            } catch (IOException e) {
                LOG.warn("event=keys-not-read directory={} {}", folder, e.toString());
            }
        }
        try {
            keys.addAll(JournalKeys.given(journal));
        } catch (IOException e) {
            LOG.warn("event=keys-not-read directory={} {}", journal, e.toString());
        }
        return keys.stream().mapToInt(FaceKey::number).filter(number -> number <= BELIEVABLE).max().orElse(0);
    }

    private static List<String> inNames(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    keys.add(name.group(1));
                }
            }
        }
        return keys;
    }
}
