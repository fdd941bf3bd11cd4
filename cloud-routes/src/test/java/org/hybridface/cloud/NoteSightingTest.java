// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.hybridface.messages.FaceSeen;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A device recognises a face by what another device had learnt. */
class NoteSightingTest {

    private final Cloud cloud = new Cloud();
    private String faceId;
    private long version;

    @BeforeEach
    void aStrangerWasSeenAtTheDoor() {
        faceId = cloud.see("door", "User001", "a stranger").path("faceId").asText();
        version = Long.parseLong(cloud.item(faceId).get("version").n());
        cloud.letters.clear();
        cloud.faces.calls().clear();
        cloud.table.calls().clear();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private JsonNode seen(long known) {
        return cloud.call(Cloud.fromRule("garden", Topics.SEEN, new FaceSeen("User007", faceId, known).toJson()));
    }

    private void edit(String name) {
        Map<String, AttributeValue> item = new HashMap<>(cloud.item(faceId));
        item.put("name", AttributeValue.fromS(name));
        cloud.put(item);
    }

    @Test
    void theDeviceIsNotedAndNobodyIsAsked() {
        cloud.wait(Duration.ofDays(3));
        JsonNode result = seen(version);

        assertThat(result.path("status").asText()).isEqualTo("noted");
        Map<String, AttributeValue> item = cloud.item(faceId);
        assertThat(item.get("seenBy").ss()).containsExactlyInAnyOrder("door#User001", "garden#User007");
        assertThat(item.get("lastSeen").s()).isEqualTo("2026-02-03T10:15:30.123Z");
        assertThat(item.get("expiresAt").n()).as("an unnamed face that is seen lives on")
                .isEqualTo(Long.toString(cloud.now().plus(Duration.ofDays(30)).getEpochSecond()));
        assertThat(cloud.letters).as("it knows all there is").isEmpty();
        assertThat(cloud.faces.calls()).isEmpty();
        assertThat(cloud.table.calls()).containsExactly("read face", "note sighting");
    }

    @Test
    void aDeviceThatKnowsAnOlderNameIsToldTheNewer() {
        edit("Ada");
        seen(version);

        assertThat(cloud.letters).hasSize(1);
        assertThat(cloud.lastLetter().thing()).isEqualTo("garden");
        assertThat(cloud.lastLetter().face("User007").path("name").asText()).isEqualTo("Ada");
        assertThat(cloud.lastLetter().face("User007").path("person").asText()).isEqualTo(cloud.item(faceId).get("personId").s());
        assertThat(cloud.lastLetter().face("User007").path("version").asLong()).as("counted").isGreaterThan(version)
                .isEqualTo(Long.parseLong(cloud.item(faceId).get("version").n()));
        cloud.letters.clear();
        seen(Long.parseLong(cloud.item(faceId).get("version").n()));
        assertThat(cloud.letters).isEmpty();
    }

    @Test
    void aNameThatIsGivenWhileTheDeviceIsToldTheLastOneFollows() {
        edit("Ada");
        try (Run telling = Run.begin(() -> seen(version)).until("tell device")) {
            Map<String, AttributeValue> item = new HashMap<>(cloud.item(faceId));
            item.put("name", AttributeValue.fromS("Bob"));
            item.put("version", AttributeValue.fromN(Long.toString(Long.parseLong(item.get("version").n()) + 1)));
            cloud.put(item);

            telling.finish();
        }
        assertThat(cloud.letters).extracting(letter -> letter.face("User007").path("name").asText()).containsExactly("Ada", "Bob");
    }

    @Test
    void aFaceThatIsGoneIsNotBroughtBackAndTheDeviceHearsIt() {
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", AttributeValue.fromS(faceId))));
        seen(version);

        assertThat(cloud.item(faceId)).isEmpty();
        assertThat(cloud.letters).hasSize(1);
        assertThat(cloud.lastLetter().face("User007").path("state").asText()).isEqualTo("enrolled");
        assertThat(cloud.lastLetter().face("User007").path("version").asLong()).isGreaterThan(version);
        assertThat(cloud.lastLetter().face("User007").path("person").isNull()).isTrue();
    }

    @Test
    void aFailureIsThrownSoThatTheMessageComesAgain() {
        edit("Ada");
        cloud.failNextShadowUpdateWith(new IllegalStateException("slow down"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> seen(version)).hasMessageContaining("slow down");
        seen(version);
        assertThat(cloud.lastLetter().face("User007").path("name").asText()).isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"person#ada", "event#00000000-0000-0000-0000-000000000001", "", "../x"})
    void aSightingNeverReachesAnItemThatIsNoFace(String id) {
        JsonNode result = cloud.call(Cloud.fromRule("garden", Topics.SEEN, ("{\"version\":1,\"id\":\"User007\",\"faceId\":\"" + id
                + "\",\"answerVersion\":3}").getBytes(StandardCharsets.UTF_8)));
        assertThat(result.path("status").asText()).isEqualTo("rejected");
        assertThat(cloud.table.calls()).isEmpty();
    }
}
