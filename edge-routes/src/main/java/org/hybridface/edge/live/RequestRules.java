package org.hybridface.edge.live;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Which requests the device answers. Pure.
 * <p>
 * A page of another site, open in the same browser, must neither change anything here nor read anything by giving its own name this
 * machine's address (DNS rebinding). What only looks like reading is refused to it as well: Camel's console stops a route by a GET, which
 * any site can send as the address of a picture. Beyond this machine a token is asked for.
 *
 * @param token what a request must bring; empty when none is needed
 */
record RequestRules(String bindHost, Optional<String> token) {

    /** What every change must carry; a browser lets another site send it only if the device allows it, which it does not. */
    static final String OUR_HEADER = "X-Hybridface";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    /** Where a link on another site may lead. */
    private static final String FRONT_DOOR = "/";

    /**
     * What of a request matters here; absent headers are empty.
     *
     * @param fetchSite the browser's own word on where the request comes from ({@code Sec-Fetch-Site})
     * @param tokens    whatever the request brings that may be the token
     */
    record Request(String method, String path, Optional<String> host, Optional<String> origin, Optional<String> fetchSite,
            Optional<String> ourHeader, Set<String> tokens) {
    }

    /** Why not, and what to do. */
    record Refusal(int status, String reason) {
    }

    /** @return empty when the request may pass */
    Optional<Refusal> refuse(Request request) {
        if (token.isEmpty() && request.host().map(RequestRules::name).filter(name -> isLoopback(name) || name.equals(bindHost)).isEmpty()) {
            return refusal(421, "this device answers to 127.0.0.1 and localhost only");
        }
        if (token.isPresent() && request.tokens().stream().noneMatch(this::isToken)) {
            return refusal(401, "open this page with ?token=... as the device wrote it to its log at the start, or send 'Authorization: Bearer ...'");
        }
        boolean reading = READING.contains(request.method());
        if (reading && request.path().equals(FRONT_DOOR)) {
            return Optional.empty();
        }
        if (isOfAnotherSite(request)) {
            return refusal(403, "another site may ask nothing of this device: open its own page, or type the address");
        }
        if (reading) {
            return Optional.empty();
        }
        if (request.path().startsWith("/api/") && request.ourHeader().isEmpty()) {
            return refusal(403, "a change needs the header " + OUR_HEADER + ", with any value");
        }
        return Optional.empty();
    }

    private static boolean isOfAnotherSite(Request request) {
        boolean foreignOrigin = request.origin().isPresent()
                && !request.origin().map(RequestRules::withoutScheme).equals(request.host());
        return foreignOrigin || !request.fetchSite().map(OWN_SITE::contains).orElse(true);
    }

    /** Compares in the same time whatever is wrong, so that the time tells nothing. */
    boolean isToken(String candidate) {
        return token.isPresent() && MessageDigest.isEqual(candidate.getBytes(StandardCharsets.UTF_8),
                token.get().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether only this machine reaches what listens there. */
    static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        // Only addresses: a name would be looked up, and whoever runs its name server could answer 127.0.0.1.
        if (!host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String name(String host) {
        return host.replaceFirst(":[0-9]+$", "");
    }

    private static String withoutScheme(String origin) {
        return origin.replaceFirst("^https?://", "");
    }

    private static Optional<Refusal> refusal(int status, String reason) {
        return Optional.of(new Refusal(status, reason));
    }
}
