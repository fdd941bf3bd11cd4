// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.reload.RouteReload;
import org.hybridface.routecheck.Problem;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.Validate;

/** {@code bin/edge validate [folder]}: what the device's start would say about its options and route files, without starting anything. */
public final class ValidateMain {

    private static final int FAULTS = 1;
    private static final int BAD_CALL = 2;

    private ValidateMain() {
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        int routes = Validate.run(new String[] {"edge", args[0]}, ValidateMain::routeFaults, System.out, System.err);
        if (routes == BAD_CALL || !Files.isDirectory(Path.of(args[0]))) {
            return BAD_CALL;
        }
        try {
            OptionReport report = report(Path.of(args[0]));
            report.notes().forEach(note -> System.out.println("note: " + note));
            report.faults().forEach(System.out::println);
            return report.faults().isEmpty() ? routes : FAULTS;
        } catch (IOException | InvalidOptionException e) {
            System.err.println("edge: " + e.getMessage());
            return BAD_CALL;
        }
    }

    /** As the check says them, and what shows only when the files that have faults are out, as they are at the start. */
    private static List<Problem> routeFaults(RouteCheck check, Map<String, String> files) {
        Set<Problem> all = new LinkedHashSet<>(check.check(files));
        if (all.isEmpty()) {
            return List.of();
        }
        all.addAll(RouteReload.faultsAtStart(check, new TreeMap<>(files)));
        return List.copyOf(all);
    }

    private static OptionReport report(Path routes) throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            DeviceOptions own = DeviceOptions.own();
            own.giveAnyway(context);
            return OptionReport.of(own, new Options(context), routes);
        }
    }
}
