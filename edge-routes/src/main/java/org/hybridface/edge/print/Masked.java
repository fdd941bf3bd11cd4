// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.print;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The one way to print text in which there may be a secret: the user part of an address ({@code //user:password@host}) and the values of
 * parameters and fields with a telling name ({@code password=}, {@code apiKey:}, {@code "secret":"..."}, {@code <token>...</token>}) become
 * {@value #MASK}, also where they are percent-encoded, any number of times, or escaped as in JSON; so does what follows a header that
 * carries credentials. Pure.
 */
public final class Masked {

    /** What stands where the secret was. */
    public static final String MASK = "xxxxxx";

    /** A telling word in any name: {@code camera.password}, {@code apiKey}, {@code AWS_SECRET_ACCESS_KEY}. */
    private static final String SECRET = "(?:passw(?:or)?d|passphrase|passcode|pwd|secret|token|credentials?|"
            + "(?:api|access|private|secret|shared|account|stream|subscription)[_.-]?key)(?:[_.-]?(?:access|key|id|value))*";

    /** What tells of a secret only as a parameter of an address, besides. A lone {@code key} or {@code pw} is one there, too. */
    private static final String TELLING = "(?:" + SECRET + "|pass|psw|credential|authori[sz]ation|auth|signature|sig|"
            + "(?:api|access|private|secret|shared|account|stream|subscription)[_.-]?id|user(?:name|info)?|usr|login|sessionid|sid)";
    /** Of a parameter's name. Bounded, or a line of nothing but names takes the square of its length. */
    private static final String PART = "[\\w.$-]{0,64}";
    private static final String SLASH = "(?:\\\\?/|%(?:25)*2[fF])";
    private static final String AT = "(?:@|%(?:25)*40)";
    private static final String EQUALS = "(?:=|%(?:25)*3[dD])";
    private static final String AND = "(?:[?&;]|%(?:25)*(?:26|3[fFbB])|\\\\u0026|&amp;)";

    /** Up to the last at sign before the host ends: a password may hold one itself. Before it is a scheme, or what others left of it. */
    private static final Pattern USER_INFO = Pattern.compile(
            "((?:(?::|%(?:25)*3[aA])|(?<![\\w:/.])(?=//))" + SLASH + "{2})(?:(?!" + SLASH + ")[^\\s\"'<>?#])*" + AT);

    /** A password written as it is, with a slash, question mark or number sign in it. What begins with a port is a path. */
    private static final Pattern RAW_USER_INFO = Pattern.compile(
            "(://)[^\\s\"'<>/:@?#]{0,128}:(?!\\d{1,5}[/?#])[^\\s\"'<>]{0,512}@");

    /** Camel takes {@code http:user:password@host} as well. */
    private static final Pattern SHORT_USER_INFO = Pattern.compile("(?i)(\\b(?:https?|rtsps?|ftps?|sftp|tcp|ssl|mqtts?|wss?):/?)[^\\s\"'<>/?#:@]{1,128}:[^\\s\"'<>/?#]{1,512}@");

    /** In an address a value ends with the next parameter. RAW(...) is Camel's way to write one that may hold anything. */
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)(" + AND + "(?:" + PART + TELLING + PART + "|key|pw|usr)" + EQUALS + ")"
                    + "(?:RAW\\([^)]*\\)?|RAW\\{[^}]*}?)?(?:(?!" + AND + "|[,\\]\\\\](?:[\\s,\"'}]|$))[^\\s\"'<>])*");

    /** The first parameter of a line, an option as a person writes it, a line of YAML or a member of a printed map. Parsers tell of an unexpected token. */
    private static final Pattern OPTION = Pattern.compile("(?i)((?<![\\w.?&;-])(?<!unexpected )[\\w.-]{0,64}" + SECRET
            + "(?:\\s?=\\s?|:\\s?(?![\\s\"']?\\s)| with value: ))(?:\"[^\"]*\"|'[^']*'|[^\\s,;&\"']++)++");

    private static final Pattern FIELD = Pattern.compile("(?i)(\"[\\w.-]{0,64}(?:" + SECRET + "|authori[sz]ation|cookie)\"\\s*:\\s*\")(?:(?!(?<!\\\\)\")[\\s\\S])*+");

    /** Neither text nor an object, a list or nothing. */
    private static final Pattern BARE_FIELD = Pattern.compile("(?i)((\"|')[\\w.-]{0,64}" + SECRET + "\\2\\s*:\\s*)(?!null\\b|true\\b|false\\b)(?:[\\w.+-]++|'[^']*+')");
    private static final Pattern ELEMENT = Pattern.compile("(?i)(<[\\w.:-]{0,64}" + SECRET + ">)[^<]++");
    private static final Pattern BEARER = Pattern.compile("(?i)(\\b(?:Bearer|Basic)\\s+)[A-Za-z0-9._~+/=-]{8,}");

    /** Up to the line's end, or that of the text it stands in. */
    private static final Pattern HEADER = Pattern.compile("(?i)(\\b(?:(?:Proxy-)?Authorization|(?:Set-)?Cookie)\\s?[:=]\\s?+(?:(?:Bearer|Basic|Digest)\\s)?+)(?!\\.{3})[^\"'\\\\\\s,}][^\"'\\\\\\r\\n]*+");

    private static final List<Pattern> USER_INFOS = List.of(USER_INFO, RAW_USER_INFO, SHORT_USER_INFO);
    private static final List<Pattern> VALUES = List.of(PARAMETER, OPTION, FIELD, BARE_FIELD, ELEMENT, BEARER, HEADER);

    private Masked() {
    }

    /** The text without its secrets; masking it again changes nothing. */
    public static String of(String text) {
        String masked = text;
        for (Pattern userInfo : USER_INFOS) {
            masked = userInfo.matcher(masked).replaceAll("$1" + MASK + "@");
        }
        for (Pattern value : VALUES) {
            masked = value.matcher(masked).replaceAll("$1" + MASK);
        }
        return masked;
    }
}
