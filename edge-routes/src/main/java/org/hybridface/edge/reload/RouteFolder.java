// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.hybridface.routecheck.RouteCheck;

/**
 * The folder with the route files. Compared by content, so that neither a clock nor a file system's idea of a time stamp, nor how
 * an editor saves, matters: a few files of a few kilobytes. Used by one thread.
 */
final class RouteFolder {

    private final Path folder;
    private Map<String, String> seen = Map.of();
    private Set<String> ignored = Set.of();

    RouteFolder(Path folder) {
        this.folder = folder;
    }

    /** File name to content, by name. */
    SortedMap<String, String> read() throws IOException {
        return Collections.unmodifiableSortedMap(RouteCheck.read(folder));
    }

    /**
     * The content, once two looks in a row have found it the same: an editor may be in the middle of writing.
     *
     * @return empty while it changes
     */
    Optional<SortedMap<String, String>> readSettled() throws IOException {
        SortedMap<String, String> now = read();
        boolean settled = now.equals(seen);
        seen = now;
        return settled ? Optional.of(now) : Optional.empty();
    }

    /** What lies there and is not read, each told once. */
    List<String> newlyIgnored() throws IOException {
        SortedMap<String, String> now = RouteCheck.ignored(folder);
        List<String> fresh = now.entrySet().stream().filter(one -> !ignored.contains(one.getKey())).map(Map.Entry::getValue).toList();
        ignored = Set.copyOf(now.keySet());
        return fresh;
    }

    Path path() {
        return folder;
    }
}
