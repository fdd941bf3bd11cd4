// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

/** The journal says nothing of what was asked for; the message is for the person who asked. */
public final class NothingKnownException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NothingKnownException(String message) {
        super(message);
    }
}
