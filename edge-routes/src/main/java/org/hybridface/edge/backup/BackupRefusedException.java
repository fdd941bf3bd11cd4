// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.backup;

/** A backup cannot be made or restored. The text says why and what to do; nothing was changed. */
public final class BackupRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public BackupRefusedException(String message) {
        super(message);
    }
}
