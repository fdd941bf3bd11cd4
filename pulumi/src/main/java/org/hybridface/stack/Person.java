// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Someone to be known by name from the start.
 *
 * @param name   as it is to be shown
 * @param photos JPEG and PNG files, by file name; may be empty
 */
record Person(String name, List<Path> photos) {

    /** Enough of a SHA-256 to tell a few hundred files apart. */
    private static final int SHORT_HASH_CHARACTERS = 12;

    /** As in face-messages, {@code Limits.NAME_CHARACTERS}. */
    static final int NAME_CHARACTERS = 128;

    /** As in face-messages, {@code PersonName}: new lines, turned reading directions and what has no width. */
    static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\x{034F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{2800}\\x{3164}\\x{FFA0}\\x{1D159}]|(?<![\\p{IsHan}\\p{So}])[\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}]");
    static final Pattern ENDS = Pattern.compile("^[ \\t\\r\\n\\p{Zs}]+|[ \\t\\r\\n\\p{Zs}]+$");

    /** As in face-vision, {@code PhotoFiles}: what file managers, archives and network disks put beside photos. */
    static final Pattern CLUTTER = Pattern.compile("\\..*|@eaDir|#recycle|#snapshot|__MACOSX|lost\\+found|\\$RECYCLE\\.BIN|System Volume Information"
            + "|@Recycle|@Recently-Snapshot|@SynoResource|@SynoEAStream|Thumbs\\.db|ehthumbs(_vista)?\\.db|desktop\\.ini|Icon\r|~\\$.*|.*~", Pattern.CASE_INSENSITIVE);
    /** As in face-vision, {@code PhotoFiles}: pictures that are none to Rekognition, which reads JPEG and PNG. */
    private static final Pattern OTHER_PICTURE = Pattern.compile(".*\\.(bmp|dib|webp|tiff?|ppm|pgm|heic|heif|avif|gif|jxl|dng|cr2|nef|arw)", Pattern.CASE_INSENSITIVE);
    private static final Pattern JPEG = Pattern.compile(".*\\.(jpe?g|jpe|jfif|jif)", Pattern.CASE_INSENSITIVE);

    /** As in face-messages, {@code PersonName}: without white space at its ends, each letter with its marks as one. */
    static String trimmed(String name) {
        return Normalizer.normalize(ENDS.matcher(name).replaceAll(""), Normalizer.Form.NFC);
    }

    /** What the function would refuse the name for; it is quoted so that it can be seen. */
    static Optional<String> problem(String name) {
        Matcher unseen = UNSEEN.matcher(name);
        if (unseen.find()) {
            int character = name.codePointAt(unseen.start());
            return Optional.of("'" + unseen.replaceAll("?") + "' holds U+%04X, a character that cannot be seen".formatted(character));
        }
        return name.isEmpty() || name.length() > NAME_CHARACTERS ? Optional.of("'" + name + "' is not a name") : Optional.empty();
    }

    /** Finds the photos of a person in {@code <folder>/<name>}. */
    static Person in(Path folder, String name) {
        return new Person(name, folderOf(folder, name).map(own -> files(own, Person::isPhoto)).orElse(List.of()));
    }

    /**
     * Looks whether every photo in a person's folder can be enrolled, as far as the files say.
     *
     * @throws BadSettingException when one cannot be read, or is no JPEG or PNG
     */
    static void requireReadable(Path folder, String name) {
        in(folder, name).photos().forEach(Person::photoId);
        folderOf(folder, name).ifPresent(own -> files(own, Person::isOtherPicture).stream().findFirst().ifPresent(other -> {
            throw BadSettingException.of("people", other.toAbsolutePath().normalize() + " is no JPEG or PNG, which are all that Rekognition reads",
                    "convert it, or take it out of the folder");
        }));
    }

    private static List<Path> files(Path own, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw BadSettingException.of("people", "cannot list the photos in " + own.toAbsolutePath().normalize(), "let your user read it");
        }
    }

    /** A Mac spells José in another way than a keyboard does, and each disk keeps the spelling it was given. */
    private static Optional<Path> folderOf(Path folder, String name) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).filter(one -> trimmed(one.getFileName().toString()).equals(trimmed(name))).sorted().findFirst();
        } catch (IOException e) {
            throw BadSettingException.of("people", "cannot list " + folder.toAbsolutePath().normalize(), "let your user read it");
        }
    }

    /** What Rekognition reads; Pulumi makes no other picture of it. */
    private static boolean isPhoto(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && !CLUTTER.matcher(name).matches() && (JPEG.matcher(name).matches() || isPng(file));
    }

    private static boolean isOtherPicture(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && !CLUTTER.matcher(name).matches() && OTHER_PICTURE.matcher(name).matches();
    }

    /** By its name. */
    static boolean isPng(Path photo) {
        return photo.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".png");
    }

    String id() {
        return id(name);
    }

    /**
     * An id of letters, digits and '-', safe in URIs and resource names: {@code Ada Lovelace} is {@code ada-lovelace}. A name
     * that has no such letters is told by its hash.
     */
    static String id(String name) {
        String latin = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String id = latin.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return id.isEmpty() || latin.chars().anyMatch(c -> c > 127)
                ? shortHash(name.getBytes(StandardCharsets.UTF_8))
                : id;
    }

    /** Tells photos by their bytes, so that a changed photo is another photo. */
    static String photoId(Path photo) {
        try {
            return shortHash(Files.readAllBytes(photo));
        } catch (IOException e) {
            throw BadSettingException.of("people", "cannot read " + photo.toAbsolutePath().normalize(), "let your user read it");
        }
    }

    private static String shortHash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, SHORT_HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
