// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files and folders are made in one place, which gives nobody else rights on them. */
class OneWriterTest {

    private static final Pattern MAKES = Pattern.compile("Files\\.(?:write|writeString|newOutputStream|newBufferedWriter|createFile|createDirector\\w+|copy|createTemp\\w+)\\("
            + "|new (?:FileOutputStream|FileWriter|PrintWriter|RandomAccessFile)\\(|StandardOpenOption\\.(?:CREATE|WRITE|APPEND)|\\.mkdirs?\\(");

    @Test
    void onlyDurableFileMakesFilesAndFolders() throws Exception {
        List<String> others = new ArrayList<>();
        Path sources = Path.of(System.getProperty("project.root"), "edge-routes", "src", "main", "java");
        try (Stream<Path> all = Files.walk(sources)) {
            for (Path file : all.filter(path -> path.toString().endsWith(".java") && !path.endsWith("DurableFile.java")).toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (MAKES.matcher(lines.get(i)).find()) {
                        others.add(sources.relativize(file) + ":" + (i + 1) + " " + lines.get(i).strip());
                    }
                }
            }
        }
        assertThat(others).as("use DurableFile").isEmpty();
    }
}
