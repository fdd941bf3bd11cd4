// SPDX-License-Identifier: Apache-2.0
package org.hybridface.fuzz;

import java.util.function.Predicate;

/** What a reader may throw at what it cannot read; all else is a finding. */
public final class Expected {

    /** A step that may throw. */
    public interface Reading {
        void run() throws Exception;
    }

    private Expected() {
    }

    /** Passes on whatever is thrown that is of none of these kinds. */
    @SafeVarargs
    public static void only(Reading reading, Class<? extends Exception>... kinds) {
        only(reading, thrown -> {
            for (Class<? extends Exception> kind : kinds) {
                if (kind.isInstance(thrown)) {
                    return true;
                }
            }
            return false;
        });
    }

    public static void only(Reading reading, Predicate<Exception> expected) {
        try {
            reading.run();
        } catch (Exception e) {
            if (!expected.test(e)) {
                throw new AssertionError("a reader threw what its contract does not name: " + e, e);
            }
        }
    }
}
