// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Text that may be a path. */
public final class PathText {

    private PathText() {
    }

    /** Whether it is a path of that kind, for example {@code Files::isDirectory}; false for what cannot be a path. */
    public static boolean is(String text, Predicate<Path> kind) {
        try {
            return kind.test(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
