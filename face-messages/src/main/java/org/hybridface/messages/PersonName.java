// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule for a person's name, the one definition for the live page, a device's message, a labelled photo and an edit in the table.
 * White space at the ends is taken away. What is left has 1 to {@link Limits#NAME_CHARACTERS} characters (UTF-16), of any script, and
 * none that {@link #UNSEEN} matches: a name must look like what it is, in one line, wherever it is printed.
 */
public final class PersonName {

    /**
     * What no name holds, by Unicode's general categories: controls (Cc) and line and paragraph separators (Zl, Zp), which begin a new
     * line; format characters (Cf), which turn the reading direction (U+202A to U+202E, U+2066 to U+2069, U+200E, U+200F, U+061C) or have
     * no width (U+200B to U+200D, U+2060, U+FEFF, U+00AD); halves of surrogate pairs (Cs); private characters (Co), which look
     * different in each font; letters, marks and signs that show nothing (combining grapheme joiner, Hangul fillers, Khmer inherent vowels,
     * blank Braille pattern, null note head); and variation selectors, but after a Han character or a symbol, where they choose its shape.
     */
    public static final String UNSEEN = "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\x{034F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{2800}\\x{3164}\\x{FFA0}\\x{1D159}]|(?<![\\p{IsHan}\\p{So}])[\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}]";

    private static final Pattern UNSEEN_CHARACTER = Pattern.compile(UNSEEN);
    private static final Pattern ENDS = Pattern.compile("^[ \\t\\r\\n\\p{Zs}]+|[ \\t\\r\\n\\p{Zs}]+$");

    private PersonName() {
    }

    public static boolean isValid(String name) {
        try {
            require(name);
            return true;
        } catch (InvalidMessageException e) {
            return false;
        }
    }

    /**
     * The name without white space at its ends, each letter with its marks as one where Unicode has it (NFC): the folder that a Mac calls José is
     * spelled in two ways, and means one person.
     *
     * @throws InvalidMessageException when it is empty, too long or holds an {@linkplain #UNSEEN unseen} character; the text says which
     */
    public static String require(String name) {
        String trimmed = name == null ? "" : Normalizer.normalize(ENDS.matcher(name).replaceAll(""), Normalizer.Form.NFC);
        if (trimmed.isEmpty()) {
            throw new InvalidMessageException("'name' is empty");
        }
        if (trimmed.length() > Limits.NAME_CHARACTERS) {
            throw new InvalidMessageException("'name' is longer than " + Limits.NAME_CHARACTERS + " characters");
        }
        Matcher unseen = UNSEEN_CHARACTER.matcher(trimmed);
        if (unseen.find()) {
            throw new InvalidMessageException(String.format(Locale.ROOT,
                    "'name' holds U+%04X, a character that cannot be seen: type the name without it", trimmed.codePointAt(unseen.start())));
        }
        return trimmed;
    }
}
