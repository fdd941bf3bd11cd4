// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses what somebody meant to write. */
final class Similar {

    /** A swapped pair of letters counts as two. */
    private static final int MOST_EDITS = 3;

    private Similar() {
    }

    /** {@code did you mean 'x'?} with the most similar of the words that exist; without one, what stands in {@code otherwise}. */
    static String orElse(String written, Collection<String> existing, String otherwise) {
        return existing.stream()
                .filter(word -> edits(written, word) <= Math.min(MOST_EDITS, word.length() / 2))
                .min(Comparator.<String>comparingInt(word -> edits(written, word)).thenComparing(Comparator.naturalOrder()))
                .map(word -> "did you mean '" + word + "'?")
                .orElse(otherwise);
    }

    /** Levenshtein's distance, with upper and lower case alike. */
    private static int edits(String one, String two) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = two.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
