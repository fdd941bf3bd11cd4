// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routemutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A JVM that runs tests as often as it is asked to: a line with classes, methods ({@code class#method}) or JUnit's unique ids of tests comes in, a line with the first test that
 * failed, or that none did, goes out. One mutant after the other finds Camel and JUnit warm.
 */
final class TestWorker {

    /** Begins the lines that are answers; tests and logs print others. */
    static final String ANSWER = "@mutant ";
    static final String ALL_PASSED = "all-passed";
    static final String SEPARATOR = "\t";

    private final Launcher launcher = LauncherFactory.create();

    private TestWorker() {
    }

    public static void main(String[] args) throws IOException {
        TestWorker worker = new TestWorker();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            System.out.println(System.lineSeparator() + ANSWER + worker.firstFailure(question.split(SEPARATOR)).orElse(ALL_PASSED));
            System.out.flush();
        }
        // Threads that tests left behind must not keep the JVM.
        Runtime.getRuntime().halt(0);
    }

    private Optional<String> firstFailure(String... tests) {
        StopAfterFailure.reset();
        for (String test : tests) {
            FirstFailure listener = new FirstFailure();
            launcher.execute(LauncherDiscoveryRequestBuilder.request().selectors(selector(test))
                    .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true").build(), listener);
            if (listener.failed != null) {
                return Optional.of(listener.failed);
            }
        }
        return Optional.empty();
    }

    private static DiscoverySelector selector(String test) {
        if (test.startsWith("[")) {
            return selectUniqueId(test);
        }
        return test.contains("#") ? selectMethod(test) : selectClass(test);
    }

    private static final class FirstFailure implements TestExecutionListener {

        private String failed;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (failed == null && result.getStatus() == TestExecutionResult.Status.FAILED) {
                failed = test.getUniqueId();
            }
        }
    }
}
