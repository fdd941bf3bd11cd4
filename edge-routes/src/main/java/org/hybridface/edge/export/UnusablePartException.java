// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.export;

/** What was given as the cloud's part cannot be put into an export; the text says why, and what to give. */
public final class UnusablePartException extends Exception {

    private static final long serialVersionUID = 1;

    UnusablePartException(String message) {
        super(message, null, false, false);
    }
}
