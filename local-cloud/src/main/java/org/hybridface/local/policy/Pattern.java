// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text of a policy with wildcards and variables: {@code *} stands for any text, {@code ?} for one character, {@code ${key}} for
 * a value of the request, and <code>${*}</code>, <code>${?}</code>, <code>${$}</code> for these characters themselves. MQTT's
 * {@code +} and {@code #} mean nothing here: a policy for the topic filter {@code a/#} allows that very filter, and a policy for
 * the topic {@code a/#} allows no topic at all.
 */
final class Pattern {

    private enum Kind { TEXT, ANY_TEXT, ANY_CHARACTER, VARIABLE }

    private record Token(Kind kind, String text) {
    }

    private final String source;
    private final List<Token> tokens;

    private Pattern(String source, List<Token> tokens) {
        this.source = source;
        this.tokens = List.copyOf(tokens);
    }

    /** @throws UnsupportedPolicyException for a variable without an end or with a default value */
    static Pattern of(String source) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (source.startsWith("${", at)) {
                int end = source.indexOf('}', at);
                if (end < 0) {
                    throw new UnsupportedPolicyException("'" + source + "': a variable is not closed with '}'");
                }
                tokens.add(variable(source.substring(at + 2, end), source));
                at = end + 1;
            } else {
                tokens.add(switch (c) {
                    case '*' -> new Token(Kind.ANY_TEXT, "");
                    case '?' -> new Token(Kind.ANY_CHARACTER, "");
                    default -> new Token(Kind.TEXT, String.valueOf(c));
                });
                at++;
            }
        }
        return new Pattern(source, tokens);
    }

    private static Token variable(String name, String source) {
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return new Token(Kind.TEXT, name);
        }
        if (!name.matches("[A-Za-z0-9:./_-]+")) {
            throw new UnsupportedPolicyException("'" + source + "': the variable ${" + name + "} is not supported");
        }
        return new Token(Kind.VARIABLE, name);
    }

    /** False, too, when a variable has no value in this request. */
    boolean matches(String text, RequestContext context) {
        return resolved(context).map(known -> matches(known, text)).orElse(false);
    }

    private Optional<List<Token>> resolved(RequestContext context) {
        List<Token> known = new ArrayList<>();
        for (Token token : tokens) {
            if (token.kind != Kind.VARIABLE) {
                known.add(token);
                continue;
            }
            Optional<String> value = context.variable(token.text);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            // Character by character and as text: a '*' in a value is no wildcard.
            value.get().chars().forEach(c -> known.add(new Token(Kind.TEXT, String.valueOf((char) c))));
        }
        return Optional.of(known);
    }

    /** Greedy matching with one way back, to the last star: linear for the patterns of real policies. */
    private static boolean matches(List<Token> pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int starText = 0;
        while (t < text.length()) {
            if (p < pattern.size() && pattern.get(p).kind == Kind.ANY_TEXT) {
                star = p++;
                starText = t;
            } else if (p < pattern.size() && one(pattern.get(p), text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++starText;
            } else {
                return false;
            }
        }
        while (p < pattern.size() && pattern.get(p).kind == Kind.ANY_TEXT) {
            p++;
        }
        return p == pattern.size();
    }

    private static boolean one(Token token, char c) {
        return token.kind == Kind.ANY_CHARACTER || token.kind == Kind.TEXT && token.text.charAt(0) == c;
    }

    @Override
    public String toString() {
        return source;
    }
}
