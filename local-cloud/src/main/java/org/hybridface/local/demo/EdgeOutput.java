// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sorts what the device prints: the story and warnings to the terminal, everything to a log file. Thread safe. */
final class EdgeOutput implements AutoCloseable {

    private static final Pattern STORY = Pattern.compile("User\\d+ -> .*");
    private static final Pattern PROBLEM = Pattern.compile(" (WARN|ERROR|FATAL) +");

    private final PrintWriter log;
    private final String who;
    private final PrintStream terminal;

    /** @param who stands before each line of the story; empty when there is one device only */
    EdgeOutput(Path file, String who, PrintStream terminal) throws IOException {
        this.who = who;
        this.log = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true);
        this.terminal = terminal;
    }

    synchronized void line(String line) {
        log.println(line);
        Matcher story = STORY.matcher(line);
        if (story.find()) {
            terminal.println("  " + who + story.group());
        } else if (PROBLEM.matcher(line).find()) {
            terminal.println("  " + who + "edge: " + line);
        }
    }

    @Override
    public synchronized void close() {
        log.close();
    }
}
