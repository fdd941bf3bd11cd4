// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rule;

/** A rule could not be evaluated for a message; the text says why. */
public final class RuleFailedException extends Exception {

    RuleFailedException(String message) {
        super(message);
    }
}
