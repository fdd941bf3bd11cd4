// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.hybridface.cloud.eraser.FailureQueue;

/** A failure queue in memory. */
final class MemoryFailures implements FailureQueue {

    final List<String> messages = new ArrayList<>();

    @Override
    public int delete(Predicate<String> unwanted) {
        Run.about("delete failures");
        int before = messages.size();
        messages.removeIf(unwanted);
        return before - messages.size();
    }

    @Override
    public List<String> find(Predicate<String> wanted) {
        return messages.stream().filter(wanted).toList();
    }
}
