// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyLinkTest {

    /** Long enough for a loaded machine. */
    private static final int PATIENCE_MS = 20_000;
    /** Long enough to be sure that nothing comes; nothing is proven by its being short. */
    private static final int SILENCE_MS = 300;

    private ServerSocket echo;
    private FaultyLink link;
    private final byte[] message = new byte[5000];

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(message);
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::serve, "echo");
        server.setDaemon(true);
        server.start();
        link = FaultyLink.to("test", (InetSocketAddress) echo.getLocalSocketAddress(), Content.ENCRYPTED);
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        echo.close();
    }

    @Test
    void aLinkHandsOnEveryByte() throws IOException {
        try (Socket client = connect()) {
            assertThat(echoOf(client)).isEqualTo(message);
        }
    }

    @Test
    void aCutBreaksTheConnectionsThereAreAndNewOnesUntilItIsOver() throws IOException {
        try (Socket client = connect()) {
            echoOf(client);
            link.begin(FaultKind.CUT);

            assertThatThrownBy(() -> echoOf(client)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> {
                try (Socket another = connect()) {
                    echoOf(another);
                }
            }).isInstanceOf(IOException.class);
        }
        link.end();
        try (Socket client = connect()) {
            assertThat(echoOf(client)).isEqualTo(message);
        }
    }

    @Test
    void whatAFrozenLinkHeldBackArrivesAfterwards() throws IOException {
        try (Socket client = connect()) {
            echoOf(client);
            link.begin(FaultKind.FREEZE);
            client.setSoTimeout(SILENCE_MS);
            client.getOutputStream().write(message);

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            link.end();
            client.setSoTimeout(PATIENCE_MS);
            assertThat(client.getInputStream().readNBytes(message.length)).isEqualTo(message);
        }
    }

    @Test
    void aSlowLinkLosesNothing() throws IOException {
        link.begin(FaultKind.SLOW);
        try (Socket client = connect()) {
            assertThat(echoOf(client)).isEqualTo(message);
        }
    }

    @Test
    void anEncryptedStreamArrivesChanged() throws IOException {
        link.begin(FaultKind.CORRUPT);
        try (Socket client = connect()) {
            assertThat(echoOf(client)).hasSameSizeAs(message).isNotEqualTo(message);
        }
    }

    @Test
    void aPlainAnswerBreaksOffInItsMiddleAsTlsWouldEndIt() throws IOException {
        try (FaultyLink plain = FaultyLink.to("plain", (InetSocketAddress) echo.getLocalSocketAddress(), Content.PLAIN_HTTP)) {
            plain.begin(FaultKind.CORRUPT);
            try (Socket client = connect(plain.port())) {
                assertThatThrownBy(() -> assertThat(echoOf(client)).isEqualTo(message)).satisfiesAnyOf(
                        failure -> assertThat(failure).isInstanceOf(IOException.class),
                        failure -> assertThat(failure).isInstanceOf(AssertionError.class));
            }
        }
    }

    @Test
    void aLinkCannotBeKilled() {
        assertThatThrownBy(() -> link.begin(FaultKind.KILL)).isInstanceOf(IllegalArgumentException.class);
    }

    private Socket connect() throws IOException {
        return connect(link.port());
    }

    private static Socket connect(int port) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(PATIENCE_MS);
        return client;
    }

    private byte[] echoOf(Socket client) throws IOException {
        client.getOutputStream().write(message);
        byte[] answer = client.getInputStream().readNBytes(message.length);
        if (answer.length == 0) {
            throw new IOException("closed");
        }
        return answer;
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Thread one = new Thread(() -> {
                    try (client) {
                        client.getInputStream().transferTo(client.getOutputStream());
                    } catch (IOException broken) {
                        // what the link does to it
                    }
                });
                one.setDaemon(true);
                one.start();
            } catch (IOException closed) {
                return;
            }
        }
    }
}
