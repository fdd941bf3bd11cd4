// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

/** A device's files cannot be written. The text says why and what to do. */
final class DeviceFilesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeviceFilesException(String message) {
        super(message);
    }
}
