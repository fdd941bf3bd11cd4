// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.print;

import java.util.Locale;

/**
 * The one way to print a value from outside in a {@code key=value} line, so that it forges neither a field nor a line: plain where it can
 * be, else in quotes with what is not printed escaped as in JSON. Pure.
 */
public final class Quoted {

    private static final String NEVER_PLAIN = "=\"'\\";

    private Quoted() {
    }

    /** A value: {@code Ada}, but {@code "Ada Lovelace"} and {@code "a\" state=named"}; an empty one is {@code ""}. */
    public static String value(String value) {
        boolean plain = !value.isEmpty()
                && value.codePoints().allMatch(c -> isPrinted(c) && !Character.isSpaceChar(c) && NEVER_PLAIN.indexOf(c) < 0);
        return plain ? value : '"' + escape(value, "\"\\") + '"';
    }

    /** A whole line: what breaks or reorders it is escaped, the rest is left as it is. */
    public static String line(String text) {
        return escape(text, "");
    }

    private static String escape(String text, String alsoEscaped) {
        if (text.codePoints().allMatch(c -> isPrinted(c) && alsoEscaped.indexOf(c) < 0)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (alsoEscaped.indexOf(c) >= 0) {
                escaped.append('\\').appendCodePoint(c);
            } else if (isPrinted(c)) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(switch (c) {
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    case '\t' -> "\\t";
                    default -> c <= 0xFFFF ? String.format(Locale.ROOT, "\\u%04x", c) : String.format(Locale.ROOT, "\\u{%x}", c);
                });
            }
        });
        return escaped.toString();
    }

    /** No control, line separator, half character, or one that nobody sees or that turns the direction of writing. */
    private static boolean isPrinted(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE,
                    Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
