// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.hybridface.edge.print.Masked;
import org.hybridface.edge.print.Reason;
import org.hybridface.edge.store.DirectoryInUseException;
import org.hybridface.edge.store.UnusableKeyException;
import org.hybridface.vision.VisionException;

/**
 * Says in one line why the program could not start: the innermost cause knows what, where and what to do. What lies below a {@link VisionException} only knows
 * what a library said.
 */
final class Problem {

    private Problem() {
    }

    static boolean isOption(Throwable problem) {
        return chain(problem).stream().anyMatch(cause -> cause instanceof InvalidOptionException
                || cause instanceof UnusableKeyException || cause instanceof DirectoryInUseException || cause instanceof VisionException || cause instanceof IllegalArgumentException);
    }

    static String inOneLine(Throwable problem) {
        Throwable innermost = chain(problem).stream().filter(VisionException.class::isInstance).findFirst().orElse(chain(problem).peekLast());
        String text = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
        if (innermost instanceof IOException io && !innermost.getClass().getName().startsWith("org.hybridface")) {
            return Masked.of(Reason.of(io).replaceAll("\\s*\\R\\s*", " "));
        }
        boolean ours = innermost.getClass().getName().startsWith("org.hybridface") || innermost instanceof IllegalArgumentException;
        return Masked.of((ours ? text : innermost.getClass().getSimpleName() + ": " + text).replaceAll("\\s*\\R\\s*", " "));
    }

    private static Deque<Throwable> chain(Throwable problem) {
        Deque<Throwable> chain = new ArrayDeque<>();
        for (Throwable cause = problem; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.addLast(cause);
        }
        return chain;
    }
}
