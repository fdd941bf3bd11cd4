// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

/** A PEM file cannot be used. The text says which one, why, and what to do. */
public final class TlsFileException extends Exception {

    private static final long serialVersionUID = 1L;

    public TlsFileException(String message) {
        super(message);
    }
}
