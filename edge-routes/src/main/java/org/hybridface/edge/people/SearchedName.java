// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.people;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * How names are compared by whoever looks for one: without accents, capitals and forms of letters, so that {@code zoe} finds Zo\u00eb and {@code strasse}
 * Stra\u00dfe. Not for what must mean one person, such as erasing. The page's {@code plain} in device.js has the same rule. Pure.
 */
public final class SearchedName {

    /** Letters with a stroke and joined ones, which no form of Unicode takes apart. */
    private static final Map<String, String> LETTERS = Map.of("\u0142", "l", "\u00f8", "o", "\u0111", "d", "\u00e6", "ae", "\u0153", "oe", "\u00fe", "th", "\u00f0", "d", "\u0127", "h");

    private SearchedName() {
    }

    /** A text as it is compared. */
    public static String plain(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("[\u0300-\u036f]", "").toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            plain = plain.replace(letter.getKey(), letter.getValue());
        }
        return plain;
    }

    /** Whether somebody who looks for that text looks for that name. */
    public static boolean isIn(String name, String wanted) {
        return plain(name).contains(plain(wanted));
    }
}
