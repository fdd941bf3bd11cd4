// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a request's address is written. Pure. */
public final class AddressText {

    private static final int HEX = 16;

    private AddressText() {
    }

    /**
     * What cannot be decoded in it.
     *
     * @param address path and query, as they were sent
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986, 2.1</a>
     */
    public static Optional<Fault> fault(String address) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(address.length());
        int position = 0;
        while (position < address.length()) {
            char one = address.charAt(position);
            if (one != '%') {
                decoded.writeBytes(String.valueOf(one).getBytes(StandardCharsets.UTF_8));
                position++;
                continue;
            }
            int high = digit(address, position + 1);
            int low = digit(address, position + 2);
            if (high < 0 || low < 0) {
                return Optional.of(Fault.badRequest("the address has a % without two hexadecimal digits behind it: write the sign itself as %25"));
            }
            decoded.write(high * HEX + low);
            position += 3;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded.toByteArray()));
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of(Fault.badRequest("the address has encoded bytes that are no UTF-8, which is what addresses are written in"));
        }
    }

    private static int digit(String address, int position) {
        char one = position < address.length() ? address.charAt(position) : ' ';
        return one < 128 ? Character.digit(one, HEX) : -1;
    }
}
