// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.edge.access.JolokiaDoor;
import org.hybridface.edge.access.Role;

/**
 * Which requests the device answers. Pure.
 * <p>
 * A page of another site, open in the same browser, must neither change anything here nor read anything by giving its own name this
 * machine's address (DNS rebinding). What only looks like reading is refused to it as well, and so is an address opened from elsewhere
 * than the device's own page, such as a link in a mail; the page itself may be opened by any link. Beyond this machine looking needs the
 * viewer's token, and a change the operator's.
 *
 * @param looking whether whoever reaches the port may look
 */
record RequestRules(String bindHost, Looking looking) {

    /** Who may look. */
    enum Looking { EVERYBODY, WITH_TOKEN }

    /** What every change must carry; a browser lets another site send it only if the device allows it, which it does not. */
    static final String OUR_HEADER = "X-Hybridface";

    /** Where a token becomes a session. */
    static final String SIGN_IN = "/sign-in";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String OWN_SITE = "same-origin";

    /** Where a link on another site may lead. */
    private static final String FRONT_DOOR = "/";

    /** Of what Camel serves below /observe, this is shown. */
    private static final Set<String> OBSERVED = Set.of("/observe/health", "/observe/health/live", "/observe/health/ready", "/observe/metrics");

    /** Spellings by which one path looks like another to whoever compares it: dot segments, doubled and encoded slashes, path parameters. */
    private static final Pattern TRICK = Pattern.compile("//|;|\\\\|%2f|%5c|%2e|%3b|%00|%25|/\\.{1,2}(/|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ORIGIN = Pattern.compile("(https?)://(.+)", Pattern.CASE_INSENSITIVE);

    /** Names below localhost, which browsers do not look up either (RFC 6761, 6.3). */
    private static final Pattern BELOW_LOCALHOST = Pattern.compile("(?:[a-z0-9-]+\\.)+localhost\\.?", Pattern.CASE_INSENSITIVE);

    /** IPv4, IPv6, and the one written as the other. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]+(?:[0-9.]+)?|\\[[0-9a-fA-F:]+(?:[0-9.]+)?]");
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(\\.|%2e){1,2}(/|%2f|\\\\|%5c|$)", Pattern.CASE_INSENSITIVE);

    /**
     * What of a request matters here; absent headers are empty.
     *
     * @param path      as it was sent
     * @param fetchSite the browser's own word on where the request comes from ({@code Sec-Fetch-Site})
     * @param byToken   the role of the token it brings ({@code Authorization}), which no browser adds by itself
     * @param bySession the role of its cookie, which a browser does add
     */
    record Request(String method, String path, Optional<String> host, Optional<String> origin, Optional<String> fetchSite,
            Optional<String> ourHeader, Role byToken, Role bySession) {

        /** What it may do at most: a session counts for looking, and for a change only with our header. */
        Role role() {
            Role session = ourHeader.isEmpty() && bySession.covers(Role.VIEWER) ? Role.VIEWER : bySession;
            return byToken.covers(session) ? byToken : session;
        }
    }

    /** Why not, and what to do. */
    record Refusal(int status, String reason) {
    }

    /** @return empty when the request may pass */
    Optional<Refusal> refuse(Request request) {
        boolean reading = READING.contains(request.method());
        if (!reading && !CHANGING.contains(request.method())) {
            return refusal(405, "the device answers GET, HEAD, OPTIONS, POST, PUT, PATCH and DELETE");
        }
        boolean jmx = isJmx(request.path());
        // The name of an MBean in a path may hold anything but what leads out of there.
        if ((jmx ? DOT_SEGMENT : TRICK).matcher(request.path()).find()) {
            return refusal(400, "write the address plainly: without .., //, ; or encoded slashes and dots");
        }
        if (looking == Looking.EVERYBODY && request.host().map(RequestRules::name).filter(name -> isLoopback(name) || BELOW_LOCALHOST.matcher(name).matches() || name.equals(bindHost)).isEmpty()) {
            return refusal(421, "this device answers to 127.0.0.1 and localhost only");
        }
        boolean signIn = request.path().equals(SIGN_IN) && request.method().equals("POST");
        if (looking == Looking.WITH_TOKEN && !signIn && request.role() == Role.NOBODY) {
            return refusal(401, "a token is needed: open this page in a browser, or send 'Authorization: Bearer ...' with the content of viewer.token or "
                    + "operator.token in the device's edge.data.dir");
        }
        if (reading && request.path().equals(FRONT_DOOR)) {
            return Optional.empty();
        }
        if (isOfAnotherSite(request)) {
            return refusal(403, "another site may ask nothing of this device, nor may a typed address but /: open its page and follow the links there");
        }
        if (isUnder("/observe", request.path()) && !jmx && !OBSERVED.contains(request.path())) {
            return refusal(404, "there is nothing here: see /observe/health, /observe/metrics and /observe/jolokia");
        }
        // A change through JMX is decided for each item of the request, by JmxRules.
        return reading || signIn || jmx ? Optional.empty() : change(request);
    }

    private Optional<Refusal> change(Request request) {
        if (request.ourHeader().isEmpty() && request.byToken() == Role.NOBODY) {
            return refusal(403, "a change needs the header " + OUR_HEADER + ", with any value");
        }
        if (looking == Looking.WITH_TOKEN && !request.role().covers(Role.OPERATOR)) {
            return refusal(403, "a change from beyond the device needs the operator's token: sign in with the content of operator.token in the "
                    + "device's edge.data.dir");
        }
        return Optional.empty();
    }

    private static boolean isJmx(String path) {
        return isUnder(JolokiaDoor.PATH, path);
    }

    private static boolean isUnder(String parent, String path) {
        return path.toLowerCase(Locale.ROOT).equals(parent) || path.toLowerCase(Locale.ROOT).startsWith(parent + "/");
    }

    private static boolean isOfAnotherSite(Request request) {
        boolean ownWord = request.fetchSite().filter(OWN_SITE::equals).isPresent();
        // Our referrer policy makes browsers say "null" when the page's own form is sent.
        boolean formOfOurs = ownWord && request.origin().filter("null"::equals).isPresent();
        boolean foreignOrigin = request.origin().isPresent() && !formOfOurs && !isOwnOrigin(request.origin().get(), request.host().orElse(""));
        return foreignOrigin || request.fetchSite().isPresent() && !ownWord;
    }

    /** Whether only this machine reaches what listens there. */
    static boolean isLoopback(String host) {
        // A dot behind it says that the name is whole.
        String whole = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (whole.equalsIgnoreCase("localhost")) {
            return true;
        }
        // Only addresses: a name would be looked up, and whoever runs its name server could answer 127.0.0.1.
        if (!ADDRESS.matcher(whole).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(whole).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String name(String host) {
        return host.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
    }

    /** A browser leaves the usual port out, and some proxies write it all the same. */
    private static boolean isOwnOrigin(String origin, String host) {
        Matcher parts = ORIGIN.matcher(origin);
        if (!parts.matches()) {
            return false;
        }
        String usualPort = parts.group(1).equalsIgnoreCase("https") ? ":443" : ":80";
        return withoutEnd(parts.group(2), usualPort).equalsIgnoreCase(withoutEnd(host, usualPort));
    }

    private static String withoutEnd(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    private static Optional<Refusal> refusal(int status, String reason) {
        return Optional.of(new Refusal(status, reason));
    }
}
