// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Percent-encoding as RFC 3986 and the UriEncode function of AWS Signature Version 4 define it: a plus sign is a plus sign. */
final class Percent {

    /** A decoded query parameter. */
    record Pair(String name, String value) {
    }

    private static final String UNRESERVED = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Percent() {
    }

    /** @param alsoKept characters that stay as they are beside the unreserved ones */
    static String encode(String text, String alsoKept) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
                    || UNRESERVED.indexOf(c) >= 0 || alsoKept.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return encoded.toString();
    }

    /** @throws AwsException when a percent sign is not followed by two hexadecimal digits */
    static String decode(String text) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length());
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] != '%') {
                decoded.write(octets[i]);
                continue;
            }
            int high = i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
            int low = i + 2 < octets.length ? Character.digit(octets[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw AwsException.badRequest("ValidationException", "broken percent-encoding in '" + text + "'");
            }
            decoded.write(high << 4 | low);
            i += 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    static List<Pair> pairs(String rawQuery) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : rawQuery.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                pairs.add(equals < 0
                        ? new Pair(decode(part), "")
                        : new Pair(decode(part.substring(0, equals)), decode(part.substring(equals + 1))));
            }
        }
        return pairs;
    }
}
