// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Goes to the broker's door and no further: a second MQTT connection under this device's name would end that of the running device.
 */
public final class BrokerVisit {

    private BrokerVisit() {
    }

    /** Why the broker cannot be reached, or does not show a certificate that this device trusts; empty when all is well. */
    public static Optional<String> problem(MqttSettings settings) {
        URI url = settings.url();
        int patienceMs = (int) settings.connectTimeout().toMillis();
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, url.getPort()), patienceMs);
            if (settings.isTls()) {
                socket.setSoTimeout(patienceMs);
                greet(settings, socket, host);
            }
            return Optional.empty();
        } catch (IOException | TlsFileException e) {
            return Optional.of(ConnectFault.of(e, url));
        }
    }

    private static void greet(MqttSettings settings, Socket socket, String host) throws IOException, TlsFileException {
        try (SSLSocket tls = (SSLSocket) settings.tls().socketFactory().createSocket(socket, host, settings.url().getPort(), true)) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
        }
    }

    /**
     * When this device's certificate ends; empty without TLS.
     *
     * @throws TlsFileException when the certificate cannot be read
     */
    public static Optional<Instant> certificateEnds(MqttSettings settings) throws TlsFileException {
        return settings.isTls() ? Optional.of(settings.tls().ends()) : Optional.empty();
    }
}
