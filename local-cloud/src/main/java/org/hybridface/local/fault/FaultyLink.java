// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link on 127.0.0.1 that hands on every byte, until a fault befalls it. Faults hold for the connections there are and for new ones.
 * Two threads for each connection. Thread safe.
 */
public final class FaultyLink implements FaultTarget, AutoCloseable {

    /** Of a slow link: that of an old telephone line. A photo of 60 KB takes four seconds. */
    static final int SLOW_BYTES_PER_SECOND = 16_000;
    /** What each piece waits on a slow link before it goes on. */
    static final Duration SLOW_DELAY = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(FaultyLink.class);
    /** A tenth of a second of a slow link. */
    private static final int PIECE_BYTES = SLOW_BYTES_PER_SECOND / 10;
    /** So much of an answer arrives before it breaks off: status and headers, and the first of the body. */
    private static final int BEFORE_THE_BREAK_BYTES = 120;
    private static final int BACKLOG = 50;

    private final String name;
    private final InetSocketAddress target;
    private final Content content;
    private final ServerSocket door;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Object changed = new Object();
    /** Null: none. Guarded by {@link #changed}. */
    private FaultKind fault;
    private volatile boolean closed;

    private FaultyLink(String name, InetSocketAddress target, Content content, ServerSocket door) {
        this.name = name;
        this.target = target;
        this.content = content;
        this.door = door;
    }

    /**
     * @param name   for logs
     * @param target where everything goes
     * @throws IOException when no port is free
     */
    public static FaultyLink to(String name, InetSocketAddress target, Content content) throws IOException {
        return to(name, target, content, 0);
    }

    /** @param port where it listens, 0 for any free one */
    public static FaultyLink to(String name, InetSocketAddress target, Content content, int port) throws IOException {
        FaultyLink link = new FaultyLink(name, target, content, new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()));
        thread("link-" + name, link::accept);
        return link;
    }

    public int port() {
        return door.getLocalPort();
    }

    @Override
    public Set<FaultKind> kinds() {
        return EnumSet.of(FaultKind.CUT, FaultKind.FREEZE, FaultKind.SLOW, FaultKind.CORRUPT);
    }

    @Override
    public void begin(FaultKind kind) {
        if (!kinds().contains(kind)) {
            throw new IllegalArgumentException("a link cannot suffer '" + kind.word() + "'");
        }
        set(kind);
        if (kind == FaultKind.CUT) {
            connections.forEach(Connection::breakOff);
        }
    }

    @Override
    public void end() {
        set(null);
    }

    private void set(FaultKind kind) {
        synchronized (changed) {
            fault = kind;
            changed.notifyAll();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket near = door.accept();
                thread("link-" + name + "-open", () -> open(near));
            } catch (IOException e) {
                if (!closed) {
                    LOG.warn("link={} takes no connection: {}", name, e.toString());
                }
            }
        }
    }

    private void open(Socket near) {
        Connection connection = new Connection(near, new Socket());
        connections.add(connection);
        try {
            if (now() == FaultKind.CUT) {
                connection.breakOff();
                return;
            }
            near.setTcpNoDelay(true);
            connection.far().setTcpNoDelay(true);
            connection.far().connect(target);
            thread("link-" + name + "-back", () -> carry(connection, connection.far(), near, Way.BACK));
            carry(connection, near, connection.far(), Way.THERE);
        } catch (IOException e) {
            LOG.debug("link={} cannot reach {}: {}", name, target, e.toString());
            connection.breakOff();
        }
    }

    private enum Way {
        THERE, BACK;

        /** Each way another, so that an echo does not undo it. */
        byte bit() {
            return (byte) (1 << ordinal());
        }
    }

    private void carry(Connection connection, Socket from, Socket to, Way way) {
        byte[] buffer = new byte[PIECE_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!handOn(buffer, read, out, way)) {
                    connection.breakOff();
                    return;
                }
            }
            to.shutdownOutput();
            connection.halfDone();
        } catch (IOException e) {
            LOG.trace("link={} lost a connection: {}", name, e.toString());
            connection.breakOff();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connection.breakOff();
        }
    }

    /** @return false when the connection is to break now */
    private boolean handOn(byte[] buffer, int length, OutputStream out, Way way) throws IOException, InterruptedException {
        FaultKind kind = afterFreeze();
        if (kind == FaultKind.CUT) {
            return false;
        }
        if (kind == FaultKind.SLOW) {
            Thread.sleep(SLOW_DELAY.toMillis() + 1000L * length / SLOW_BYTES_PER_SECOND);
        }
        if (kind == FaultKind.CORRUPT && content == Content.PLAIN_HTTP && way == Way.BACK) {
            out.write(buffer, 0, Math.min(length, BEFORE_THE_BREAK_BYTES));
            return false;
        }
        if (kind == FaultKind.CORRUPT && content == Content.ENCRYPTED) {
            buffer[length / 2] ^= way.bit();
        }
        out.write(buffer, 0, length);
        return true;
    }

    private FaultKind now() {
        synchronized (changed) {
            return fault;
        }
    }

    /** Waits while nothing may go on. */
    private FaultKind afterFreeze() throws InterruptedException {
        synchronized (changed) {
            while (fault == FaultKind.FREEZE && !closed) {
                changed.wait();
            }
            return fault;
        }
    }

    private final class Connection {

        private final Socket near;
        private final Socket far;
        private boolean half;

        Connection(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        Socket far() {
            return far;
        }

        /** One side has said all; when both have, the connection is over. */
        synchronized void halfDone() {
            if (half) {
                close();
            }
            half = true;
        }

        /** With a reset, so that neither side takes what came so far for all there is. */
        void breakOff() {
            try {
                near.setSoLinger(true, 0);
                far.setSoLinger(true, 0);
            } catch (IOException e) {
                LOG.trace("link={} was closed already: {}", name, e.toString());
            }
            close();
        }

        private void close() {
            connections.remove(this);
            try (near; far) {
                LOG.trace("link={} closes a connection", name);
            } catch (IOException e) {
                LOG.trace("link={} was closed already: {}", name, e.toString());
            }
        }
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        door.close();
        set(FaultKind.CUT);
        connections.forEach(Connection::breakOff);
    }
}
