// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.Principal;

/**
 * Answers a request that comes again with the same {@code ClientRequestToken} as the first time, without doing it again. SDK clients make up a token for
 * each request, so that the repetition after a lost answer is known. Remembers the last requests of this process. Thread safe.
 *
 * @see <a href="https://docs.aws.amazon.com/rekognition/latest/APIReference/API_AssociateFaces.html">for example AssociateFaces</a>
 */
final class RequestTokens {

    private static final String TOKEN = "ClientRequestToken";
    private static final int REMEMBERED = 1000;

    private record Done(Input input, ObjectNode answer) {
    }

    private final Map<String, Done> done = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Done> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param name the operation's; each has tokens of its own */
    Operation once(String name, Operation operation) {
        return (input, caller) -> input.optionalText(TOKEN, Input.Text.CLIENT_REQUEST_TOKEN)
                .map(token -> once(name + "\n" + token, operation, input, caller)).orElseGet(() -> operation.run(input, caller));
    }

    private synchronized ObjectNode once(String key, Operation operation, Input input, Principal caller) {
        Done before = done.get(key);
        if (before == null) {
            ObjectNode answer = operation.run(input, caller);
            done.put(key, new Done(input, answer));
            return answer;
        }
        if (!before.input().isSameBut(TOKEN, input)) {
            throw AwsException.badRequest("IdempotentParameterMismatchException",
                    "The ClientRequestToken was used with other parameters before: take a new one for each request");
        }
        return before.answer();
    }
}
