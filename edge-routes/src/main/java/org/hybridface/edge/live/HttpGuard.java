// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.hybridface.edge.access.ConsolePages;
import org.hybridface.edge.access.JolokiaDoor;
import org.hybridface.edge.access.Refusals;
import org.hybridface.edge.access.Role;
import org.hybridface.edge.access.TokenDoor;
import org.hybridface.edge.api.AddressText;
import org.hybridface.edge.api.Fault;
import org.hybridface.edge.live.RequestRules.Looking;
import org.hybridface.edge.live.RequestRules.Refusal;
import org.hybridface.edge.live.RequestRules.Request;
import org.hybridface.edge.live.TrustedProxies.Asked;
import org.hybridface.messages.GuessLimit;

/**
 * Stands in front of everything on the device's port: applies {@link RequestRules}, tells browsers to be careful with what they get, and
 * serves the consoles and JMX itself, so that only what is allowed there is there.
 */
public final class HttpGuard implements Handler<RoutingContext> {

    private static final String COOKIE = "hybridface-session";

    /** What {@code OPTIONS *} asks about. */
    private static final String EVERY_ADDRESS = "*";

    /** Set for a request whose answer has no body. */
    static final String HEAD = "head";

    private static final String BEARER = "Bearer ";
    private static final int SEE_OTHER = 303;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final long KIB = 1024;
    private static final long MAX_FORM_BYTES = 4 * KIB;

    /** Of what the page sends: a name, a correction. */
    private static final long MAX_BODY_BYTES = 64 * KIB;

    /** A phone's photo has 3 to 8 MB. */
    private static final long MAX_PHOTO_BYTES = 16 * KIB * KIB;
    /** The cloud's part of an export comes in answers of up to 6 MB. */
    private static final long MAX_EXPORT_BYTES = 64 * KIB * KIB;
    private static final String EXPORTS = "/api/people/[^/]+/export";
    private static final String PHOTOS = "/api/faces/[^/]+/photos";

    private static final String SIGN_IN_PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Sign in</title><meta name="viewport" content="width=device-width"></head>
            <body><h1>Sign in</h1>
            <p>The tokens are in the device's <code>edge.data.dir</code>: <code>viewer.token</code> to look, <code>operator.token</code> to change.</p>
            <form method="post" action="sign-in"><label>Token <input type="password" name="token" autocomplete="off" required autofocus></label>
            <button>Sign in</button></form></body></html>
            """;

    private final RequestRules rules;
    private final TokenDoor door;
    private final TrustedProxies proxies;

    private HttpGuard(RequestRules rules, TrustedProxies proxies, TokenDoor door) {
        this.rules = rules;
        this.proxies = proxies;
        this.door = door;
    }

    /**
     * Installs the guard on the port's router as soon as there is one, before Camel's routes come to it.
     *
     * @param trustedProxies addresses whose X-Forwarded headers are believed, separated by commas; may be empty
     */
    public static void install(CamelContext context, String host, int port, String trustedProxies, TokenDoor door) throws Exception {
        HttpGuard guard = new HttpGuard(new RequestRules(host, door.tokens().askedOfViewers() ? Looking.WITH_TOKEN : Looking.EVERYBODY),
                TrustedProxies.of(trustedProxies), door);
        JolokiaDoor jmx = new JolokiaDoor();
        context.addService(jmx, true, true);
        AtomicBoolean installed = new AtomicBoolean();
        AtomicBoolean spelling = new AtomicBoolean();
        context.addStartupListener(new StartupListener() {
            @Override
            public void onCamelContextStarting(CamelContext starting, boolean alreadyStarted) {
                put(starting);
            }

            @Override
            public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
                put(started);
            }

            private void put(CamelContext to) {
                VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(to, VertxPlatformHttpRouter.getRouterNameFromPort(port));
                if (router != null && installed.compareAndSet(false, true)) {
                    guard.putOn(router, new ConsolePages(to), jmx);
                }
                // The server itself comes later than its router.
                if (router != null && router.getServer().getServer() != null && spelling.compareAndSet(false, true)) {
                    Router first = (Router) router.getServer().getServer().requestHandler();
                    first.route().order(Integer.MIN_VALUE).handler(guard::checkSpelling);
                    first.errorHandler(NOT_FOUND, guard::tellOfEveryAddress);
                }
            }
        });
    }

    private void putOn(Router router, ConsolePages consoles, JolokiaDoor jmx) {
        ApiDoor api = new ApiDoor();
        int order = Integer.MIN_VALUE;
        router.route().order(order++).handler(this).failureHandler(HttpGuard::tellOfTooMuch);
        router.route().order(order++).handler(api::head);
        router.post(RequestRules.SIGN_IN).order(order++).handler(BodyHandler.create(false).setBodyLimit(MAX_FORM_BYTES));
        router.post(RequestRules.SIGN_IN).order(order++).handler(this::signIn);
        router.route(JolokiaDoor.PATH + "*").order(order++).handler(BodyHandler.create(false).setBodyLimit(JolokiaDoor.MAX_BODY_BYTES));
        router.route(JolokiaDoor.PATH + "*").order(order++).blockingHandler(jmx, false);
        router.postWithRegex(PHOTOS).order(order++).handler(BodyHandler.create(false).setBodyLimit(MAX_PHOTO_BYTES));
        router.postWithRegex(EXPORTS).order(order++).handler(BodyHandler.create(false).setBodyLimit(MAX_EXPORT_BYTES));
        for (HttpMethod change : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)) {
            // Whoever was here before has read the body already.
            router.route().method(change).order(order++).handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        }
        router.route().order(order++).handler(api::body);
        router.route(ConsolePages.PATH + "/*").order(order++).blockingHandler(consoles, false);
        router.route(ConsolePages.PATH).order(order).handler(consoles);
        router.route().order(Integer.MAX_VALUE).handler(new Unanswered(router));
    }

    /** Whether others than this machine can reach what listens there, by themselves or through a proxy. */
    public static boolean isShared(String host, String trustedProxies) {
        return !RequestRules.isLoopback(host) || !TrustedProxies.of(trustedProxies).isEmpty();
    }

    /** Before any router decodes the address, which fails with a stack trace when it cannot. */
    private void checkSpelling(RoutingContext context) {
        careful(context);
        Optional<Fault> fault = AddressText.fault(context.request().uri());
        if (fault.isPresent()) {
            Refusals.send(context, fault.get().status(), fault.get().reason());
        } else {
            context.next();
        }
    }

    /** Comes when an address has no slash in front, of which {@code OPTIONS *} may. */
    private void tellOfEveryAddress(RoutingContext context) {
        careful(context);
        if (EVERY_ADDRESS.equals(context.request().uri())) {
            Refusals.wrongMethod(context, "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT", "only OPTIONS asks about all addresses at once");
        } else {
            Refusals.send(context, NOT_FOUND, "there is nothing at this address: one begins with /");
        }
    }

    @Override
    public void handle(RoutingContext context) {
        careful(context);
        if (bearer(context.request()).isPresent() && mustWait(context)) {
            return;
        }
        Request request = request(context.request());
        Optional<Refusal> refusal = rules.refuse(request);
        if (refusal.isEmpty()) {
            context.put(JolokiaDoor.ROLE, request.role());
            pass(context);
        } else if (refusal.get().status() == UNAUTHORIZED && request.path().equals("/")) {
            askForToken(context);
        } else {
            Refusals.send(context, refusal.get().status(), refusal.get().reason());
        }
    }

    /** Anything else is for whoever comes next. */
    private static void tellOfTooMuch(RoutingContext context) {
        if (context.statusCode() == TOO_LARGE && !context.response().ended()) {
            Refusals.send(context, TOO_LARGE, "that is more than this address takes, which is " + mostBytes(context.request().path()) / KIB + " KB");
        } else {
            context.next();
        }
    }

    private static long mostBytes(String path) {
        return path.matches(PHOTOS) ? MAX_PHOTO_BYTES : path.matches(EXPORTS) ? MAX_EXPORT_BYTES : path.equals(RequestRules.SIGN_IN) ? MAX_FORM_BYTES
                : path.startsWith(JolokiaDoor.PATH) ? JolokiaDoor.MAX_BODY_BYTES : MAX_BODY_BYTES;
    }

    /** HEAD is GET without its body, which Vert.x keeps back by itself. */
    private static void pass(RoutingContext context) {
        if (context.request().method() == HttpMethod.HEAD) {
            context.put(HEAD, true);
            context.reroute(HttpMethod.GET, context.request().uri());
        } else {
            context.next();
        }
    }

    private static void askForToken(RoutingContext context) {
        context.response().setStatusCode(UNAUTHORIZED).putHeader("Content-Type", "text/html; charset=utf-8").end(SIGN_IN_PAGE);
    }

    /** Answers whoever has guessed too often. */
    private boolean mustWait(RoutingContext context) {
        String address = asked(context.request()).address();
        Optional<Duration> pause = door.pause(address, RequestRules.isLoopback(address));
        pause.ifPresent(wait -> {
            context.response().putHeader("Retry-After", Long.toString(GuessLimit.seconds(wait)));
            Refusals.send(context, TOO_MANY_REQUESTS, GuessLimit.reason(wait));
        });
        return pause.isPresent();
    }

    private void signIn(RoutingContext context) {
        if (mustWait(context)) {
            return;
        }
        Role role = Optional.ofNullable(context.request().getFormAttribute("token")).map(token -> roleOf(token, context.request())).orElse(Role.NOBODY);
        if (role == Role.NOBODY) {
            askForToken(context);
            return;
        }
        context.response().addCookie(Cookie.cookie(COOKIE, door.tokens().session(role)).setHttpOnly(true).setSameSite(CookieSameSite.STRICT)
                .setSecure(asked(context.request()).secure()).setPath("/"));
        // Relative: a proxy may serve the page below a path of its own.
        context.response().setStatusCode(SEE_OTHER).putHeader("Location", "./").end();
    }

    private Request request(HttpServerRequest request) {
        Role byToken = bearer(request).map(token -> roleOf(token, request)).orElse(Role.NOBODY);
        Role bySession = Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue).map(door.tokens()::roleOfSession).orElse(Role.NOBODY);
        return new Request(request.method().name(), request.path() == null ? "" : request.path(), asked(request).host(), header(request, "Origin"),
                header(request, "Sec-Fetch-Site"), header(request, RequestRules.OUR_HEADER), byToken, bySession);
    }

    private Role roleOf(String token, HttpServerRequest request) {
        String address = asked(request).address();
        return door.roleOf(token.strip(), address, RequestRules.isLoopback(address));
    }

    private Asked asked(HttpServerRequest request) {
        return proxies.asked(request.remoteAddress().hostAddress(), name -> Optional.of(String.join(",", request.headers().getAll(name)))
                .filter(values -> !values.isEmpty()));
    }

    private static Optional<String> bearer(HttpServerRequest request) {
        return header(request, "Authorization").filter(value -> value.startsWith(BEARER)).map(value -> value.substring(BEARER.length()));
    }

    private static Optional<String> header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** A proxy's own pages may show ours in a frame, as Home Assistant does; they are of one origin, and could do anything else as well. */
    private void careful(RoutingContext context) {
        HttpServerResponse response = context.response();
        boolean proxied = proxies.isOurs(context.request().remoteAddress().hostAddress());
        response.putHeader("Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors " + (proxied ? "'self'" : "'none'"));
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("X-Frame-Options", proxied ? "SAMEORIGIN" : "DENY");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.putHeader("Cache-Control", "no-store");
    }
}
