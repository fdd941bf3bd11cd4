// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.identity;

import java.nio.file.Path;

/**
 * What a device needs to prove who it is.
 *
 * @param thing           the thing name: the certificate's common name, and the MQTT client id
 * @param caFile          PEM, the authority that signed the broker's certificate
 * @param certificateFile PEM
 * @param keyFile         PEM, PKCS#8, readable by its owner only
 */
public record DeviceIdentity(String thing, Path caFile, Path certificateFile, Path keyFile) {
}
