// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hybridface.messages.Answer;

/**
 * Answers that waited, on their way into a device's mailbox, some at a time: nobody knows how much room there is until the mailbox refuses. Immutable.
 *
 * @param thing   the device's thing name
 * @param waiting the answers that wait, by face key, oldest key first
 * @param size    how many go next
 * @param sent    how many went
 * @param over    whether there is no room for another
 */
public record Delivery(String thing, Map<String, Answer> waiting, int size, int sent, boolean over) {

    /** As many as fit into an empty mailbox of 8 KB when names are short; fewer go when it refuses. */
    private static final int MOST = 48;

    public Delivery {
        waiting = Collections.unmodifiableMap(new LinkedHashMap<>(waiting));
    }

    /** To a mailbox that was just emptied, perhaps. */
    public static Delivery toEmptyMailbox(String thing, Map<String, Answer> waiting) {
        return new Delivery(thing, waiting, MOST, 0, false);
    }

    /** To a mailbox that was full a moment ago. */
    public static Delivery toFullMailbox(String thing, Map<String, Answer> waiting) {
        return new Delivery(thing, waiting, 1, 0, false);
    }

    /** Whether there is something to be tried. */
    public boolean goesOn() {
        return !over && !waiting.isEmpty();
    }

    /** What goes next. */
    public Map<String, Answer> batch() {
        Map<String, Answer> batch = new LinkedHashMap<>();
        waiting.entrySet().stream().limit(size).forEach(each -> batch.put(each.getKey(), each.getValue()));
        return batch;
    }

    /** The batch is in the mailbox; the rest follows. */
    public Delivery sent(Map<String, Answer> left) {
        return new Delivery(thing, left, MOST, sent + batch().size(), over);
    }

    /**
     * The mailbox refused the batch. If others went before, the device is going to take those out, and then the rest follows; if not, fewer are
     * tried, and if not one fits, the device has not taken out what lies there, and when it does, all follow.
     */
    public Delivery refused() {
        return new Delivery(thing, waiting, Math.max(1, size / 2), sent, sent > 0 || size == 1);
    }

    /** Names never reach a log. */
    @Override
    public String toString() {
        return "thing=" + thing + " sent=" + sent + " waiting=" + waiting.size();
    }
}
