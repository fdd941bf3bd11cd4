// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The head of a JPEG that says behind it who is on it and which photo of that person it is. Nobody here decodes it. */
final class Photo {

    private static final byte[] HEAD = HexFormat.of().parseHex("ffd8ffc000110800640064030122000211010311");
    private static final String MARK = "WHO:";

    private Photo() {
    }

    static byte[] of(String who, String shot) {
        byte[] text = (MARK + who + ":" + shot).getBytes(StandardCharsets.UTF_8);
        byte[] photo = new byte[HEAD.length + text.length];
        System.arraycopy(HEAD, 0, photo, 0, HEAD.length);
        System.arraycopy(text, 0, photo, HEAD.length, text.length);
        return photo;
    }

    static String whoIsOn(byte[] photo) {
        String text = new String(photo, StandardCharsets.UTF_8);
        return text.substring(text.indexOf(MARK) + MARK.length(), text.lastIndexOf(':'));
    }
}
