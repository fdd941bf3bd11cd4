// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.hybridface.local.files.PrivateFiles;
import org.hybridface.local.identity.CertificateAuthority;
import org.hybridface.messages.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MQTT 5 broker on 127.0.0.1. Keeps nothing after its end. A second connection with a client id closes the first, as in AWS IoT.
 */
public final class Broker implements AutoCloseable {

    /** The MQTT user property in which every delivered message carries its publisher's authenticated client id. */
    public static final String CLIENT_ID_PROPERTY = "hybridface-client-id";

    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
    private static final String ACCEPTOR = "mqtt";
    /** What AWS IoT announces in its CONNACK: 146 KB, the payload's 128 KB and room for topic and properties. */
    private static final int MAX_PACKET_BYTES = 146 * 1024;

    private final ActiveMQServer server;
    private final int port;

    private Broker(ActiveMQServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * @param port      0 for any free one
     * @param directory for the broker's own key store
     * @param authority signs the broker's certificate; devices need one of its certificates
     * @throws IOException when the port is taken, saying which, or the broker does not start
     */
    public static Broker start(int port, Path directory, CertificateAuthority authority, DevicePolicy policy) throws IOException {
        // Artemis would start without its acceptor and only log that the port is taken.
        requireFree(port);
        PrivateFiles.folder(directory);
        Path keyStore = directory.resolve("broker.p12");
        String password = UUID.randomUUID().toString();
        authority.server().writeKeyStore(keyStore, password);
        Configuration configuration = configuration(directory);
        ActiveMQServer server = new ActiveMQServerImpl(configuration, null, new PolicySecurityManager(policy));
        try {
            configuration.addAcceptorConfiguration(ACCEPTOR, acceptor(port, keyStore, password, authority.caFile()));
            server.start();
            NettyAcceptor acceptor = (NettyAcceptor) server.getRemotingService().getAcceptor(ACCEPTOR);
            if (!server.isStarted() || acceptor == null || acceptor.getActualPort() <= 0) {
                throw new BindException("the acceptor did not start");
            }
            server.getRemotingService().addIncomingInterceptor(new ConnectionGuard(policy, Limits.MQTT_PAYLOAD_BYTES));
            server.getRemotingService().addOutgoingInterceptor(new ReceiveGuard(policy));
            server.getRemotingService().addOutgoingInterceptor(new QosLimit());
            server.registerBrokerPlugin(new ClientIdStamp());
            LOG.info("started service=mqtt address=127.0.0.1:{}", acceptor.getActualPort());
            return new Broker(server, acceptor.getActualPort());
        } catch (Exception e) {
            stop(server);
            throw new IOException("the MQTT broker did not start on port " + port + " of 127.0.0.1: " + e.getMessage(), e);
        }
    }

    private static void requireFree(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            LOG.debug("port {} is free", probe.getLocalPort());
        } catch (BindException e) {
            throw new IOException("port " + port + " of 127.0.0.1, wanted for the local MQTT broker, is in use: stop what listens "
                    + "there or choose another port", e);
        }
    }

    public int port() {
        return port;
    }

    /** The message that is kept for whoever subscribes to a topic later. */
    public Optional<byte[]> retained(String topic) {
        Queue queue = server.locateQueue(MQTTUtil.getCoreRetainAddressFromMqttTopic(topic, server.getConfiguration().getWildcardConfiguration()));
        if (queue == null) {
            return Optional.empty();
        }
        try (LinkedListIterator<MessageReference> messages = queue.browserIterator()) {
            if (!messages.hasNext()) {
                return Optional.empty();
            }
            ActiveMQBuffer body = messages.next().getMessage().toCore().getReadOnlyBodyBuffer();
            byte[] payload = new byte[body.readableBytes()];
            body.readBytes(payload);
            return Optional.of(payload);
        }
    }

    /** What MQTT clients connect to. */
    public String url() {
        return "ssl://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stop(server);
        LOG.info("stopped service=mqtt");
    }

    private static Configuration configuration(Path directory) {
        // Topics are addresses as they are, so that policies and logs show what clients sent.
        WildcardConfiguration topics = new WildcardConfiguration();
        topics.setDelimiter('/');
        topics.setAnyWords('#');
        topics.setSingleWord('+');
        AddressSettings settings = new AddressSettings()
                .setDefaultAddressRoutingType(RoutingType.MULTICAST).setDefaultQueueRoutingType(RoutingType.MULTICAST)
                .setAutoCreateAddresses(true).setAutoCreateQueues(true).setAutoDeleteAddresses(true).setAutoDeleteQueues(true)
                .setMaxDeliveryAttempts(-1);
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setBrokerInstance(directory.toFile());
        return configuration
                .setName("hybrid-face-local-cloud")
                .setPersistenceEnabled(false)
                .setSecurityEnabled(true)
                // Decisions are not cached: the same user name stands for different client ids.
                .setSecurityInvalidationInterval(0)
                .setJMXManagementEnabled(false)
                .setMessageCounterEnabled(false)
                .setCriticalAnalyzer(false)
                .setWildCardConfiguration(topics)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .addAddressSetting("#", settings);
    }

    private static String acceptor(int port, Path keyStore, String password, Path caFile) {
        return "tcp://127.0.0.1:" + port + "?protocols=MQTT;sslEnabled=true;needClientAuth=true;enabledProtocols=TLSv1.2,TLSv1.3"
                + ";keyStoreType=PKCS12;keyStorePath=" + keyStore.toUri().getPath() + ";keyStorePassword=" + password
                + ";trustStoreType=PEMCA;trustStorePath=" + caFile.toUri().getPath()
                // Two connections of one client id: the newer wins. Aliases would hide topics from the policy.
                + ";allowLinkStealing=true;topicAliasMaximum=0;maximumPacketSize=" + MAX_PACKET_BYTES
                + ";tcpNoDelay=true;closeMqttConnectionOnPublishAuthorizationFailure=true";
    }

    private static void stop(ActiveMQServer server) {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the MQTT broker did not stop clean: {}", e.toString());
        }
    }
}
