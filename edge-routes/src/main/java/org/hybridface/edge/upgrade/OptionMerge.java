// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.upgrade;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Three application.properties become one: what the owner changed against the old defaults stays, everything else is as the new version has it,
 * with its comments. Pure.
 *
 * @param text     the new file
 * @param kept     options with the owner's value
 * @param defaults options that have another default now, which the owner had not changed
 * @param gone     options of the owner's that the new version does not know any more; left out
 */
record OptionMerge(String text, List<String> kept, List<String> defaults, List<String> gone) {

    static OptionMerge of(String before, String edited, String now) {
        Map<String, String> old = values(before);
        Map<String, String> mine = values(edited);
        Map<String, String> fresh = values(now);
        Map<String, String> lines = lines(edited);
        List<String> kept = new ArrayList<>();
        List<String> defaults = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String chunk : chunks(now)) {
            String name = name(chunk);
            if (name.isEmpty() || !mine.containsKey(name)) {
                text.append(chunk);
            } else if (mine.get(name).equals(old.get(name))) {
                text.append(chunk);
                if (!mine.get(name).equals(fresh.get(name))) {
                    defaults.add(name);
                }
            } else {
                text.append(lines.get(name));
                kept.add(name);
            }
        }
        List<String> gone = new ArrayList<>();
        List<String> own = new ArrayList<>();
        mine.keySet().stream().filter(name -> !fresh.containsKey(name)).forEach(name -> (old.containsKey(name) ? gone : own).add(name));
        if (!own.isEmpty()) {
            text.append("\n# --- Your own ---\n");
            own.forEach(name -> text.append(lines.get(name)));
        }
        kept.addAll(own);
        return new OptionMerge(text.toString(), kept, defaults, gone);
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        lines(text).forEach((name, line) -> values.put(name, read(line).getProperty(name)));
        return values;
    }

    /** Name to the lines that set it, as they were written. */
    private static Map<String, String> lines(String text) {
        Map<String, String> lines = new LinkedHashMap<>();
        chunks(text).stream().filter(chunk -> !name(chunk).isEmpty()).forEach(chunk -> lines.put(name(chunk), chunk));
        return lines;
    }

    private static String name(String chunk) {
        return read(chunk).stringPropertyNames().stream().findFirst().orElse("");
    }

    private static Properties read(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A comment, a blank line, or an option with the lines it goes on in. */
    private static List<String> chunks(String text) {
        List<String> chunks = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        for (String line : text.lines().toList()) {
            boolean begun = !chunk.isEmpty();
            chunk.append(line).append('\n');
            boolean comment = !begun && (line.isBlank() || line.strip().startsWith("#") || line.strip().startsWith("!"));
            int slashes = line.length() - line.replaceAll("\\\\+$", "").length();
            if (comment || slashes % 2 == 0) {
                chunks.add(chunk.toString());
                chunk.setLength(0);
            }
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk.toString());
        }
        return chunks;
    }
}
