// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import java.io.IOException;
import java.nio.file.Path;
import org.hybridface.edge.print.Reason;

/** Nothing can be written into the data directory, for example because the disk is full. The text says why and what to do. */
public final class UnwritableDirectoryException extends IOException {

    private static final long serialVersionUID = 1L;

    UnwritableDirectoryException(Path directory, IOException reason) {
        super("edge.data.dir " + directory + " cannot be written (" + Reason.of(reason) + "): free space there or give this user the rights, or choose another directory");
        addSuppressed(reason);
    }
}
