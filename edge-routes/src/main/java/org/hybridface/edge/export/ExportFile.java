// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.hybridface.messages.Sha256;

/**
 * One thing that is held of a person.
 *
 * @param path  its name inside the zip
 * @param what  it is, for whoever knows nothing of this system
 * @param where it is held
 * @param at    since when; empty where nobody noted it
 * @param until when it goes, as a moment or in words
 * @param bytes itself
 */
record ExportFile(String path, String what, String where, Optional<Instant> at, String until, byte[] bytes) {

    ExportFile in(String folder) {
        return new ExportFile(folder + "/" + path, what, where, at, until, bytes);
    }

    /** As the manifest lists it. */
    void describe(ObjectNode node) {
        node.put("path", path).put("what", what).put("where", where);
        at.ifPresent(since -> node.put("at", since.toString()));
        node.put("until", until).put("bytes", bytes.length).put("sha256", Sha256.hex(bytes));
    }
}
