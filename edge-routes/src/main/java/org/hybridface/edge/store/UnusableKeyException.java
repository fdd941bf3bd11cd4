// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

/** The device's key file cannot be used. The text says what is wrong, where, and what to do. */
public final class UnusableKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableKeyException(String message) {
        super(message);
    }
}
