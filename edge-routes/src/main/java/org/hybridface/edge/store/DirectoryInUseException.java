// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import java.nio.file.Path;

/** Another process has the data directory. The text names it and says what to do. */
public final class DirectoryInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DirectoryInUseException(Path directory, String holder) {
        super("edge.data.dir " + directory + " is in use by " + holder + ": stop that one, or give this device another edge.data.dir; two would "
                + "give one key to two people");
    }
}
