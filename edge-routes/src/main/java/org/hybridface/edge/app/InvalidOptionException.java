// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

/** An option cannot be used. The text says which, what is wrong and what to give. */
public final class InvalidOptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String option;

    public InvalidOptionException(String message) {
        this("", message);
    }

    /** @param option the one that is to be changed */
    InvalidOptionException(String option, String message) {
        super(message);
        this.option = option;
    }

    /** Empty when it is not one alone. */
    String option() {
        return option;
    }
}
