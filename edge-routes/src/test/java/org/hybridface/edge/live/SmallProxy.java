// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reverse proxy that does what docs/nginx/hybridface.conf says, for a visitor who comes by https. Unlike nginx, and like some others, it
 * leaves the visitor's own headers of these names before its own.
 */
final class SmallProxy implements AutoCloseable {

    private volatile String visitor = "192.0.2.7";

    private static final Path CONFIGURATION = Path.of("../docs/nginx/hybridface.conf");
    private static final Pattern LOCATION = Pattern.compile("location (\\S+) \\{");
    private static final Pattern PASS = Pattern.compile("proxy_pass http://127\\.0\\.0\\.1:\\d+(\\S*);");
    private static final Pattern HEADER = Pattern.compile("proxy_set_header (\\S+) (\\S+);");
    private static final Set<String> OWN = Set.of("connection", "content-length", "host", "upgrade", "http2-settings", "transfer-encoding");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final HttpServer server;
    private final String location;
    private final String target;

    private SmallProxy(int port) throws IOException {
        String configuration = Files.readString(CONFIGURATION);
        location = found(LOCATION, configuration);
        target = "http://127.0.0.1:" + port + found(PASS, configuration);
        HEADER.matcher(configuration).results().forEach(header -> headers.put(header.group(1), header.group(2)));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(location, this::pass);
        server.start();
    }

    static SmallProxy before(int port) throws IOException {
        return new SmallProxy(port);
    }

    /** Another visitor comes from now on. */
    void visitor(String address) {
        visitor = address;
    }

    /** Where the page is. */
    URI page() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + location);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(CONFIGURATION + " has no " + pattern);
        }
        return matcher.group(1);
    }

    private void pass(HttpExchange exchange) throws IOException {
        URI asked = exchange.getRequestURI();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + asked.getRawPath().substring(location.length())
                + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery())));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT)) && !headers.containsKey(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        // The JDK's client writes Host by itself; the device believes X-Forwarded-Host.
        headers.forEach((name, value) -> {
            if (!name.equals("Host")) {
                request.header(name, value(value, exchange));
            }
        });
        byte[] body = exchange.getRequestBody().readAllBytes();
        request.method(exchange.getRequestMethod(), body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        try (exchange) {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name)) {
                    exchange.getResponseHeaders().put(name, List.copyOf(values));
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String value(String variable, HttpExchange exchange) {
        String before = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Forwarded-For")).map(hops -> hops + ", ").orElse("");
        return switch (variable) {
            case "$http_host" -> exchange.getRequestHeaders().getFirst("Host");
            case "$proxy_add_x_forwarded_for" -> before + visitor;
            case "$scheme" -> "https";
            default -> throw new IllegalStateException("the small proxy does not know " + variable);
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
