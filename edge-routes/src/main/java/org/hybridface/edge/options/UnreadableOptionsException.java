// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.options;

/** A file of options cannot be read at all. The text says which, why and what to do. */
public final class UnreadableOptionsException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableOptionsException(String message) {
        super(message);
    }
}
