// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

/** A value in a {@code key=value} log line: what somebody else chose must not look like another field or another line. */
public final class LogValue {

    /** Longer values are cut: a log is no place for them. */
    public static final int MAX_CHARACTERS = 256;

    private static final String PLAIN = "_-.:/@$#+*%~";

    private LogValue() {
    }

    /** The text as it is when it holds letters, digits and a few signs only; else in quotation marks with the rest escaped as in JSON. */
    public static String of(String text) {
        String shown = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "..." : text;
        if (!shown.isEmpty() && shown.codePoints().allMatch(LogValue::isPlain)) {
            return shown;
        }
        StringBuilder quoted = new StringBuilder(shown.length() + 2).append('"');
        shown.codePoints().forEach(character -> append(quoted, character));
        return quoted.append('"').toString();
    }

    private static boolean isPlain(int character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0);
    }

    private static void append(StringBuilder quoted, int character) {
        if (character == '"' || character == '\\') {
            quoted.append('\\').appendCodePoint(character);
        } else if (isHidden(character)) {
            // As in JSON: beyond U+FFFF two of them.
            new String(Character.toChars(character)).chars().forEach(half -> quoted.append(String.format("\\u%04x", half)));
        } else {
            quoted.appendCodePoint(character);
        }
    }

    /** What changes lines or directions, or shows nothing. */
    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED,
                    Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
