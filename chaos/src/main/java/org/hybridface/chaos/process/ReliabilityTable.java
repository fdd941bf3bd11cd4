// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of docs/reliability.md. */
final class ReliabilityTable {

    private final Map<String, List<FaultRun.Result>> byFault = new TreeMap<>();

    void add(FaultRun.Result result) {
        byFault.computeIfAbsent(result.fault().name(), any -> new ArrayList<>()).add(result);
    }

    int runs() {
        return byFault.values().stream().mapToInt(List::size).sum();
    }

    /** In Markdown. */
    String rows() {
        StringBuilder rows = new StringBuilder("| fault | runs | faces in | persons out | lost | doubled | misnamed | stuck | asked when seen again | failed events | recovery, median | longest |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        List<FaultRun.Result> all = new ArrayList<>();
        byFault.forEach((fault, results) -> {
            rows.append(row(fault, results));
            all.addAll(results);
        });
        return rows.append(row("all", all)).toString();
    }

    private static String row(String name, List<FaultRun.Result> results) {
        int in = results.stream().mapToInt(FaultRun.Result::facesIn).sum();
        int lost = results.stream().mapToInt(result -> result.verdict().lost().size()).sum();
        List<Duration> recoveries = results.stream().map(FaultRun.Result::recovery).flatMap(Optional::stream).sorted().toList();
        return String.format(Locale.ROOT, "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %s | %s |%n", name, results.size(), in, in - lost, lost,
                results.stream().mapToInt(result -> result.verdict().doubled().size()).sum(),
                results.stream().mapToInt(result -> result.verdict().misnamed().size()).sum(),
                results.size() - recoveries.size(), results.stream().mapToInt(FaultRun.Result::seenAgain).sum(),
                results.stream().mapToInt(FaultRun.Result::failed).sum(),
                recoveries.isEmpty() ? "-" : seconds(recoveries.get(recoveries.size() / 2)),
                recoveries.isEmpty() ? "-" : seconds(recoveries.get(recoveries.size() - 1)));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
