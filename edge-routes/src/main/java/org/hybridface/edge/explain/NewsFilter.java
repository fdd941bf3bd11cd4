// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells news from what was said of a face already: a view that is refused 25 times a second is one line. Told the time. Thread safe. */
public final class NewsFilter {

    /** A state that flickers is told this often at most. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** A state that lasts is told again after this, so that the journal shows it lasts. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private static final int FACES = 1000;

    private record Told(Object state, Instant at) {
    }

    private final Map<String, Told> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
            return size() > FACES;
        }
    };

    /** Whether this state of a face is to be told now; if so, it counts as told. */
    public synchronized boolean isNews(String key, Object state, Instant now) {
        Told last = told.get(key);
        Duration wait = last == null ? Duration.ZERO : last.state().equals(state) ? AGAIN : QUIET;
        boolean news = last == null || !now.isBefore(last.at().plus(wait));
        if (news) {
            told.put(key, new Told(state, now));
        }
        return news;
    }
}
