// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

/**
 * What is said of this device once it is gone: by the broker when the connection breaks, by the device itself when it stops.
 *
 * @param topic   where
 * @param payload what, a JSON document
 */
public record MqttWill(String topic, byte[] payload) {
}
