// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which files of a folder are photos, by name: for cameras that are folders and for photos of people. Pure. */
public final class PhotoFiles {

    private static final Set<String> READ = Set.of("jpg", "jpeg", "jpe", "jfif", "jif", "png", "bmp", "dib", "webp", "tif", "tiff", "ppm", "pgm");

    /** Pictures that are known and not read: telephones and browsers make them. */
    private static final Set<String> CONVERT = Set.of("heic", "heif", "avif", "gif", "jxl", "svg", "dng", "cr2", "nef", "arw", "mp4", "mov", "avi");

    /** What file managers, archives and network disks put beside photos. */
    private static final Pattern CLUTTER = Pattern.compile("\\..*|@eaDir|#recycle|#snapshot|__MACOSX|lost\\+found|\\$RECYCLE\\.BIN|System Volume Information"
            + "|@Recycle|@Recently-Snapshot|@SynoResource|@SynoEAStream|Thumbs\\.db|ehthumbs(_vista)?\\.db|desktop\\.ini|Icon\r|~\\$.*|.*~", Pattern.CASE_INSENSITIVE);

    private PhotoFiles() {
    }

    /**
     * Whether a name on the way there is none that a person gave.
     *
     * @param file relative to the folder that was given
     */
    public static boolean isHidden(Path file) {
        for (Path part : file) {
            if (CLUTTER.matcher(part.toString()).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a photo is read from such a file. */
    public static boolean isPhoto(Path file) {
        return READ.contains(ending(file));
    }

    /** Why a file is none, and what to do. */
    public static String whyNot(Path file) {
        return CONVERT.contains(ending(file)) ? ending(file).toUpperCase(Locale.ROOT) + " is not read: convert it to JPEG or PNG"
                : "it is no photo by its name; known endings are " + endings();
    }

    /** Of the files that are read. */
    public static List<String> endings() {
        return READ.stream().sorted().toList();
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
