// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

/** The demo cannot go on. The text is for the person at the terminal: what, where, and what to do. */
final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
