// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.BiFunction;

/** The command: {@code Validate <side> <folder>} prints what is wrong in the folder's route files, a line for each fault. */
public final class Validate {

    private static final int FAULTS = 1;
    private static final int BAD_CALL = 2;

    private Validate() {
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** @return 0 when all is well, 1 for faults in the files, 2 when it could not look */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, RouteCheck::check, out, err);
    }

    /**
     * @param faults what is wrong with files, by name and content, for a side that says more of them
     * @return as {@link #run(String[], PrintStream, PrintStream)}
     */
    public static int run(String[] args, BiFunction<RouteCheck, Map<String, String>, List<Problem>> faults, PrintStream out, PrintStream err) {
        if (args.length != 2) {
            err.println("validate: give the side (edge, cloud or local) and the folder with its *" + RouteFile.SUFFIX + " files");
            return BAD_CALL;
        }
        RouteSide side = ServiceLoader.load(RouteSide.class).stream().map(ServiceLoader.Provider::get)
                .filter(one -> one.name().equals(args[0])).findFirst().orElse(null);
        Path folder = Path.of(args[1]);
        if (side == null || !Files.isDirectory(folder)) {
            err.println("validate: " + (side == null ? "there is no side '" + args[0] + "' on this class path" : folder + " is no folder"));
            return BAD_CALL;
        }
        try {
            Map<String, String> files = RouteCheck.read(folder);
            RouteCheck.ignored(folder).values().forEach(note -> out.println("note: " + note));
            if (files.isEmpty()) {
                err.println("validate: there is no *" + RouteFile.SUFFIX + " in " + folder);
                return BAD_CALL;
            }
            return report(faults.apply(new RouteCheck(side), files), files, folder, out);
        } catch (IOException e) {
            err.println("validate: " + folder + " cannot be read: " + e);
            return BAD_CALL;
        }
    }

    private static int report(List<Problem> problems, Map<String, String> files, Path folder, PrintStream out) {
        problems.forEach(problem -> out.println(folder.resolve(problem.file()) + ":" + problem.line() + ": " + problem.reason()));
        out.println(files.size() + " route files in " + folder + ": " + (problems.isEmpty() ? "no faults"
                : problems.size() + (problems.size() == 1 ? " fault" : " faults")));
        return problems.isEmpty() ? 0 : FAULTS;
    }
}
