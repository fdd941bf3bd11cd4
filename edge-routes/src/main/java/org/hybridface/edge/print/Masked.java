package org.hybridface.edge.print;

import java.util.regex.Pattern;

/**
 * The one way to print text in which there may be a secret: the user part of an address ({@code //user:password@host}) and the values of
 * parameters and fields with a telling name ({@code password=}, {@code token=}, {@code "secret":"..."}) become {@value #MASK}, also where
 * they are percent-encoded, any number of times, or escaped as in JSON. Pure.
 */
public final class Masked {

    /** What stands where the secret was. */
    public static final String MASK = "xxxxxx";

    /** A telling word in a name: {@code camera.password}, {@code apiKey}, {@code access_token}. A lone {@code key} is a secret in an address only. */
    private static final String TELLING = "(?:pass(?:word|wd|phrase|code)?|pwd|psw|secret|token|credentials?|authori[sz]ation|auth|signature|sig|"
            + "(?:api|access|private|secret|shared|account|stream|subscription)[_.-]?(?:key|id)|user(?:name|info)?|login|sessionid|sid)";
    /** Of a parameter's name. Bounded, or a line of nothing but names takes the square of its length. */
    private static final String PART = "[\\w.$-]{0,64}";
    private static final String SLASH = "(?:\\\\?/|%(?:25)*2[fF])";
    private static final String AT = "(?:@|%(?:25)*40)";
    private static final String EQUALS = "(?:=|%(?:25)*3[dD])";
    private static final String AND = "(?:[?&;]|%(?:25)*(?:26|3[fFbB])|\\\\u0026|&amp;)";

    /** Up to the last at sign before the host ends: a password may hold one itself. A scheme is before it, or this is no address. */
    private static final Pattern USER_INFO = Pattern.compile(
            "((?::|%(?:25)*3[aA])" + SLASH + "{2})(?:(?!" + SLASH + ")[^\\s\"'<>?#])*" + AT);

    /** A password written as it is, with a slash, question mark or number sign in it. What begins with a port is a path. */
    private static final Pattern RAW_USER_INFO = Pattern.compile(
            "(://)[^\\s\"'<>/:@?#]{0,128}:(?!\\d{1,5}[/?#])[^\\s\"'<>]{0,512}@");

    /** In an address a value ends with the next parameter. RAW(...) is Camel's way to write one that may hold anything. */
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)(" + AND + "(?:" + PART + TELLING + PART + "|key)" + EQUALS + ")"
                    + "(?:RAW\\([^)]*\\)?|RAW\\{[^}]*}?)?(?:(?!" + AND + ")[^\\s\"'<>#,\\]\\\\])*");

    /** The first parameter of a line, or of an option as a person writes it. */
    private static final Pattern OPTION = Pattern.compile("(?i)((?<![\\w.?&;-])[\\w.-]{0,64}(?:passw(?:or)?d|passphrase|secret|token)(?:\\s?=\\s?| with value: ))(?:\"[^\"]*\"|[^\\s,;&\"']++)++");

    private static final Pattern FIELD = Pattern.compile("(?i)(\"[\\w.-]{0,64}(?:passw(?:or)?d|passphrase|secret|token)\"\\s*:\\s*\")(?:(?!(?<!\\\\)\")[\\s\\S])*+");
    private static final Pattern BEARER = Pattern.compile("(?i)(\\b(?:Bearer|Basic)\\s+)[A-Za-z0-9._~+/=-]{8,}");

    private Masked() {
    }

    /** The text without its secrets; masking it again changes nothing. */
    public static String of(String text) {
        String masked = USER_INFO.matcher(text).replaceAll("$1" + MASK + "@");
        masked = RAW_USER_INFO.matcher(masked).replaceAll("$1" + MASK + "@");
        masked = PARAMETER.matcher(masked).replaceAll("$1" + MASK);
        masked = OPTION.matcher(masked).replaceAll("$1" + MASK);
        masked = FIELD.matcher(masked).replaceAll("$1" + MASK);
        return BEARER.matcher(masked).replaceAll("$1" + MASK);
    }
}
