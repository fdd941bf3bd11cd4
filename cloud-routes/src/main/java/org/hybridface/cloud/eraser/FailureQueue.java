// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.eraser;

import java.util.List;
import java.util.function.Predicate;

/** Events that failed for good. Failures that may pass are thrown as they are. Thread safe. */
public interface FailureQueue {

    /**
     * Deletes messages.
     *
     * @param unwanted says by a message's body whether it goes
     * @return how many went
     */
    int delete(Predicate<String> unwanted);

    /** The bodies of such messages. */
    List<String> find(Predicate<String> wanted);
}
