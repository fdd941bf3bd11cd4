// SPDX-License-Identifier: Apache-2.0
package org.hybridface.examples.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hybridface.cloud.device.Delivery;
import org.hybridface.cloud.device.DeviceShadow;
import org.hybridface.cloud.device.FullMailboxException;
import org.hybridface.cloud.device.Letter;
import org.hybridface.cloud.device.Mail;
import org.hybridface.cloud.device.UndeliverableException;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mailbox by itself, behind the step that delivers a letter, and found by the function. */
class HttpMailboxTest {

    private final List<String> got = new ArrayList<>();
    private HttpServer server;
    private HttpMailbox mailbox;
    private int status = 204;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mail/", request -> {
            got.add(request.getRequestMethod() + " " + request.getRequestURI().getPath() + " "
                    + new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = request.getRequestMethod().equals("GET") ? "{\"state\":{}}".getBytes(StandardCharsets.UTF_8) : new byte[0];
            request.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            request.getResponseBody().write(body);
            request.close();
        });
        server.start();
        mailbox = new HttpMailbox(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mail"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAnswerIsMergedIntoTheDevicesMailbox() {
        new Mail(mailbox).send(new Letter("door:1", "User001", new Answer.Rejected("no-face"), new Trace(Map.of())));
        assertThat(got).singleElement().asString().startsWith("PATCH /mail/door:1 {\"state\":{\"desired\":{\"faces\":{\"User001\":").contains("no-face");
    }

    @Test
    void aFullMailboxKeepsTheLetterWaitingAScrappedDeviceIsGivenUpAndAllElseIsTriedAgain() {
        status = 413;
        assertThatThrownBy(() -> mailbox.update("door", new byte[0])).isInstanceOf(FullMailboxException.class);
        status = 410;
        assertThatThrownBy(() -> mailbox.update("door", new byte[0])).isInstanceOf(UndeliverableException.class).isNotInstanceOf(FullMailboxException.class);
        status = 503;
        assertThatThrownBy(() -> mailbox.update("door", new byte[0])).isInstanceOf(UncheckedIOException.class).hasMessageContaining("503");
    }

    @Test
    void anErasureCanLookIntoIt() {
        status = 200;
        assertThat(mailbox.read("door")).hasValueSatisfying(whole -> assertThat(new String(whole, StandardCharsets.UTF_8)).contains("state"));
        status = 404;
        assertThat(mailbox.read("door")).isEmpty();
    }

    @Test
    void theShippedRouteDeliversToIt() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("mail", new Mail(mailbox));
            context.getRegistry().bind("waiting", new NobodyWaits());
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.resolveMandatoryResource(context, "classpath:routes/cloud/tell-device.camel.yaml"));
            context.start();
            context.createProducerTemplate().send("direct:deliver", exchange -> exchange.setVariable("letter",
                    new Letter("door", "User001", new Answer.Rejected("no-face"), new Trace(Map.of()))));
        }
        assertThat(got).hasSize(1);
    }

    @Test
    void theFunctionFindsItByTheJarAlone() {
        assertThat(ServiceLoader.load(DeviceShadow.class).stream().map(ServiceLoader.Provider::type)).containsExactly(HttpMailbox.class);
    }

    /** No letter of that device is before this one. */
    public static final class NobodyWaits {

        public boolean has() {
            return false;
        }

        public Delivery add() {
            throw new UnsupportedOperationException();
        }
    }
}
