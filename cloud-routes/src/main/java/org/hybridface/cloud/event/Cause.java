// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import org.hybridface.messages.LogValue;

/** Why something failed. */
public final class Cause {

    private Cause() {
    }

    /** What was thrown; Camel wraps it where a bean is asked by an expression. */
    public static Throwable itself(Throwable thrown) {
        Throwable itself = thrown;
        while (itself.getCause() != null && itself.getClass().getName().startsWith("org.apache.camel.")) {
            itself = itself.getCause();
        }
        return itself;
    }

    /** As the value of a field in a log line, on one line and within its quotes whatever a service's answer contains. */
    public static String text(Throwable thrown) {
        return LogValue.of(String.valueOf(itself(thrown).getMessage()));
    }
}
