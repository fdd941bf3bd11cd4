// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.print;

import java.nio.charset.StandardCharsets;

/** Any text in a log line: masked once is masked, printed it is one line, and a quoted value forges no field. */
public final class PrintedLineFuzz {

    private PrintedLineFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String masked = Masked.of(text);
        if (!Masked.of(masked).equals(masked)) {
            throw new AssertionError("masking again changes it: " + masked);
        }
        String line = Quoted.line(text);
        String value = Quoted.value(text);
        if (line.lines().count() > 1 || value.lines().count() > 1) {
            throw new AssertionError("more than one line");
        }
        if (!value.startsWith("\"") && (value.isEmpty() || value.contains(" ") || value.contains("=") || value.contains("\""))) {
            throw new AssertionError("a value that forges a field: " + value);
        }
    }
}
