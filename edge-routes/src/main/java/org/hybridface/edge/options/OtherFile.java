// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.options;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files that word processors, browsers and other programs write, by how they begin: line by line they would be hundreds of faults. */
final class OtherFile {

    private static final int LONGEST_BEGINNING = 64;

    private static final Map<String, String> KINDS = new TreeMap<>(Map.of("{\\rtf", "a rich text file (RTF)", "<!doctype html", "a web page (HTML)", "<html", "a web page (HTML)",
            "<?xml", "an XML file", "%pdf-", "a PDF file", "pk\u0003\u0004", "a zip file, as Word's and LibreOffice's documents are", "\u00d0\u00cf\u0011\u00e0", "a Word document",
            "\u001f\u008b", "a packed file (gzip)", "bplist", "a property list of macOS"));

    private OtherFile() {
    }

    /** Empty for what may be a file of options. */
    static Optional<String> kindOf(byte[] bytes) {
        String beginning = new String(bytes, 0, Math.min(bytes.length, LONGEST_BEGINNING), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT).replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading();
        return KINDS.entrySet().stream().filter(kind -> beginning.startsWith(kind.getKey())).map(Map.Entry::getValue).findFirst();
    }
}
