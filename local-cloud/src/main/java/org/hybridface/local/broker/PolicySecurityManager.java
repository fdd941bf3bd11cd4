// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.NoCacheLoginException;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.hybridface.local.broker.DevicePolicy.Device;
import org.hybridface.messages.LogValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the policy about publishing and subscribing. User names and passwords play no part: TLS has proved the certificate, and
 * {@link ConnectionGuard} has matched it with the client id.
 */
final class PolicySecurityManager implements ActiveMQSecurityManager5 {

    private static final Logger LOG = LoggerFactory.getLogger(PolicySecurityManager.class);

    private final DevicePolicy policy;

    PolicySecurityManager(DevicePolicy policy) {
        this.policy = policy;
    }

    @Override
    public Subject authenticate(String user, String password, RemotingConnection connection, String securityDomain)
            throws NoCacheLoginException {
        return Connections.device(connection).map(device -> {
            Subject subject = new Subject();
            subject.getPrincipals().add(new UserPrincipal(device.thing()));
            subject.getPublicCredentials().add(device);
            return subject;
        }).orElse(null);
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
        if (subject == null) {
            return false;
        }
        Optional<Device> device = subject.getPublicCredentials(Device.class).stream().findFirst();
        String topic = topic(address);
        boolean allowed = device.isPresent() && (Connections.isService(device.get()) || allows(device.get(), check, topic));
        if (!allowed) {
            LOG.warn("refused by the IoT policy: thing={} action={} topic={}", device.map(Device::thing).orElse("unknown"),
                    check == CheckType.SEND ? "publish" : check == CheckType.CREATE_ADDRESS ? "publish-or-subscribe" : "subscribe", LogValue.of(topic));
        }
        return allowed;
    }

    /** Artemis appends its queue's name to a filter; the guard lets no client do that. */
    private static String topic(String address) {
        int queue = address.indexOf(IotTopic.QUEUE_SEPARATOR);
        return queue < 0 ? address : address.substring(0, queue);
    }

    private boolean allows(Device device, CheckType check, String address) {
        return switch (check) {
            case SEND -> policy.allows(device, DeviceAction.PUBLISH, address);
            case CONSUME, BROWSE, CREATE_DURABLE_QUEUE, CREATE_NON_DURABLE_QUEUE ->
                policy.allows(device, DeviceAction.SUBSCRIBE, address);
            // Artemis makes an address at the first publish or subscribe to it, which is asked about by itself.
            case CREATE_ADDRESS -> policy.allows(device, DeviceAction.PUBLISH, address)
                    || policy.allows(device, DeviceAction.SUBSCRIBE, address);
            // Ending a subscription or session.
            case DELETE_ADDRESS, DELETE_DURABLE_QUEUE, DELETE_NON_DURABLE_QUEUE -> true;
            default -> false;
        };
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
        return false;
    }
}
