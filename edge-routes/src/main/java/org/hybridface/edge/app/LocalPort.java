package org.hybridface.edge.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port this program wants to listen on. */
record LocalPort(String host, int port) {

    /** Whether it can be had right now; asked before Camel starts, which would say it with a wall of traces. */
    boolean isFree() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
