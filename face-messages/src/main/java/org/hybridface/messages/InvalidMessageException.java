// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

/** A message that breaks the contract of this package. The text names the field and what is wrong, never its content. */
public final class InvalidMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidMessageException(String message) {
        super(message);
    }
}
