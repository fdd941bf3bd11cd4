// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck.drawn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteFile;
import org.hybridface.routecheck.UnreadableRouteFileException;

/**
 * Writes what the pages say about the routes, from the routes themselves: {@code mvn -q -Proute-pages}. A page's text stays; what
 * lies between {@code <!-- routes: NAME begin -->} and {@code <!-- routes: NAME end -->} is written anew.
 */
public final class RoutePages {

    private static final List<String> SIDES = List.of("edge", "local", "cloud");
    /** The way of an unknown face, there and back: what a newcomer reads first. */
    static final Set<String> WAY = Set.of("camera-to-faces", "who-is-in-view", "face-to-outbox", "outbox-to-cloud", "iot-rule", "new-face", "store-photo",
            "search-face", "enrol-face", "look-up-name", "tell-device", "shadow-to-names");
    private static final List<String> PAGES = List.of("docs/routes.md", "README.md");

    private final Path root;

    RoutePages(Path root) {
        this.root = root;
    }

    /** @param args the project's folder */
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        for (Map.Entry<Path, String> page : new RoutePages(root).pages().entrySet()) {
            Files.writeString(page.getKey(), page.getValue());
            System.out.println("written: " + root.relativize(page.getKey()));
        }
    }

    /** Each page as it should be. */
    Map<Path, String> pages() throws IOException, UnreadableRouteFileException {
        Map<String, List<RouteFile>> sides = new LinkedHashMap<>();
        for (String side : SIDES) {
            sides.put(side, routes(side));
        }
        Map<Path, String> pages = new LinkedHashMap<>();
        for (String name : PAGES) {
            Path page = root.resolve(name);
            String prefix = name.contains("/") ? "../" : "";
            String text = Files.readString(page);
            text = replaced(text, "drawing", drawing(RouteDrawing.ofRoutes(sides)));
            text = replaced(text, "way", drawing(RouteDrawing.ofFiles(sides, WAY)));
            text = replaced(text, "", RouteDrawing.table(sides, prefix));
            for (Map.Entry<String, String> edit : edits().entrySet()) {
                text = replaced(text, edit.getKey(), edit.getValue());
            }
            pages.put(page, text);
        }
        return pages;
    }

    private static String drawing(String mermaid) {
        return "```mermaid\n" + mermaid + "```\n";
    }

    private List<RouteFile> routes(String side) throws IOException, UnreadableRouteFileException {
        List<RouteFile> files = new ArrayList<>();
        for (Map.Entry<String, String> file : RouteCheck.read(root.resolve("src/main/resources/routes").resolve(side)).entrySet()) {
            files.add(RouteFile.parse(file.getKey(), file.getValue()));
        }
        return files;
    }

    /** Name of the edit to its files, ready for the page: a new file as it is, an edited one as its changed lines. */
    private Map<String, String> edits() throws IOException {
        Map<String, String> edits = new TreeMap<>();
        List<Path> folders;
        try (var found = Files.list(root.resolve("docs/edits"))) {
            folders = found.filter(Files::isDirectory).sorted().toList();
        }
        for (Path folder : folders) {
            StringBuilder text = new StringBuilder();
            for (Map.Entry<String, String> file : RouteCheck.read(folder).entrySet()) {
                text.append(rendered(folder, file.getKey(), file.getValue()));
            }
            edits.put("edit " + folder.getFileName(), text.toString());
        }
        return edits;
    }

    private String rendered(Path folder, String name, String text) throws IOException {
        String link = "[" + name + "](edits/" + folder.getFileName() + "/" + name + ")";
        for (String side : SIDES) {
            Path shipped = root.resolve("src/main/resources/routes").resolve(side).resolve(name);
            if (Files.exists(shipped)) {
                return "Edited, " + link + ":\n\n```diff\n" + LineDiff.of(Files.readString(shipped), text) + "```\n";
            }
        }
        return "New, " + link + ":\n\n```yaml\n" + text + "```\n";
    }

    private static String replaced(String page, String name, String content) {
        String mark = "<!-- routes: " + (name.isEmpty() ? "" : name + " ");
        int begin = page.indexOf(mark + "begin -->");
        int end = page.indexOf(mark + "end -->");
        if (begin < 0 || end < begin) {
            return page;
        }
        return page.substring(0, begin) + mark + "begin -->\n" + content + page.substring(end);
    }
}
