// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hybridface.edge.explain.FaceEvent.Kind;

/** Which keys the journal saw given. */
public final class JournalKeys {

    /** A damaged line may hold anything. */
    private static final Pattern KEY = Pattern.compile("User[0-9]{3,9}");

    private JournalKeys() {
    }

    /** @param directory of the journal; one that does not exist saw none */
    public static Set<String> given(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        // Only what this device did itself: a key in an answer was chosen elsewhere.
        return JournalReader.read(directory).entries().stream().map(JournalEntry::event).filter(event -> event.kind() == Kind.KEYED || event.kind() == Kind.ADOPTED)
                .map(FaceEvent::key).filter(KEY.asMatchPredicate()).collect(Collectors.toSet());
    }
}
