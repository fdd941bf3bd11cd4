// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.nio.file.Path;
import org.hybridface.local.identity.DeviceIdentity;

/**
 * What a device needs to connect.
 *
 * @param mqttUrl  for {@code mqtt.url}
 * @param fleetKey for {@code gallery.key.file}: all devices of the cloud have the same
 * @param identity files for {@code mqtt.ca.file}, {@code mqtt.certificate.file} and {@code mqtt.key.file}
 */
public record Device(String mqttUrl, Path fleetKey, DeviceIdentity identity) {

    /** The thing name: {@code edge.thing}, and the MQTT client id. */
    public String thing() {
        return identity.thing();
    }
}
