// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hybridface.cloud.event.Json;

/** One run of the sweeper: where it is, and what it did. For one thread. */
public final class Sweep {

    private final Instant deadline;
    private final String requestId;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Instant began;
    private Optional<Progress> progress;

    Sweep(Progress from, Instant deadline, String requestId) {
        this.progress = Optional.of(from);
        this.began = from.began();
        this.deadline = deadline;
        this.requestId = requestId;
    }

    /** When Lambda ends this run. */
    Instant deadline() {
        return deadline;
    }

    String requestId() {
        return requestId;
    }

    boolean isComplete() {
        return progress.isEmpty();
    }

    Progress at() {
        return progress.orElseGet(() -> Progress.start(began));
    }

    void goOnAfter(Page<?> page) {
        progress = at().after(page);
    }

    void count(String what) {
        count(what, 1);
    }

    void count(String what, int times) {
        counts.merge(what, times, Integer::sum);
    }

    ObjectNode report() {
        ObjectNode report = Json.MAPPER.createObjectNode().put("status", isComplete() ? "swept" : "to be continued");
        counts.forEach(report::put);
        return report;
    }
}
