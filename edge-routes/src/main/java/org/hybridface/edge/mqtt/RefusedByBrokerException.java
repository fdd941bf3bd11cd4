// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

/** The broker said no. The text says to what. */
public final class RefusedByBrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedByBrokerException(String message) {
        super(message);
    }
}
