// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.upgrade;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hybridface.messages.Sha256;
import org.hybridface.routecheck.RouteCheck;

/** Which route files were shipped: those that an installed version keeps in shipped/routes/, and, of versions before that folder, their hashes. */
public final class ShippedRoutes {

    /** {@code <SHA-256 of the text> <file name>} a line. */
    private static final String EARLIER = "/org/hybridface/edge/upgrade/earlier-routes.sha256";

    private final Set<String> known = new HashSet<>();
    private final Set<String> names = new TreeSet<>();

    /** @param folder shipped/routes/ of the installed version, which an early one does not have */
    public static ShippedRoutes of(Path folder) throws IOException {
        ShippedRoutes shipped = new ShippedRoutes();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(ShippedRoutes.class.getResourceAsStream(EARLIER), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                shipped.known.add(line);
                shipped.names.add(line.substring(line.indexOf(' ') + 1));
            });
        }
        if (Files.isDirectory(folder)) {
            for (Map.Entry<String, String> file : RouteCheck.read(folder).entrySet()) {
                shipped.known.add(line(file.getKey(), file.getValue()));
                shipped.names.add(file.getKey());
            }
        }
        return shipped;
    }

    /** The file is as some version shipped it; an editor's line ends do not count. */
    boolean isUntouched(String name, String text) {
        return known.contains(line(name, text.replace("\r\n", "\n")));
    }

    /** Files that were ever shipped. */
    public Set<String> names() {
        return names;
    }

    private static String line(String name, String text) {
        return Sha256.hex(text) + " " + name;
    }
}
