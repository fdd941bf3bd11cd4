// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.hybridface.edge.mqtt.TestCertificates;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A camera that speaks TLS with a certificate it made itself, and somebody else at its address. */
@Timeout(60)
class TlsCameraTest extends CameraTestSupport {

    private static final byte[] JPEG = Pictures.jpeg(120);

    @TempDir
    static Path folder;

    private static Path own;
    private static Path other;

    @BeforeAll
    static void make() throws Exception {
        TestCertificates certificates = new TestCertificates(folder);
        own = certificates.make("camera", "RSA", "-1d", 10).certificate();
        other = certificates.make("other", "RSA", "-1d", 10).certificate();
    }

    @Test
    void aCameraThatShowsItsOwnCertificateIsSeen() throws Exception {
        try (TlsServer camera = new TlsServer("camera")) {
            run(camera.uri("https", "&tlsCertificate=" + own));
            await().atMost(SOON).until(() -> seen.size() > 2);
            assertThat(told).containsExactly("flowing");
        }
    }

    @Test
    void withoutTheOptionAnyCertificateWillDo() throws Exception {
        try (TlsServer camera = new TlsServer("other")) {
            run(camera.uri("https", ""));
            await().atMost(SOON).until(() -> seen.size() > 2);
        }
    }

    @Test
    void whoeverShowsAnotherGetsNeitherQuestionNorPassword() throws Exception {
        try (TlsServer camera = new TlsServer("other")) {
            run(camera.uri("https", "&tlsCertificate=" + own).replace("//", "//user:word@"));
            await().atMost(SOON).until(() -> !told.isEmpty());
            assertThat(told.get(0)).startsWith("lost").contains("or shows another certificate than the one in " + own);
            assertThat(camera.lines).isEmpty();
        }
    }

    @Test
    void anRtspStreamIsHeldToItAsWell() throws Exception {
        try (TlsServer camera = new TlsServer("camera")) {
            run(camera.uri("rtsps", "&tlsCertificate=" + other));
            await().atMost(SOON).until(() -> !told.isEmpty());
            assertThat(told.get(0)).startsWith("lost").contains("or shows another certificate than the one in " + other);
            assertThat(camera.lines).isEmpty();
        }
    }

    @Test
    void anRtspStreamWithTheRightOneIsAskedFor() throws Exception {
        try (TlsServer camera = new TlsServer("camera")) {
            run(camera.uri("rtsps", "&tlsCertificate=" + own));
            await().atMost(SOON).until(() -> !camera.lines.isEmpty());
            assertThat(camera.lines.get(0)).startsWith("OPTIONS rtsp");
        }
    }

    @Test
    void aFileThatIsNoCertificateOrAnAddressWithoutTlsIsToldBeforeAnythingIsAsked() throws Exception {
        Path none = Files.writeString(folder.resolve("none.pem"), "nothing");
        try (TlsServer camera = new TlsServer("camera")) {
            run(camera.uri("https", "&tlsCertificate=" + none));
            await().atMost(SOON).until(() -> !told.isEmpty());
            assertThat(told.get(0)).contains("the option tlsCertificate names " + none + ", which is no readable certificate");
            assertThat(camera.lines).isEmpty();
        }
        assertThat(new TlsCheck(java.util.Optional.of(own))).satisfies(check -> org.assertj.core.api.Assertions.assertThatThrownBy(() -> check.require("http://camera/video"))
                .hasMessageContaining("no address that begins with https:// or rtsps://"));
    }

    /** Answers each request with a picture. */
    private static final class TlsServer implements AutoCloseable {

        private final SSLServerSocket server;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        TlsServer(String name) throws Exception {
            char[] password = TestCertificates.password().toCharArray();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), password), password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(this::serve, "tls-camera");
            thread.setDaemon(true);
            thread.start();
        }

        String uri(String scheme, String options) {
            return "camera:" + scheme + "://127.0.0.1:" + server.getLocalPort() + "/video?fps=50&silence=3s" + options;
        }

        private void serve() {
            while (!server.isClosed()) {
                try (var viewer = server.accept(); OutputStream out = viewer.getOutputStream()) {
                    BufferedReader request = new BufferedReader(new InputStreamReader(viewer.getInputStream(), StandardCharsets.ISO_8859_1));
                    String line;
                    while ((line = request.readLine()) != null && !line.isEmpty()) {
                        lines.add(line);
                    }
                    if (line != null) {
                        out.write(WildCamera.picture(JPEG));
                    }
                } catch (IOException e) {
                    // Whoever does not trust the certificate leaves at once.
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
