// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hybridface.cloud.event.Claim;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.Match;
import org.hybridface.messages.Answer;
import org.junit.jupiter.api.Test;

/** What docs/routes.md says is in the variables of a face's routes is there. */
class VariablesPageTest {

    private static final Map<String, List<Class<?>>> TYPES = Map.of("event", List.of(FaceEvent.class), "claim", List.of(Claim.class),
            "match", List.of(Match.class), "enrolled", List.of(EnrolledFace.class),
            "answer", List.of(Answer.Named.class, Answer.Enrolled.class, Answer.Rejected.class));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|([^|]*)\\|([^|]*)\\|$");
    private static final Pattern FIELD = Pattern.compile("`(\\w+)`");

    @Test
    void eachFieldThatThePageNamesIsInTheVariable() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("project.root"), "docs/routes.md"));
        String table = page.substring(page.indexOf("## Edit a route of the cloud"), page.indexOf("## When a step fails"));
        List<MatchResult> rows = ROW.matcher(table).results().toList();
        assertThat(rows).extracting(row -> row.group(1)).containsExactlyInAnyOrderElementsOf(TYPES.keySet());
        assertThat(rows).allSatisfy(row -> assertThat(FIELD.matcher(row.group(3)).results().map(field -> field.group(1)).toList())
                .as("what the page says of %s", row.group(1)).isNotEmpty().isSubsetOf(words(TYPES.get(row.group(1)))));
    }

    /** What a route can read, the names of an enum, and what an answer says of its state. */
    private static List<String> words(List<Class<?>> types) {
        Stream<String> read = types.stream().flatMap(type -> Arrays.stream(type.getMethods())).filter(method -> method.getParameterCount() == 0)
                .map(java.lang.reflect.Method::getName);
        Stream<String> names = types.stream().filter(Class::isEnum).flatMap(type -> Arrays.stream(type.getEnumConstants())).map(Object::toString);
        Stream<String> states = types.stream().filter(Answer.class::isAssignableFrom).map(type -> type.getSimpleName().toLowerCase(java.util.Locale.ROOT));
        return Stream.of(read, names, states).flatMap(each -> each).toList();
    }
}
