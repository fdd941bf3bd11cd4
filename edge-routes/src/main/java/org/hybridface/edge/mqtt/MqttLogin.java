// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

/** User and password for a broker that asks for them. */
public record MqttLogin(String user, String password) {

    /** Without the password, wherever this is printed. */
    @Override
    public String toString() {
        return "MqttLogin[" + user + "]";
    }
}
