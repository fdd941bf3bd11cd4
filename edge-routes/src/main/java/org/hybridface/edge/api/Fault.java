// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.api;

import java.util.Collection;
import java.util.List;

/**
 * What is wrong with a request.
 *
 * @param status of HTTP, 4xx
 * @param reason what is wrong and what to do, for whoever wrote the request
 */
public record Fault(int status, String reason) {

    static final int BAD_REQUEST = 400;
    static final int WRONG_TYPE = 415;

    /** Of a word from outside so much is repeated. */
    private static final int REPEATED = 60;

    static Fault badRequest(String reason) {
        return new Fault(BAD_REQUEST, reason);
    }

    /** A word from outside in quotes, cut. */
    static String quoted(String word) {
        return "'" + (word.length() > REPEATED ? word.substring(0, REPEATED) + "..." : word) + "'";
    }

    /** {@code a, b and c} in the order of the alphabet; {@code nothing} when there is none. */
    static String listed(Collection<String> words) {
        List<String> sorted = words.stream().sorted().toList();
        int last = sorted.size() - 1;
        return last < 0 ? "nothing" : last == 0 ? sorted.get(0) : String.join(", ", sorted.subList(0, last)) + " and " + sorted.get(last);
    }
}
