package org.hybridface.edge.live;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.hybridface.edge.live.RequestRules.Refusal;
import org.hybridface.edge.live.RequestRules.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of everything on the device's port, also Camel's own console, health and metrics: applies {@link RequestRules} and tells
 * browsers to be careful with what they get.
 */
public final class HttpGuard implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpGuard.class);
    private static final String COOKIE = "hybridface-token";
    private static final String PARAMETER = "token";
    private static final String BEARER = "Bearer ";
    private static final int FOUND = 302;
    private static final int TOKEN_BYTES = 16;

    private final RequestRules rules;

    private HttpGuard(RequestRules rules) {
        this.rules = rules;
    }

    /**
     * Installs the guard on the port's router as soon as there is one, before Camel's routes come to it. When others than this machine can
     * reach the port and no token is set, makes one and writes it to the log.
     *
     * @param given {@code edge.http.token}
     */
    public static void install(CamelContext context, String host, int port, Optional<String> given) throws Exception {
        Optional<String> token = given;
        if (token.isEmpty() && !RequestRules.isLoopback(host)) {
            token = Optional.of(newToken());
            // An address that stands for all of them is none that can be opened.
            String address = host.equals("0.0.0.0") || host.equals("::") ? "<this device>" : host;
            LOG.warn("event=page-token others can reach this page: open it as http://{}:{}/?{}={} ; set edge.http.token for one that stays",
                    address, port, PARAMETER, token.get());
        }
        HttpGuard guard = new HttpGuard(new RequestRules(host, token));
        AtomicBoolean installed = new AtomicBoolean();
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
                    router.route().order(Integer.MIN_VALUE).handler(guard);
                }
            }
        });
    }

    private static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void handle(RoutingContext context) {
        careful(context.response());
        Optional<Refusal> refusal = rules.refuse(request(context.request()));
        if (refusal.isPresent()) {
            context.response().setStatusCode(refusal.get().status()).putHeader("Content-Type", "application/json")
                    .end("{\"error\":\"" + refusal.get().reason() + "\"}");
        } else if (rules.token().isPresent() && context.request().getParam(PARAMETER) != null) {
            // The token moves from the address, which is seen and copied, into a cookie.
            context.response().addCookie(Cookie.cookie(COOKIE, rules.token().get()).setHttpOnly(true).setSameSite(CookieSameSite.STRICT)
                    .setPath("/"));
            context.response().setStatusCode(FOUND).putHeader("Location", context.normalizedPath()).end();
        } else {
            context.next();
        }
    }

    private static Request request(HttpServerRequest request) {
        Set<String> tokens = new HashSet<>();
        Optional.ofNullable(request.getParam(PARAMETER)).ifPresent(tokens::add);
        Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue).ifPresent(tokens::add);
        header(request, "Authorization").filter(value -> value.startsWith(BEARER)).map(value -> value.substring(BEARER.length()))
                .ifPresent(tokens::add);
        return new Request(request.method().name(), request.path(), header(request, "Host"), header(request, "Origin"),
                header(request, "Sec-Fetch-Site"), header(request, RequestRules.OUR_HEADER), tokens);
    }

    private static Optional<String> header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    private static void careful(HttpServerResponse response) {
        response.putHeader("Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("X-Frame-Options", "DENY");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.putHeader("Cache-Control", "no-store");
    }
}
