package org.hybridface.local.rekognition;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.hybridface.local.http.AwsException;

/** A list's {@code NextToken}: the last id of the page before, made opaque so that nobody builds one. */
final class PageToken {

    private static final String MARK = "after:";

    private PageToken() {
    }

    static String write(String lastId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + lastId).getBytes(StandardCharsets.UTF_8));
    }

    /** @return the last id of the page before, empty when the first page is asked for */
    static String read(Input input) {
        return input.optionalText("NextToken", Input.Text.NEXT_TOKEN).map(PageToken::decode).orElse("");
    }

    private static String decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like a token of another kind.
        }
        throw AwsException.badRequest("InvalidPaginationTokenException", "Invalid Pagination Token");
    }
}
