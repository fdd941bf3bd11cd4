// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.store.DataDirectory;
import org.hybridface.edge.upgrade.Upgrade;
import org.hybridface.routecheck.RouteCheck;

/** {@code bin/edge upgrade <folder>}, called of the new version: the device in that folder becomes this version, and stays its owner's. */
public final class UpgradeMain {

    private static final int EXIT_REFUSED = 1;
    private static final int EXIT_BAD_CALL = 2;

    private UpgradeMain() {
    }

    /** @param args home of the new version, then the device's */
    public static void main(String[] args) {
        System.exit(run(Path.of(args[0]).toAbsolutePath().normalize(), Path.of(args[1]).toAbsolutePath().normalize()));
    }

    private static int run(Path fresh, Path device) {
        if (!Files.isDirectory(device.resolve("lib")) || !Files.isDirectory(device.resolve("routes"))) {
            System.err.println("edge: there is no device in " + device + ": give the folder that has its bin, lib and routes");
            return EXIT_BAD_CALL;
        }
        if (device.equals(fresh)) {
            System.err.println("edge: " + device + " is this version itself: unzip the new one elsewhere, and call its bin/edge upgrade " + device);
            return EXIT_BAD_CALL;
        }
        try {
            Optional<String> holder = holder(device);
            if (holder.isPresent()) {
                System.err.println("edge: stop the device first: its data are in use by " + holder.get());
                return EXIT_REFUSED;
            }
            Upgrade.run(fresh, device).forEach(System.out::println);
            List<org.hybridface.routecheck.Problem> faults = new RouteCheck(new EdgeSide()).check(RouteCheck.read(device.resolve("routes")));
            faults.forEach(fault -> System.out.println("fault: " + fault));
            System.out.println(device + " is this version now; what was there before is in " + device.resolve("before-upgrade")
                    + (faults.isEmpty() ? "" : ". Mend the faults, or the edited file's routes do not run"));
            return faults.isEmpty() ? 0 : EXIT_REFUSED;
        } catch (IOException | RuntimeException e) {
            System.err.println("edge: " + Problem.inOneLine(e) + "; run this as the owner of " + device);
            return EXIT_REFUSED;
        }
    }

    private static Optional<String> holder(Path device) throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            DeviceOptions.own().give(context);
            for (Path data : List.of(new Options(context).requiredPath("edge.data.dir"), device.resolve("data"))) {
                Optional<String> holder = Files.isDirectory(data) ? DataDirectory.heldBy(data) : Optional.empty();
                if (holder.isPresent()) {
                    return holder;
                }
            }
            return Optional.empty();
        }
    }
}
