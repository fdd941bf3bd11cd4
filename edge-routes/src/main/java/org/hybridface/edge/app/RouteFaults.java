// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hybridface.edge.reload.RouteReload;
import org.hybridface.edge.reload.RouteTrial;
import org.hybridface.routecheck.Problem;
import org.hybridface.routecheck.RouteCheck;

/** What the device's start would say about its route files. */
final class RouteFaults {

    private RouteFaults() {
    }

    /**
     * All that the check finds, and what shows only when the files that have faults are out and Camel builds the others, as they are at the start.
     *
     * @param files       of the folder, by name
     * @param noStart     told why there would be no start at all, which the options are to blame for; then nothing is built
     */
    static List<Problem> of(RouteCheck check, Path folder, Map<String, String> files, DeviceOptions own, Consumer<String> noStart) {
        List<Problem> atStart;
        try (TrialProgram program = new TrialProgram(own)) {
            atStart = RouteReload.faultsAtStart(check, new TreeMap<>(files), new RouteTrial(program.context(), folder)::faults);
        } catch (RuntimeException e) {
            noStart.accept(org.hybridface.edge.app.Problem.inOneLine(e));
            atStart = RouteReload.faultsAtStart(check, new TreeMap<>(files), built -> List.of());
        }
        if (atStart.isEmpty()) {
            return List.of();
        }
        Set<Problem> all = new LinkedHashSet<>(check.check(files));
        all.addAll(atStart);
        return List.copyOf(all);
    }
}
