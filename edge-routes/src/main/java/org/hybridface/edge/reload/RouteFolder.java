package org.hybridface.edge.reload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hybridface.routecheck.RouteFile;

/**
 * The folder with the route files. Compared by content, so that neither a clock nor a file system's idea of a time stamp, nor how
 * an editor saves, matters: a few files of a few kilobytes. Used by one thread.
 */
final class RouteFolder {

    /** What is no route file grew by mistake into this folder. */
    private static final long LARGEST_FILE_BYTES = 1_000_000;

    private final Path folder;
    private Map<String, String> seen = Map.of();

    RouteFolder(Path folder) {
        this.folder = folder;
    }

    /** File name to content, by name. */
    SortedMap<String, String> read() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(RouteFolder::isRouteFile).toList()) {
                // Bytes that are no UTF-8 become a sign that the check reports with its line.
                files.put(file.getFileName().toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        return Collections.unmodifiableSortedMap(files);
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

    Path path() {
        return folder;
    }

    private static boolean isRouteFile(Path file) {
        String name = file.getFileName().toString();
        try {
            // Names with a dot in front are editors' and file managers' own.
            return name.endsWith(RouteFile.SUFFIX) && !name.startsWith(".") && Files.isRegularFile(file)
                    && Files.size(file) <= LARGEST_FILE_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
