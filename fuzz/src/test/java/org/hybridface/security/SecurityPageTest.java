// SPDX-License-Identifier: Apache-2.0
package org.hybridface.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every defence that docs/security.md promises names a test, and that test is there. */
class SecurityPageTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final String HEADER = "| attack | defence | test |";

    private final Map<String, List<String>> sources = testSources();

    @Test
    void everyDefenceNamesATestThatExists() throws IOException {
        List<String> missing = new ArrayList<>();
        List<String> rows = rows();
        assertThat(rows).hasSizeGreaterThan(30);
        for (String row : rows) {
            String[] cells = row.split("(?<!\\\\)\\|", -1);
            assertThat(cells).as(row).hasSize(5);
            Matcher test = NAMED.matcher(cells[3]);
            int named = 0;
            while (test.find()) {
                named++;
                if (!exists(test.group(1), test.group(2))) {
                    missing.add(test.group());
                }
            }
            if (named == 0) {
                missing.add("no test in: " + row);
            }
        }
        assertThat(missing).isEmpty();
    }

    private boolean exists(String type, String method) {
        Pattern declared = Pattern.compile("(?m)^    void " + method + "\\(");
        return sources.getOrDefault(type, List.of()).stream().anyMatch(text -> declared.matcher(text).find());
    }

    private static List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(ROOT.resolve("docs/security.md"))) {
            inside = line.equals(HEADER) || inside && line.startsWith("|");
            if (inside && !line.equals(HEADER) && !line.startsWith("|---")) {
                rows.add(line);
            }
        }
        return rows;
    }

    /** Simple class name to the texts of the test classes called so. */
    private static Map<String, List<String>> testSources() {
        Map<String, List<String>> found = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java")).filter(Files::isDirectory).toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith("Test.java")).forEach(file -> found
                            .computeIfAbsent(file.getFileName().toString().replace(".java", ""), name -> new ArrayList<>()).add(text(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
