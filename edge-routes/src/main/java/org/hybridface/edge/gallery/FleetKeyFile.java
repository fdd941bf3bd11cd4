// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hybridface.edge.print.Reason;
import org.hybridface.edge.store.UnusableKeyException;
import org.hybridface.messages.FleetKeys;
import org.hybridface.messages.InvalidMessageException;

/** The file with the fleet's keys that provisioning hands out. */
public final class FleetKeyFile {

    private FleetKeyFile() {
    }

    /** @throws UnusableKeyException when it cannot be read or holds something else; the text says what to do, and nothing of what is in it */
    public static FleetKeys read(Path file) {
        try {
            return FleetKeys.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UnusableKeyException("gallery.key.file " + file + " cannot be read (" + Reason.of(e)
                    + "): give this user the rights, copy the fleet's key there (docs/operate.md), or leave the option empty to share nothing");
        } catch (InvalidMessageException e) {
            throw new UnusableKeyException("gallery.key.file " + file + " is no fleet key: " + e.getMessage()
                    + ". Copy the fleet's key there (docs/operate.md), or leave the option empty to share nothing");
        }
    }
}
