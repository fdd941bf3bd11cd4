// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

/** Sealed bytes that cannot be opened: damaged, made with another key, or moved to another place. */
public final class UnsealException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnsealException(String message) {
        super(message);
    }
}
