package org.hybridface.routecheck;

/**
 * What is wrong, and where.
 *
 * @param file   the file's name, without its folder
 * @param line   counted from 1
 * @param reason what is wrong and what to write instead, in one line
 */
public record Problem(String file, int line, String reason) implements Comparable<Problem> {

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
