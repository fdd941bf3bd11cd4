// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hybridface.messages.Correction.Act;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two people correct one person at once, at two devices: one state everywhere, in whatever order. */
class CorrectionsAtOnceTest extends CorrectedPeople {

    static Stream<List<String>> pairs() {
        List<String> acts = correctionsWithAnInverse().toList();
        return acts.stream().flatMap(one -> acts.stream().map(other -> List.of(one, other)));
    }

    /** One begins, and the other is done while the first is about to write, after each of its reads; then the other way round, by the pair's mirror image. */
    @ParameterizedTest
    @MethodSource("pairs")
    void twoWhoCorrectAtOnceEndInOneStateEverywhere(List<String> pair) {
        try (Run one = Run.begin(() -> send("door", UUID.randomUUID(), act(pair.get(0)), "Grace"))) {
            one.until("correct");
            send("garden", UUID.randomUUID(), act(pair.get(1)), "Hedy");
            one.finish();
        }
        devices.hearOfEverything();

        assertThatEveryFaceIsAsItsPersonSays();
        assertThatDevicesShowWhatTheTableSays();
    }

    private void assertThatEveryFaceIsAsItsPersonSays() {
        for (String face : List.of(ada, adaToo, stranger, guest)) {
            Map<String, AttributeValue> item = cloud.item(face);
            Map<String, AttributeValue> person = cloud.item("person#" + item.get("personId").s());
            if (!person.isEmpty()) {
                assertThat(item.get("name")).as("name of " + face).isEqualTo(person.get("name"));
                assertThat(person.get("faces").ss()).contains(face);
            }
        }
        long facesInPersons = state().entrySet().stream().filter(entry -> entry.getKey().startsWith("person#") && entry.getValue().containsKey("faces"))
                .mapToLong(entry -> entry.getValue().get("faces").ss().size()).sum();
        assertThat(facesInPersons).as("no face in two persons").isLessThanOrEqualTo(4);
    }

    private void assertThatDevicesShowWhatTheTableSays() {
        Map<String, String> shown = devices.shown();
        for (String face : List.of(ada, adaToo, stranger, guest)) {
            Map<String, AttributeValue> item = cloud.item(face);
            String name = item.containsKey("name") ? item.get("name").s() : "-";
            Set.copyOf(item.containsKey("seenBy") ? item.get("seenBy").ss() : List.of())
                    .forEach(sighting -> assertThat(shown).containsEntry(sighting, name));
        }
    }

    static Stream<List<String>> undone() {
        return correctionsWithAnInverse().flatMap(one -> Stream.of("rename", "merge", "split").map(other -> List.of(one, other)));
    }

    /** One takes back what was said, and another corrects in between. What is refused changes nothing. */
    @ParameterizedTest
    @MethodSource("undone")
    void whoUndoesWhileAnotherCorrectsEndsInOneStateEverywhere(List<String> pair) {
        UUID said = UUID.randomUUID();
        at("door", said, act(pair.get(0)));
        Act other = act(pair.get(1));
        try (Run undo = Run.begin(() -> send("door", UUID.randomUUID(), new Act.Undo(said), "Grace"))) {
            undo.until("correct");
            send("garden", UUID.randomUUID(), other, "Hedy");
            undo.finish();
        }
        devices.hearOfEverything();
        assertThatEveryFaceIsAsItsPersonSays();
        assertThatDevicesShowWhatTheTableSays();
    }
}
