// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hybridface.messages.LogValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 server on 127.0.0.1 for one service. Each request is answered on a thread of the server's own pool, so handlers
 * may block; its body is read completely first, up to the limit.
 */
public final class LoopbackServer implements AutoCloseable {

    /** Connections of one server; more are closed at once. Enough for every device and Lambda of one machine. */
    private static final int MAX_CONNECTIONS = 256;
    /** A request that is still being read keeps a thread: one for each connection, so that half requests block nobody else. */
    private static final int MAX_REQUESTS_AT_ONCE = MAX_CONNECTIONS + 16;
    /** From a request's first byte to its last: 15 MB take less than a second here. */
    private static final int MAX_REQUEST_SECONDS = 10;
    private static final long MAX_DISCARDED_BYTES = 16 << 20;
    private static final int DISCARD_BUFFER_BYTES = 64 * 1024;
    private static final int STOP_SECONDS = 1;
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);

    static {
        // All are read once, when the JDK's server is first used. Without the first, answers of 80 KB wait 40 ms for a delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", String.valueOf(MAX_REQUEST_SECONDS));
        System.setProperty("jdk.httpserver.maxConnections", String.valueOf(MAX_CONNECTIONS));
    }

    private final String name;
    private final HttpServer server;
    private final ExecutorService threads;

    private LoopbackServer(String name, HttpServer server, ExecutorService threads) {
        this.name = name;
        this.server = server;
        this.threads = threads;
    }

    /**
     * @param name         what it serves, for thread names, logs and errors
     * @param port         0 for any free one
     * @param maxBodyBytes larger requests are refused with status 413 before anybody looks at them
     * @throws IOException when the port is taken, saying which and for what
     */
    public static LoopbackServer start(String name, int port, int maxBodyBytes, HttpHandler handler) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw new IOException("port " + port + " of 127.0.0.1, wanted for the local " + name
                    + ", is in use: stop what listens there or choose another port", e);
        }
        ExecutorService threads = pool(name);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(name, maxBodyBytes, handler, exchange));
        server.start();
        LOG.info("started service={} address=127.0.0.1:{}", name, server.getAddress().getPort());
        return new LoopbackServer(name, server, threads);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** What an SDK client takes as its endpoint. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Lets running requests finish for a second, then cuts them off. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The delay of stop() is always waited in full, so the pool has done the waiting.
        server.stop(0);
        threads.shutdownNow();
        LOG.info("stopped service={}", name);
    }

    private static ExecutorService pool(String name) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(MAX_REQUESTS_AT_ONCE, MAX_REQUESTS_AT_ONCE, 10, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static void answer(String name, int maxBodyBytes, HttpHandler handler, HttpExchange exchange) {
        try (exchange) {
            send(exchange, response(name, maxBodyBytes, handler, exchange));
        } catch (IOException e) {
            LOG.debug("connection lost service={} cause={}", name, e.toString());
        }
    }

    private static HttpResponse response(String name, int maxBodyBytes, HttpHandler handler, HttpExchange exchange)
            throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(maxBodyBytes + 1);
        if (body.length > maxBodyBytes) {
            // A client that is still sending does not read: without this it would see a reset connection and try again.
            discard(exchange.getRequestBody());
            return handler.tooLarge(maxBodyBytes).withHeader("Connection", "close");
        }
        URI uri = exchange.getRequestURI();
        HttpRequest request = new HttpRequest(exchange.getRequestMethod(), uri.getRawPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(), exchange.getRequestHeaders(), body);
        try {
            return handler.handle(request);
        } catch (Exception e) {
            LOG.error("failed service={} method={} path={}", name, LogValue.of(request.method()), LogValue.of(request.rawPath()), e);
            return HttpResponse.empty(500);
        }
    }

    /** By reading: skip() of the JDK's stream goes past the body's end and waits there for ever. */
    private static void discard(InputStream body) throws IOException {
        byte[] buffer = new byte[DISCARD_BUFFER_BYTES];
        long discarded = 0;
        for (int read = body.read(buffer); read >= 0 && discarded < MAX_DISCARDED_BYTES; read = body.read(buffer)) {
            discarded += read;
        }
    }

    private static void send(HttpExchange exchange, HttpResponse response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless = response.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
        if (!bodiless) {
            exchange.getResponseBody().write(response.body());
        }
    }
}
