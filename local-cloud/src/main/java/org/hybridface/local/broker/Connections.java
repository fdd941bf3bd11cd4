// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.hybridface.local.broker.DevicePolicy.Device;

/** What the broker knows of a connection: its certificate's name, and the client id of its CONNECT. */
final class Connections {

    /** The local cloud's own clients: no thing name can start like this, and only our authority signs certificates. */
    private static final String SERVICE = "$";
    private static final AttributeKey<Device> DEVICE = AttributeKey.valueOf("hybridface.device");

    private Connections() {
    }

    /** Remembers the client id; to be called once, with the CONNECT packet. Empty when there is no usable certificate. */
    static Optional<Device> connected(RemotingConnection connection, String clientId) {
        Optional<Device> device = commonName(connection).map(thing -> new Device(thing, clientId));
        device.ifPresent(known -> channel(connection).attr(DEVICE).set(known));
        return device;
    }

    static Optional<Device> device(RemotingConnection connection) {
        return connection == null ? Optional.empty() : Optional.ofNullable(channel(connection).attr(DEVICE).get());
    }

    static Channel channel(RemotingConnection connection) {
        return ((NettyConnection) connection.getTransportConnection()).getChannel();
    }

    static boolean isService(Device device) {
        return device.thing().startsWith(SERVICE);
    }

    private static Optional<String> commonName(RemotingConnection connection) {
        X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
        if (chain == null || chain.length == 0) {
            return Optional.empty();
        }
        try {
            return new LdapName(chain[0].getSubjectX500Principal().getName()).getRdns().stream()
                    .filter(rdn -> rdn.getType().equalsIgnoreCase("CN")).map(Rdn::getValue).map(Object::toString).findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
