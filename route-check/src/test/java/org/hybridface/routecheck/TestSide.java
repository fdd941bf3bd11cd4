// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Processor;

/** A side with one bean of each kind. */
public final class TestSide implements RouteSide {

    /** A bean with a method. */
    public interface Greeter {
        String greet(String whom);
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("in.dir", "in", "source", "file:in?delay=500", "poll.delay", "100");
    }

    @Override
    public Map<String, String> notCarriedOut() {
        return Map.of("rest", "write platform-http");
    }

    @Override
    public Set<String> shipped() {
        return Set.of("shipped-with-a-long-name.camel.yaml", "shipped-errors.camel.yaml");
    }

    @Override
    public Optional<String> errorsOfAll() {
        return Optional.of("shipped-errors.camel.yaml");
    }

    @Override
    public Map<String, Class<?>> beans() {
        return Map.of("greeter", Greeter.class, "worker", Processor.class, "threads", ExecutorService.class);
    }
}
