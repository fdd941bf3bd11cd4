// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;

/** A port this program wants to listen on. */
record LocalPort(String host, int port) {

    /** Ports below this one are for root, unless the system was told otherwise. */
    private static final int FIRST_FREE_PORT = 1024;

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
