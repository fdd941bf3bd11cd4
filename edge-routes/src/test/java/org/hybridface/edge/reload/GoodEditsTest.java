// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hybridface.routecheck.Problem;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteSide;
import org.junit.jupiter.api.Test;

/** A folder without the file that handles the errors of all routes. */
class GoodEditsTest {

    private static final String ERRORS = "on-error.camel.yaml";
    private static final SortedMap<String, String> WITHOUT = new TreeMap<>(Map.of("greet.camel.yaml", route("greet"), "mine.camel.yaml", route("mine")));

    private final GoodEdits edits = new GoodEdits(new RouteCheck(new Side()));

    private static String route(String id) {
        return "- route:\n    id: " + id + "\n    from:\n      uri: direct:" + id + "\n      steps:\n        - log: hello\n";
    }

    private static SortedMap<String, String> with(String file, String text) {
        SortedMap<String, String> files = new TreeMap<>(WITHOUT);
        files.put(file, text);
        return files;
    }

    private static SortedMap<String, String> complete() {
        return with(ERRORS, "- routeConfiguration:\n    onException:\n      - onException:\n          exception: [java.lang.Exception]\n          handled: {constant: 'true'}\n");
    }

    @Test
    void itsDeletionIsRefused() {
        GoodEdits.Choice choice = edits.of(complete(), WITHOUT);
        assertThat(choice.files()).isEqualTo(complete());
        assertThat(choice.problems()).extracting(Problem::file).containsExactly(ERRORS);
    }

    @Test
    void theOtherFilesRunWithoutItAndTakeEdits() {
        assertThat(edits.of(new TreeMap<>(), complete()).problems()).isEmpty();
        GoodEdits.Choice start = edits.of(new TreeMap<>(), WITHOUT);
        assertThat(start.files()).isEqualTo(WITHOUT);
        assertThat(start.problems()).extracting(Problem::file).containsExactly(ERRORS);
        SortedMap<String, String> edited = with("mine.camel.yaml", route("mine").replace("hello", "good morning"));
        assertThat(edits.of(WITHOUT, edited).files()).isEqualTo(edited);
    }

    @Test
    void oneWithAFaultIsLeftOutAndTheOthersRun() {
        GoodEdits.Choice start = edits.of(new TreeMap<>(), with(ERRORS, "- routeConfiguration:\n    onExeption: []\n"));
        assertThat(start.files()).isEqualTo(WITHOUT);
        assertThat(start.problems()).extracting(Problem::file).contains(ERRORS);
    }

    private static final class Side implements RouteSide {

        @Override
        public String name() {
            return "test";
        }

        @Override
        public Map<String, String> options() {
            return Map.of();
        }

        @Override
        public Map<String, Class<?>> beans() {
            return Map.of();
        }

        @Override
        public Set<String> shipped() {
            return Set.of("greet.camel.yaml", ERRORS);
        }

        @Override
        public Optional<String> errorsOfAll() {
            return Optional.of(ERRORS);
        }
    }
}
