// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word somebody meant. Pure. */
public final class Words {

    private static final int LEAST_DISTANCE_ALLOWED = 2;

    private Words() {
    }

    /** {@code "; did you mean 'x'?"}, or nothing when no known word is near. */
    public static String didYouMean(String word, Collection<String> known) {
        return didYouMean(word, known, "");
    }

    /** The same, where another sentence follows: the end of this one when no known word is near. */
    static String didYouMean(String word, Collection<String> known, String end) {
        int near = Math.max(LEAST_DISTANCE_ALLOWED, word.length() / 3);
        return known.stream().filter(candidate -> !candidate.equals(word) && distance(word, candidate) <= near)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate)).thenComparing(Comparator.naturalOrder()))
                .map(candidate -> "; did you mean '" + candidate + "'?").orElse(end);
    }

    /** Levenshtein's distance, in which capitals do not count. */
    public static int distance(String one, String other) {
        String a = one.toLowerCase(java.util.Locale.ROOT);
        String b = other.toLowerCase(java.util.Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
