// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.app.Doctor.Finding;
import org.hybridface.edge.app.Doctor.State;

/** {@code bin/edge doctor}: a line for everything the device needs, also while it runs. Exit code 1 when something is not as it must be. */
public final class DoctorMain {

    private static final int EXIT_BAD = 1;

    private DoctorMain() {
    }

    public static void main(String[] args) throws IOException {
        System.exit(run(DeviceOptions.own(), Clock.systemUTC(), System.out));
    }

    static int run(DeviceOptions own, Clock clock, PrintStream out) throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            own.giveAnyway(context);
            List<Finding> findings = new Doctor(context, own, EdgeMain.routes(), clock).findings();
            findings.forEach(finding -> out.printf(Locale.ROOT, "%-4s %-11s %s%n", finding.state().name().toLowerCase(Locale.ROOT), finding.what(),
                    finding.text()));
            return findings.stream().anyMatch(finding -> finding.state() == State.BAD) ? EXIT_BAD : 0;
        }
    }
}
