// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.s3;

import jakarta.servlet.http.HttpServlet;
import java.net.InetAddress;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.gaul.shaded.org.eclipse.jetty.http.HttpCompliance;
import org.gaul.shaded.org.eclipse.jetty.http.UriCompliance;
import org.gaul.shaded.org.eclipse.jetty.server.HttpConfiguration;
import org.gaul.shaded.org.eclipse.jetty.server.HttpConnectionFactory;
import org.gaul.shaded.org.eclipse.jetty.server.NetworkConnectionLimit;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.server.ServerConnector;
import org.gaul.shaded.org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server below the local S3: s3proxy's own Jetty, on 127.0.0.1, with limits that half requests do not get past. */
final class S3Http implements AutoCloseable {

    /** Connections at once; a body that is still coming keeps a thread, so there is one for each. */
    private static final int MAX_CONNECTIONS = 256;
    private static final int MAX_THREADS = MAX_CONNECTIONS + 32;
    /** Without a byte in between. */
    private static final int IDLE_MILLIS = 10_000;

    private final Server server;
    private final ServerConnector connector;

    S3Http(int port, HttpServlet servlet) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("s3");
        threads.setDaemon(true);
        this.server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setHttpCompliance(HttpCompliance.LEGACY);
        // Object names may hold what other servers take for mistakes.
        http.setUriCompliance(UriCompliance.LEGACY);
        // Signatures cover header values as they were sent.
        http.setHeaderCacheCaseSensitive(true);
        http.setSendServerVersion(false);
        this.connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        context.addServlet(new ServletHolder(servlet), "/*");
        server.setHandler(context);
    }

    void start() throws Exception {
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
