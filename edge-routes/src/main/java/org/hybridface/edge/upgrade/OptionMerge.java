// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hybridface.edge.options.OptionsFile;

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

    static OptionMerge of(OptionsFile before, OptionsFile edited, OptionsFile now) {
        Map<String, String> old = before.values();
        Map<String, String> mine = edited.values();
        Map<String, String> fresh = now.values();
        Map<String, String> lines = edited.written();
        List<String> kept = new ArrayList<>();
        List<String> defaults = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (OptionsFile.Chunk chunk : now.chunks()) {
            String name = chunk.name();
            if (name.isEmpty() || !mine.containsKey(name)) {
                text.append(chunk.text());
            } else if (mine.get(name).equals(old.get(name))) {
                text.append(chunk.text());
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
}
