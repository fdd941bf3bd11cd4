// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Processor;

/** Route files: whatever somebody saved, the check answers with problems that name a line, and with nothing else. */
public final class RouteFileFuzz {

    private static final RouteCheck CHECK = new RouteCheck(new Side());

    private RouteFileFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] yaml) {
        String text = new String(yaml, StandardCharsets.UTF_8);
        for (Problem problem : CHECK.check(Map.of("fuzz.camel.yaml", text))) {
            if (problem.line() < 1 || problem.reason().isBlank() || problem.toString().lines().count() != 1) {
                throw new AssertionError("a problem that helps nobody: " + problem);
            }
        }
    }

    /** A side with a bean of each kind a route refers to. */
    private static final class Side implements RouteSide {

        @Override
        public String name() {
            return "fuzz";
        }

        @Override
        public Map<String, String> options() {
            return Map.of("in.dir", "in");
        }

        @Override
        public Map<String, Class<?>> beans() {
            return Map.of("greeter", String.class, "worker", Processor.class, "threads", ExecutorService.class);
        }
    }
}
