// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

/** A policy that this package would have to guess about. */
public final class UnsupportedPolicyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnsupportedPolicyException(String message) {
        super(message);
    }
}
