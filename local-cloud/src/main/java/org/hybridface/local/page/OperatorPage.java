// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hybridface.local.http.HttpHandler;
import org.hybridface.local.http.HttpRequest;
import org.hybridface.local.http.HttpResponse;
import org.hybridface.messages.GuessLimit;

/**
 * The page and what it calls. The page itself is for everybody on this machine and shows nothing until it is given the operator's token;
 * everything below {@code /api/} needs that token as {@code Authorization: Bearer}, which no browser sends by itself, and whatever changes
 * something is a POST.
 */
public final class OperatorPage implements HttpHandler {

    /** A request here is a few words. */
    public static final int MAX_REQUEST_BYTES = 16 * 1024;

    private static final Map<String, String> FILES = Map.of("/", "text/html; charset=utf-8", "/page.css", "text/css; charset=utf-8",
            "/page.js", "text/javascript; charset=utf-8");
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";

    /** Different wrong tokens within 5 seconds before none is looked at for so long. */
    static final int WRONG_TOKENS = 10;

    /** The page is served to nobody else. */
    private static final String THIS_MACHINE = "127.0.0.1";

    private final GuessLimit guesses = new GuessLimit(WRONG_TOKENS, System::nanoTime);
    private final OperatorToken token;
    private final Map<String, HttpHandler> parts;

    /** @param parts what answers below {@code /api/}, by the first word there: {@code faults} for {@code /api/faults/...} */
    public OperatorPage(OperatorToken token, Map<String, HttpHandler> parts) {
        this.token = token;
        this.parts = Map.copyOf(parts);
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws Exception {
        return answer(request).withHeader("Cache-Control", "no-store").withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("Content-Security-Policy", POLICY).withHeader("Referrer-Policy", "no-referrer");
    }

    private HttpResponse answer(HttpRequest request) throws Exception {
        if (!isOurName(request.header("Host"))) {
            return text(421, "this page answers to 127.0.0.1 and localhost only");
        }
        if (FILES.containsKey(request.rawPath())) {
            return request.method().equals("GET") ? file(request.rawPath()) : text(405, "the page is read with GET");
        }
        String[] words = request.rawPath().split("/");
        HttpHandler part = words.length > 2 && words[1].equals("api") ? parts.get(words[2]) : null;
        if (part == null) {
            return text(404, "there is nothing here; the page is at /");
        }
        Optional<Duration> pause = guesses.pause(THIS_MACHINE, true);
        if (pause.isPresent()) {
            return text(429, GuessLimit.reason(pause.get())).withHeader("Retry-After", Long.toString(GuessLimit.seconds(pause.get())));
        }
        if (!token.isIn(request.header("Authorization"))) {
            request.header("Authorization").ifPresent(wrong -> guesses.wrong(THIS_MACHINE, true, wrong));
            return text(401, "the operator's token is needed: send 'Authorization: Bearer ...' with the content of " + token.file().getFileName()
                    + " in the local cloud's data directory").withHeader("WWW-Authenticate", "Bearer");
        }
        try {
            return part.handle(request);
        } catch (IllegalArgumentException e) {
            return text(400, e.getMessage());
        }
    }

    /** Another site may give its own name this machine's address. */
    private static boolean isOurName(Optional<String> host) {
        return host.map(name -> name.replaceFirst(":\\d+$", "")).filter(OWN_NAMES::contains).isPresent();
    }

    private static HttpResponse file(String path) throws IOException {
        String name = path.equals("/") ? "/index.html" : path;
        try (InputStream in = OperatorPage.class.getResourceAsStream("/operator-page" + name)) {
            if (in == null) {
                throw new IOException("the page's file " + name + " is not packed with the local cloud: build it again");
            }
            return HttpResponse.of(200, FILES.get(path), in.readAllBytes());
        }
    }

    /** A line for a person. */
    static HttpResponse text(int status, String line) {
        return HttpResponse.of(status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
