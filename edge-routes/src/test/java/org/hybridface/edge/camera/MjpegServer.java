// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A network camera that sends Motion JPEG over HTTP at about 25 frames a second, may freeze and may die. */
public final class MjpegServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean frozen;
    private volatile int trickling;
    private volatile String lastQuery;
    private volatile byte[] picture = Pictures.jpeg(120);
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger viewers = new AtomicInteger();

    private MjpegServer(HttpServer server) {
        this.server = server;
    }

    /** @param port 0 for any free one */
    public static MjpegServer start(int port) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        MjpegServer server = new MjpegServer(http);
        http.createContext("/", server::stream);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    String lastQuery() {
        return lastQuery;
    }

    /** The connection stays, the pictures do not. */
    public void freeze() {
        frozen = true;
    }

    /** Who is connected now gets a picture that never ends, a byte at a time; who connects later gets whole ones. */
    void trickle() {
        trickling = connections.get();
    }

    /** What it shows from now on. */
    void show(byte[] jpeg) {
        picture = jpeg;
    }

    /** How often somebody connected. */
    int connections() {
        return connections.get();
    }

    /** How many are connected; one that left is noticed with the next picture. */
    int viewers() {
        return viewers.get();
    }

    private void stream(HttpExchange exchange) throws IOException {
        int connection = connections.incrementAndGet();
        viewers.incrementAndGet();
        lastQuery = exchange.getRequestURI().getQuery();
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace;boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        // Behind the head comes -1, which is sent as the byte 255 for ever.
        InputStream trickle = new ByteArrayInputStream(
                "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        try (OutputStream out = exchange.getResponseBody()) {
            while (!closed.await(40, TimeUnit.MILLISECONDS)) {
                if (connection <= trickling) {
                    out.write(trickle.read());
                    out.flush();
                } else if (!frozen) {
                    byte[] jpeg = picture;
                    out.write(("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
                    out.write(jpeg);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            viewers.decrementAndGet();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
