// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.people;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How names are compared by whoever looks for one: without accents, capitals and forms of letters, so that {@code zoe} finds Zo\u00eb and {@code strasse}
 * Stra\u00dfe. Not for what must mean one person, such as erasing. The page's {@code plain} in device.js has the same rule. Pure.
 */
public final class SearchedName {

    private static final Pattern ACCENTS = Pattern.compile("[\u0300-\u036f]");

    /** Letters with a stroke and joined ones, which no form of Unicode takes apart; the sigma at the end of a word; signs a telephone writes for those of a keyboard. */
    private static final Map<String, String> LETTERS = Map.ofEntries(Map.entry("\u0142", "l"), Map.entry("\u00f8", "o"), Map.entry("\u0111", "d"), Map.entry("\u00e6", "ae"),
            Map.entry("\u0153", "oe"), Map.entry("\u00fe", "th"), Map.entry("\u00f0", "d"), Map.entry("\u0127", "h"), Map.entry("\u03c2", "\u03c3"), Map.entry("\u2018", "'"),
            Map.entry("\u2019", "'"), Map.entry("\u2010", "-"), Map.entry("\u2013", "-"));

    private SearchedName() {
    }

    /** A text as it is compared. */
    public static String plain(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("").toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
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
