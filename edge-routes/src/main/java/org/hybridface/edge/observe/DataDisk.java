// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * The disk that keeps faces and questions.
 *
 * @param directory    {@code edge.data.dir}; it exists
 * @param minFreeBytes {@code edge.data.min-free-bytes} at the moment: with less the check {@code disk} is down
 */
public record DataDisk(Path directory, LongSupplier minFreeBytes) {

    EdgeHealthCheck.Finding look() {
        return Checks.disk(directory.toFile().getUsableSpace(), minFreeBytes.getAsLong(), directory.toString());
    }
}
