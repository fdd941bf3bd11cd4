// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routemutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mutants that may survive, each with its reason: the rows of a page's tables that begin with a side and a mutant in code marks. */
final class Accepted {

    private static final Pattern ROW = Pattern.compile("\\| `(?<side>\\w+)/(?<file>[\\w-]+)` \\| `(?<mutant>[^`]+)` \\|.*\\S.*\\|");

    private Accepted() {
    }

    /** @return {@code file name} of each of that side */
    static Set<String> read(Path page, String side) throws IOException {
        Set<String> accepted = new TreeSet<>();
        for (String line : Files.readAllLines(page)) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && row.group("side").equals(side)) {
                accepted.add(row.group("file") + " " + row.group("mutant"));
            }
        }
        return accepted;
    }
}
