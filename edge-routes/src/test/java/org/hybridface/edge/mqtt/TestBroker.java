// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** A real MQTT 5 broker on this machine, which can be stopped and started again on the same port. */
public final class TestBroker implements AutoCloseable {

    private final Path directory;
    private final int port;
    private String acceptorOptions = "";
    private Optional<ActiveMQJAASSecurityManager> login = Optional.empty();
    private ActiveMQServer server;

    public TestBroker(Path directory) throws IOException {
        this.directory = directory;
        this.port = freePort();
    }

    /** Mutual TLS: the broker's own PKCS#12 key store, and the one certificate of a device it lets in, as PEM. */
    TestBroker withTls(Path keyStore, String password, Path deviceCertificate) {
        acceptorOptions = ";sslEnabled=true;needClientAuth=true;keyStoreType=PKCS12;keyStorePath=" + keyStore + ";keyStorePassword=" + password
                + ";trustStoreType=PEMCA;trustStorePath=" + deviceCertificate;
        return this;
    }

    /** Lets in only who knows the password. */
    TestBroker withLogin(String user, String password) {
        SecurityConfiguration known = new SecurityConfiguration();
        known.addUser(user, password);
        known.addRole(user, "devices");
        login = Optional.of(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), known));
        return this;
    }

    public static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    public TestBroker start() throws Exception {
        WildcardConfiguration topics = new WildcardConfiguration();
        topics.setDelimiter('/');
        topics.setAnyWords('#');
        topics.setSingleWord('+');
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setBrokerInstance(directory.toFile());
        configuration.setPersistenceEnabled(false).setSecurityEnabled(login.isPresent()).setJMXManagementEnabled(false).setCriticalAnalyzer(false)
                .setWildCardConfiguration(topics)
                .addAddressSetting("#", new AddressSettings().setDefaultAddressRoutingType(RoutingType.MULTICAST)
                        .setDefaultQueueRoutingType(RoutingType.MULTICAST).setAutoCreateAddresses(true).setAutoCreateQueues(true))
                .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:" + port + "?protocols=MQTT;allowLinkStealing=true;tcpNoDelay=true" + acceptorOptions);
        if (login.isPresent()) {
            configuration.putSecurityRoles("#", Set.of(new Role("devices", true, true, true, true, true, true, true, true, true, true, false, false)));
        }
        server = new ActiveMQServerImpl(configuration, login.orElse(null));
        server.start();
        return this;
    }

    public URI url() {
        return URI.create((acceptorOptions.isEmpty() ? "tcp" : "ssl") + "://127.0.0.1:" + port);
    }

    public MqttSettings settings(String thing) {
        return new MqttSettings(url(), thing, Optional.empty(), new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty(), Clock.systemUTC()),
                Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(5), 5);
    }

    /** Clients that are connected now. */
    public int connections() {
        return server.getRemotingService().getConnections().size();
    }

    public void stop() throws Exception {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public void close() throws Exception {
        stop();
    }
}
