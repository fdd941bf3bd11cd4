// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A network camera whose every byte is the test's: head of the answer, and what comes again and again, or once. */
final class WildCamera implements AutoCloseable {

    /** Between two parts. */
    private static final int PAUSE_MS = 20;

    private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final After after;
    private final List<byte[]> answers;

    /** What comes when an answer was sent. */
    private enum After { END, THE_LAST_AGAIN, SILENCE }

    private WildCamera(After after, byte[]... answers) throws IOException {
        this.after = after;
        this.answers = List.of(answers);
        threads.execute(this::accept);
    }

    private static byte[] ok(String head) {
        return ("HTTP/1.0 200 OK\r\n" + head + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] head, byte[] body) {
        byte[] both = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, both, head.length, body.length);
        return both;
    }

    /** @param head its lines, each with its end */
    static WildCamera streaming(String head, byte[] part) throws IOException {
        return new WildCamera(After.THE_LAST_AGAIN, ok(head), part);
    }

    /** The same with the first line in the head, which has its own end. */
    static WildCamera streamingAs(String head, byte[] part) throws IOException {
        return new WildCamera(After.THE_LAST_AGAIN, head.getBytes(StandardCharsets.ISO_8859_1), part);
    }

    /** Gives each asker that answer, and then says nothing more. */
    static WildCamera leftOpen(byte[] answer) throws IOException {
        return new WildCamera(After.SILENCE, answer);
    }

    /** Answers once and closes. */
    static WildCamera answering(String head, byte[] body) throws IOException {
        return new WildCamera(After.END, joined(ok(head), body));
    }

    /** Answers and then says nothing more. */
    static WildCamera answeringWithoutEnd(String head, byte[] body) throws IOException {
        return new WildCamera(After.SILENCE, joined(ok(head), body));
    }

    /** One answer after the other, each with its first line, and from the first again. */
    static WildCamera inTurns(byte[]... answers) throws IOException {
        return new WildCamera(After.END, answers);
    }

    /** The answer with a picture. */
    static byte[] picture(byte[] body) {
        return joined(ok("Content-Type: image/jpeg\r\n"), body);
    }

    String uri(String options) {
        return "camera:http://127.0.0.1:" + server.getLocalPort() + "/video" + options;
    }

    int requests() {
        return requests.get();
    }

    /** The lines of all requests. */
    List<String> asked() {
        return asked;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket viewer = server.accept();
                threads.execute(() -> answer(viewer));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket viewer) {
        try (viewer) {
            BufferedReader request = new BufferedReader(new InputStreamReader(viewer.getInputStream(), StandardCharsets.ISO_8859_1));
            String line;
            while ((line = request.readLine()) != null && !line.isEmpty()) {
                asked.add(line);
            }
            int number = requests.getAndIncrement();
            OutputStream out = viewer.getOutputStream();
            out.write(answers.get(after == After.END ? number % answers.size() : 0));
            out.flush();
            if (after == After.SILENCE) {
                closed.await();
            }
            while (after == After.THE_LAST_AGAIN && !closed.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                out.write(answers.get(1));
                out.flush();
            }
        } catch (IOException e) {
            // The viewer has left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
