// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.shadow;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hybridface.edge.cache.AppliedAnswer;

/** Several that are told, in the order in which they came. Thread safe. */
public final class AnswerListeners implements AnswerListener {

    private final List<AnswerListener> all;

    public AnswerListeners(AnswerListener... first) {
        all = new CopyOnWriteArrayList<>(Arrays.asList(first));
    }

    public void add(AnswerListener listener) {
        all.add(listener);
    }

    @Override
    public void applied(AppliedAnswer answer) {
        all.forEach(listener -> listener.applied(answer));
    }
}
