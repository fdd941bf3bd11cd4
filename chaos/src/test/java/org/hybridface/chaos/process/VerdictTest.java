// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The oracle sees what it is there for. */
class VerdictTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Visitor ada = visitor("Ada", "User001");
    private final Visitor bob = visitor("Bob", "User002");
    private final ArrayNode faces = JSON.createArrayNode();

    @Test
    void twoPeopleWithAFaceEachAreAsTheyShouldBe() {
        ada.named("Ada");
        face("User001", "a", "Ada");
        face("User002", "b", null);

        assertThat(verdict(Map.of("a", "Ada", "b", "")).isGood()).isTrue();
    }

    @Test
    void whoeverHasNoAnsweredKeyIsLost() {
        face("User001", "a", null);
        face("User002", null, null);

        assertThat(verdict(Map.of("a", "")).lost()).singleElement().asString().startsWith("Bob");
    }

    @Test
    void whoeverIsInTheDeviceButNotInTheCloudIsLost() {
        face("User001", "a", null);
        face("User002", "b", null);

        assertThat(Verdict.of(List.of(ada, bob), List.of(ada, bob), faces, Set.of("a"), Map.of("a", "", "b", "")).lost()).hasSize(1);
        assertThat(Verdict.of(List.of(ada, bob), List.of(ada, bob), faces, Set.of("a", "b"), Map.of("a", "")).lost()).hasSize(1);
    }

    @Test
    void aSecondKeyASecondFaceAndAFaceOfNobodyAreDoubles() {
        ada.seenAs("User003");
        face("User001", "a", null);
        face("User003", "c", null);
        face("User002", "b", null);

        Verdict verdict = verdict(Map.of("a", "", "b", "", "c", "", "d", ""));
        assertThat(verdict.doubled()).hasSize(2);
        assertThat(verdict.lost()).isEmpty();
    }

    @Test
    void aKeyThatTheDeviceNoLongerKnowsIsNoDouble() {
        ada.seenAs("User000");
        face("User001", "a", null);
        face("User002", "b", null);

        assertThat(verdict(Map.of("a", "", "b", "")).isGood()).isTrue();
    }

    @Test
    void aKeyGivenTwiceAFaceOfTwoPeopleAndAnotherOnesNameAreMisnamed() {
        bob.seenAs("User001");
        face("User001", "a", null);
        assertThat(verdict(Map.of("a", "")).misnamed()).hasSize(2);
    }

    @Test
    void aKeyIsNobodyElsesAlsoWhenWhoeverHadItIsForgotten() {
        ada.forget();
        bob.seenAs("User001");
        face("User001", "b", null);

        assertThat(Verdict.of(List.of(ada, bob), List.of(bob), faces, Set.of("b"), Map.of("b", "")).misnamed()).singleElement().asString()
                .isEqualTo("User001 was given to Ada and to Bob");
    }

    @Test
    void aWrongNameAnOldNameAndANameShownOnceAreMisnamed() {
        face("User001", "a", "Bob");
        face("User002", "b", null);
        assertThat(verdict(Map.of("a", "", "b", "")).misnamed()).singleElement().asString().contains("is shown as 'Bob'");

        ada.named("Bob");
        bob.shownNames().add("Ada");
        assertThat(verdict(Map.of("a", "Bob", "b", "")).misnamed()).singleElement().asString().contains("was shown as 'Ada'");

        bob.named("Ada");
        assertThat(verdict(Map.of("a", "Bob", "b", "Ada")).misnamed()).singleElement().asString().contains("without the name 'Ada'");
    }

    private Verdict verdict(Map<String, String> cloud) {
        return Verdict.of(List.of(ada, bob), List.of(ada, bob), faces, cloud.keySet(), cloud);
    }

    private void face(String key, String faceId, String name) {
        JsonNode face = JSON.createObjectNode().put("key", key).put("faceId", faceId).put("name", name).put("waiting", false);
        faces.add(face);
    }

    private static Visitor visitor(String who, String key) {
        Visitor visitor = new Visitor(who, new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR));
        visitor.seenAs(key);
        return visitor;
    }
}
