// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.hybridface.local.http.AwsException;

/**
 * A list's {@code NextToken}: the last id of the page before, made opaque so that nobody builds one. It belongs to the list that gave it
 * out.
 *
 * @param list what is listed, for example {@code faces:<collection>}
 */
record PageToken(String list) {

    String write(String lastId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((mark() + lastId).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @return the last id of the page before, empty when the first page is asked for
     * @throws AwsException InvalidPaginationTokenException for anything else than a token of this list
     */
    String read(Input input) {
        return input.optionalText("NextToken", Input.Text.NEXT_TOKEN).map(this::decode).orElse("");
    }

    /** No id holds a line break. */
    private String mark() {
        return list + "\n";
    }

    private String decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(mark())) {
                return text.substring(mark().length());
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like a token of another list.
        }
        throw AwsException.badRequest("InvalidPaginationTokenException", "Invalid Pagination Token");
    }
}
