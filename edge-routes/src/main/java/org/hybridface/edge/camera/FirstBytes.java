// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hybridface.edge.print.Quoted;

/**
 * What a file or an answer is by how it begins, which is what a browser goes by: its name or type may say another thing. Pure.
 *
 * @param text the bytes, each as a character
 */
record FirstBytes(String text) {

    /** As many as the longest of the signs below needs. */
    static final int NEEDED = 16;

    /** Of what is none, so much is shown. */
    private static final int SHOWN = 40;

    private static final String JPEG = "\u00ff\u00d8\u00ff";
    private static final Pattern PICTURE = Pattern.compile("(?s)\u0089PNG\r\n.*|GIF8.*|BM.*|II\\*\\x00.*|MM\\x00\\*.*|RIFF.{4}WEBP.*");
    private static final Pattern BOX = Pattern.compile("(?s).{4}ftyp(.{4}).*");
    private static final Set<String> HEIC = Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1");
    private static final Set<String> AVIF = Set.of("avif", "avis");

    static FirstBytes of(byte[] bytes) {
        return new FirstBytes(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** A picture of another kind than JPEG that is decoded. */
    boolean isOtherPicture() {
        return PICTURE.matcher(text).matches();
    }

    /** A JPEG, or parts with JPEGs. */
    boolean mayBeJpegs() {
        return text.strip().startsWith("--") || text.contains(JPEG);
    }

    /** The name of what it is when that is a picture nobody here decodes. */
    Optional<String> unreadKind() {
        var box = BOX.matcher(text);
        if (box.matches() && HEIC.contains(box.group(1))) {
            return Optional.of("HEIC");
        }
        if (box.matches() && AVIF.contains(box.group(1))) {
            return Optional.of("AVIF");
        }
        return text.toLowerCase(Locale.ROOT).contains("<svg") ? Optional.of("SVG") : Optional.empty();
    }

    /** In words, for somebody who expected a picture. */
    String inWords() {
        if (text.isEmpty()) {
            return "nothing";
        }
        return unreadKind().orElseGet(() -> "what begins with " + Quoted.value(text.substring(0, Math.min(SHOWN, text.length())).strip()));
    }
}
