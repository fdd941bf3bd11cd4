// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
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
        Path folder = Path.of(args[0]);
        DeviceOptions own = DeviceOptions.own();
        List<String> noStart = new ArrayList<>();
        int routes = Validate.run(new String[] {"edge", args[0]}, (check, files) -> RouteFaults.of(check, folder, files, own, noStart::add), System.out, System.err);
        if (routes == BAD_CALL || !Files.isDirectory(folder)) {
            return BAD_CALL;
        }
        try {
            OptionReport report = report(own, folder);
            report.notes().forEach(note -> System.out.println("note: " + note));
            // Why there is no start is most often one of these, and said better here.
            List<String> faults = report.faults().isEmpty() ? noStart : report.faults();
            faults.forEach(System.out::println);
            return faults.isEmpty() ? routes : FAULTS;
        } catch (IOException | InvalidOptionException e) {
            System.err.println("edge: " + e.getMessage());
            return BAD_CALL;
        }
    }

    private static OptionReport report(DeviceOptions own, Path routes) throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            own.giveAnyway(context);
            return OptionReport.of(own, new Options(context), routes);
        }
    }
}
