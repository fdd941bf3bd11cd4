// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/** A port this program wants to listen on. */
record LocalPort(String host, int port) {

    /** Ports below this one are for root, unless the system was told otherwise. */
    private static final int FIRST_FREE_PORT = 1024;

    /** Why that host can be none to listen on, and what to give; asks for no port. */
    static Optional<String> problemOfHost(String host) {
        String wrong = "edge.http.host is '" + host + "'";
        if (host.contains("/")) {
            return Optional.of(wrong + ": give the host alone, such as 127.0.0.1");
        }
        if (host.matches("[^:]+:\\d+|\\[.*]:\\d+")) {
            return Optional.of(wrong + ": give the host alone, and its port as edge.http.port");
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            boolean here = address.isAnyLocalAddress() || address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
            return here ? Optional.empty() : Optional.of(wrong + ", which is no address of this machine: give 127.0.0.1, or 0.0.0.0 for all of its addresses");
        } catch (UnknownHostException | SocketException e) {
            return Optional.of(wrong + ", which is no address of this machine: give 127.0.0.1, or 0.0.0.0 for all of its addresses");
        }
    }

    /** Why it cannot be had right now and what to do; asked before Camel starts, which would say it with a wall of traces. */
    Optional<String> problem() {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return Optional.of("edge.http.host " + host + " is no address of this machine: give 127.0.0.1, or 0.0.0.0 for all of its addresses");
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            return Optional.empty();
        } catch (BindException e) {
            return Optional.of(reason(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return Optional.of("edge.http.port " + port + " on " + host + " cannot be had (" + e.getMessage() + "): give another port");
        }
    }

    private String reason(String message) {
        if (message.contains("assign")) {
            return "edge.http.host " + host + " is no address of this machine: give 127.0.0.1, or 0.0.0.0 for all of its addresses";
        }
        if (message.contains("ermission") && port < FIRST_FREE_PORT) {
            return "edge.http.port " + port + " is for the system's administrator only: give one from " + FIRST_FREE_PORT + " to 65535";
        }
        return "edge.http.port " + port + " on " + host + " is used by another program: stop that program or give another port";
    }

    /** As it stands in an address: IPv6 in brackets. */
    String authority() {
        return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
    }
}
