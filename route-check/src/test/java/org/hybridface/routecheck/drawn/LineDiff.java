// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck.drawn;

import java.util.List;

/** The lines in which two texts differ, indentation apart, with the line before each change. Pure. */
final class LineDiff {

    private LineDiff() {
    }

    /** What was taken out with {@code -}, what was put in with {@code +}; a line that only moved to the right is neither. */
    static String of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = same(old.get(i), now.get(j)) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        StringBuilder diff = new StringBuilder();
        String last = "";
        boolean changing = false;
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && same(old.get(i), now.get(j))) {
                if (changing) {
                    diff.append("  ").append(now.get(j)).append('\n');
                }
                last = now.get(j);
                changing = false;
                i++;
                j++;
            } else {
                if (!changing) {
                    diff.append("  ").append(last).append('\n');
                    changing = true;
                }
                boolean added = j < now.size() && (i == old.size() || common[i][j + 1] >= common[i + 1][j]);
                diff.append(added ? "+ " + now.get(j++) : "- " + old.get(i++)).append('\n');
            }
        }
        return diff.toString();
    }

    private static boolean same(String one, String other) {
        return one.strip().equals(other.strip());
    }
}
