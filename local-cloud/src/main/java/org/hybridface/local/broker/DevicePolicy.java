// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

/** Decides what a device may do on the broker. Implementations are thread safe. */
@FunctionalInterface
public interface DevicePolicy {

    /**
     * @param device who asks
     * @param action what for
     * @param name   the client id, topic or topic filter, by the action
     */
    boolean allows(Device device, DeviceAction action, String name);

    /**
     * A connected client.
     *
     * @param thing    the thing its certificate is attached to: the certificate's common name
     * @param clientId what it calls itself in this connection
     */
    record Device(String thing, String clientId) {
    }
}
