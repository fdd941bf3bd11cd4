// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.edge.print.Quoted;

/** Why an address gives no stream, as far as its host and port tell: FFmpeg has the same words for a name nobody knows, another protocol and a wrong password. */
final class HostDoubt {

    /** A login may hold anything but a slash. */
    private static final Pattern ADDRESS = Pattern.compile("(?<scheme>\\w+)://(?:[^/]*@)?(?<host>\\[[^]]+]|[^/:?#@]+)(?::(?<port>\\d{1,5}))?.*", Pattern.DOTALL);
    private static final int RTSP_PORT = 554;
    private static final byte[] QUESTION = "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String HTTP = "HTTP/";

    private HostDoubt() {
    }

    /**
     * @param url      of the stream
     * @param patience for the answer of its port
     * @return a sentence and what to do; empty when host and port are as they should be
     */
    static Optional<String> of(String url, Duration patience) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            return Optional.empty();
        }
        String name = address.group("host");
        try {
            InetAddress host = InetAddress.getByName(name);
            int port = address.group("port") == null ? RTSP_PORT : Integer.parseInt(address.group("port"));
            return address.group("scheme").equals("rtsp") && speaksHttp(new InetSocketAddress(host, port), patience)
                    ? Optional.of("speaks HTTP at port " + port + ", and no RTSP. Give its address as http://, or the port of its RTSP, which mostly is " + RTSP_PORT) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("has the host " + Quoted.value(name) + " in its address, a name that is not known in this network. Check how it is written, or give the number, as in 192.168.1.20");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean speaksHttp(InetSocketAddress place, Duration patience) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(place, (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write(QUESTION);
            return new String(socket.getInputStream().readNBytes(HTTP.length()), StandardCharsets.US_ASCII).equals(HTTP);
        }
    }
}
