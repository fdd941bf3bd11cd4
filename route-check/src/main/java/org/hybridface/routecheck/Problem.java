// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

/**
 * What is wrong, and where.
 *
 * @param file   the file's name, without its folder
 * @param line   counted from 1
 * @param reason what is wrong and what to write instead, in one line
 */
public record Problem(String file, int line, String reason) implements Comparable<Problem> {

    private static final int MAX_LENGTH = 600;

    /** What the reason quotes from the file is shown, and never breaks, hides or turns the line. */
    public Problem {
        file = inOneLine(file);
        reason = inOneLine(reason);
    }

    private static String inOneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(MAX_LENGTH).forEach(character -> {
            if (isShown(character)) {
                line.appendCodePoint(character);
            } else {
                line.append(character == '\n' ? "\\n" : String.format("\\u%04x", character));
            }
        });
        return text.codePointCount(0, text.length()) > MAX_LENGTH ? line + " ..." : line.toString();
    }

    private static boolean isShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** As compilers say it, so that editors and terminals jump to the line. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + reason;
    }

    @Override
    public int compareTo(Problem other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }
}
