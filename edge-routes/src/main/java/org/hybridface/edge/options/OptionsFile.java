// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.options;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in the form of {@link Properties#load(java.io.Reader)}: each option with its line, and what cannot be meant as it is written. Text is UTF-8, or
 * what a byte order mark says; a file of neither is read as ISO 8859-1, in which Java's own files are. Immutable.
 *
 * @param chunks all of the file in pieces: an option with the lines it goes on in, a comment or an empty line
 * @param faults what cannot be meant
 * @param notes  what is read, and yet may not be what was meant
 */
public record OptionsFile(List<Chunk> chunks, List<Fault> faults, List<String> notes) {

    /** A program that knows none of them may put a second one before the first. */
    private static final String BYTE_ORDER_MARKS = "^\uFEFF+";

    /** A backslash of its own: an even number of them before it are backslashes that are meant. Then what it would be taken for. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    /** A comment or another option in the lines that an option goes on in. */
    private static final Pattern SWALLOWED = Pattern.compile("\\n\\s*(#|[a-z][a-z0-9]*(\\.[\\w-]+)+\\s*[=:])");
    private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9a-fA-F]{4}.*", Pattern.DOTALL);

    /**
     * A piece of the file.
     *
     * @param line  the first, from 1
     * @param text  as it is written, with its line ends
     * @param name  of the option; empty for a comment, an empty line and what cannot be read
     * @param value without escapes; empty as well
     */
    public record Chunk(int line, String text, String name, String value) {

        boolean isOption() {
            return !name.isEmpty();
        }
    }

    /**
     * What cannot be meant.
     *
     * @param option the one that has it
     * @param text   with file and line, and what to write instead
     */
    public record Fault(String option, String text) {

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Reads a file.
     *
     * @throws UnreadableOptionsException when it is not there, is a folder, may not be read or holds no text
     */
    public static OptionsFile read(Path file) throws UnreadableOptionsException {
        return of(file.getFileName().toString(), bytes(file));
    }

    /**
     * What is in a file, for whoever looks at it often and reads it when it is another.
     *
     * @throws UnreadableOptionsException when it is not there, is a folder or may not be read
     */
    public static byte[] bytes(Path file) throws UnreadableOptionsException {
        if (Files.isDirectory(file)) {
            throw new UnreadableOptionsException(file + " is a folder: put the file with the options in its place");
        }
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UnreadableOptionsException(file + " does not exist");
        } catch (AccessDeniedException e) {
            throw new UnreadableOptionsException(file + " may not be read by this user: give the rights, or run this as the device's user");
        } catch (IOException e) {
            throw new UnreadableOptionsException(file + " cannot be read (" + e.getMessage() + ")");
        }
    }

    /**
     * Of a file's bytes.
     *
     * @param name of the file, for what is said of it
     * @throws UnreadableOptionsException when they are no text
     */
    public static OptionsFile of(String name, byte[] bytes) throws UnreadableOptionsException {
        Optional<String> kind = OtherFile.kindOf(bytes);
        if (kind.isPresent()) {
            throw new UnreadableOptionsException(name + " is " + kind.get() + ": save it as plain text in UTF-8, one option in each line");
        }
        Decoded decoded = decode(bytes);
        if (decoded.text.indexOf('\0') >= 0) {
            throw new UnreadableOptionsException(name + " holds bytes that are no text: save it as UTF-8");
        }
        List<String> notes = decoded.sure ? List.of() : List.of(name + " is not UTF-8, and is read as ISO 8859-1 (Latin-1): save it as UTF-8");
        return of(name, decoded.text, notes);
    }

    /** Of text that was read already. */
    public static OptionsFile of(String name, String text) {
        return of(name, text, List.of());
    }

    private static OptionsFile of(String name, String text, List<String> told) {
        List<Fault> faults = new ArrayList<>();
        List<String> notes = new ArrayList<>(told);
        List<Chunk> chunks = new ArrayList<>();
        int line = 1;
        for (String piece : pieces(text)) {
            chunks.add(chunk(name, line, piece, faults));
            line += (int) piece.chars().filter(one -> one == '\n').count();
        }
        tellTwice(name, chunks, faults, notes);
        return new OptionsFile(List.copyOf(chunks), List.copyOf(faults), List.copyOf(notes));
    }

    /** The options by name, in the order of the file; of one that is given twice the last, as Java has it. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        chunks.stream().filter(Chunk::isOption).forEach(chunk -> values.put(chunk.name, chunk.value));
        return values;
    }

    /** Name to the lines that give it, as they are written. */
    public Map<String, String> written() {
        Map<String, String> written = new LinkedHashMap<>();
        chunks.stream().filter(Chunk::isOption).forEach(chunk -> written.put(chunk.name, chunk.text));
        return written;
    }

    private static Chunk chunk(String file, int line, String text, List<Fault> faults) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            String option = text.strip().split("[=:\\s]", 2)[0];
            faults.add(backslash(file, line, option, "\\u"));
            return new Chunk(line, text, "", "");
        }
        String name = one.stringPropertyNames().stream().findFirst().orElse("");
        if (!name.isEmpty()) {
            lost(text).ifPresent(lost -> faults.add(backslash(file, line, name, lost)));
            if (SWALLOWED.matcher(text).find()) {
                faults.add(new Fault(name, file + " line " + line + ", " + name + ", ends with a backslash, which takes the next line in as well: write it twice, or leave it out"));
            }
        }
        return new Chunk(line, text, name, name.isEmpty() ? "" : one.getProperty(name));
    }

    private static Fault backslash(String file, int line, String option, String lost) {
        return new Fault(option, file + " line " + line + ", " + option + ": a backslash is written twice here, and '" + lost
                + "' has one only. Write C:\\\\folder\\\\file, or C:/folder/file");
    }

    /** A backslash that Java drops without a word. */
    private static Optional<String> lost(String text) {
        Matcher escape = ESCAPE.matcher(text);
        while (escape.find()) {
            char next = escape.group(1).charAt(0);
            boolean means = "tnrf".indexOf(next) >= 0 || next == 'u' && FOUR_DIGITS.matcher(text.substring(escape.end())).matches();
            if (Character.isLetterOrDigit(next) && !means) {
                return Optional.of(escape.group());
            }
        }
        return Optional.empty();
    }

    private static void tellTwice(String file, List<Chunk> chunks, List<Fault> faults, List<String> notes) {
        Map<String, Chunk> seen = new LinkedHashMap<>();
        chunks.stream().filter(Chunk::isOption).forEach(chunk -> {
            Chunk before = seen.put(chunk.name, chunk);
            if (before != null) {
                String both = file + " gives " + chunk.name + " twice, in line " + before.line + " and line " + chunk.line;
                if (before.value.strip().equals(chunk.value.strip())) {
                    notes.add(both + ": one is enough");
                } else {
                    faults.add(new Fault(chunk.name, both + ", with two values: keep the one that is meant"));
                }
            }
        });
    }

    private record Decoded(String text, boolean sure) {
    }

    private static Decoded decode(byte[] bytes) {
        Charset marked = marked(bytes);
        try {
            String text = marked.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new Decoded(text.replaceFirst(BYTE_ORDER_MARKS, ""), true);
        } catch (CharacterCodingException e) {
            return new Decoded(new String(bytes, StandardCharsets.ISO_8859_1), false);
        }
    }

    private static Charset marked(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << Byte.SIZE | bytes[1] & 0xFF;
        return first == 0xFEFF ? StandardCharsets.UTF_16BE : first == 0xFFFE ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (String line : text.lines().toList()) {
            boolean begun = !piece.isEmpty();
            piece.append(line).append('\n');
            boolean comment = !begun && (line.isBlank() || line.strip().startsWith("#") || line.strip().startsWith("!"));
            int slashes = line.length() - line.replaceAll("\\\\+$", "").length();
            if (comment || slashes % 2 == 0) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
        }
        return pieces;
    }
}
