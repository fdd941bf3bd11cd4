// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hybridface.routecheck.Problem;
import org.hybridface.routecheck.RouteCheck;

/**
 * Of the edits of a folder those that can be taken together. A file with a fault stays as it runs, or out when it does not run yet; it spoils no
 * other. Used by one thread.
 */
final class GoodEdits {

    private final RouteCheck check;

    GoodEdits(RouteCheck check) {
        this.check = check;
    }

    /**
     * @param files    the folder as it can run
     * @param problems of the edits that are not among them
     */
    record Choice(SortedMap<String, String> files, List<Problem> problems) {
    }

    /**
     * @param running what runs
     * @param now the folder
     */
    Choice of(SortedMap<String, String> running, SortedMap<String, String> now) {
        List<Problem> problems = check.check(now);
        if (problems.isEmpty()) {
            return new Choice(now, List.of());
        }
        Set<String> faulty = problems.stream().map(Problem::file).collect(Collectors.toSet());
        SortedMap<String, String> rest = new TreeMap<>(now);
        faulty.forEach(file -> putBack(file, running, rest));
        Set<Problem> before = new HashSet<>(check.checkWithout(left(now, running), running));
        if (!rest.equals(running) && before.containsAll(faultsOfTrial(now, rest))) {
            return new Choice(rest, problems);
        }
        return oneByOne(running, now, problems, before);
    }

    /** What the check has against those files that would run. */
    List<Problem> faults(SortedMap<String, String> running, SortedMap<String, String> now) {
        return check.check(of(running, now).files());
    }

    /** The fault may lie in what an edit does to another file, for example one that sends to a route deleted here. */
    private Choice oneByOne(SortedMap<String, String> running, SortedMap<String, String> now, List<Problem> problems, Set<Problem> before) {
        SortedMap<String, String> taken = new TreeMap<>(running);
        Set<String> waiting = edited(running, now);
        Map<String, List<Problem>> reasons = new TreeMap<>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (String file : new ArrayList<>(waiting)) {
                SortedMap<String, String> trial = new TreeMap<>(taken);
                putBack(file, now, trial);
                List<Problem> faults = faultsOfTrial(now, trial).stream().filter(fault -> !before.contains(fault)).toList();
                if (faults.isEmpty()) {
                    taken = trial;
                    waiting.remove(file);
                    progress = true;
                } else {
                    reasons.put(file, faults);
                }
            }
        }
        Set<Problem> all = new LinkedHashSet<>();
        for (String file : waiting) {
            List<Problem> own = problems.stream().filter(problem -> problem.file().equals(file)).toList();
            all.addAll(own.isEmpty() ? reasons.get(file).stream().map(fault -> blamed(file, fault, now)).toList() : own);
        }
        return new Choice(taken, List.copyOf(all));
    }

    private static Problem blamed(String file, Problem fault, SortedMap<String, String> now) {
        return fault.file().equals(file) ? fault
                : new Problem(file, 1, (now.containsKey(file) ? "with this edit " : "it is deleted, and ") + fault);
    }

    private List<Problem> faultsOfTrial(SortedMap<String, String> now, SortedMap<String, String> trial) {
        return check.checkWithout(left(now, trial), trial);
    }

    /** Files of the folder that a trial leaves out. */
    private static SortedMap<String, String> left(SortedMap<String, String> now, SortedMap<String, String> trial) {
        SortedMap<String, String> left = new TreeMap<>(now);
        left.keySet().removeAll(trial.keySet());
        return left;
    }

    static Set<String> edited(SortedMap<String, String> running, SortedMap<String, String> now) {
        Set<String> names = new TreeSet<>(now.keySet());
        names.addAll(running.keySet());
        names.removeIf(name -> now.containsKey(name) == running.containsKey(name) && now.getOrDefault(name, "").equals(running.getOrDefault(name, "")));
        return names;
    }

    /** Makes a file in the second what it is in the first. */
    static void putBack(String file, SortedMap<String, String> from, SortedMap<String, String> to) {
        if (from.containsKey(file)) {
            to.put(file, from.get(file));
        } else {
            to.remove(file);
        }
    }
}
