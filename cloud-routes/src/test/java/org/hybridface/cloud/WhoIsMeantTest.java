// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.ErasePerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator names a person by the one id or the other. What names nobody, or the wrong thing, changes nothing and says what to give. */
class WhoIsMeantTest extends KnownPeople {

    @ParameterizedTest
    @ValueSource(strings = {"erase", "export"})
    void anIdInTheWrongPlaceIsRefused(String action) {
        String before = all();
        String stranger = cloud.item(guest).get("personId").s();

        assertRefused(asked(action, "person", ada), "not-a-person", "give it as 'faceId'");
        assertRefused(asked(action, "faceId", person), "not-a-face", "give it as 'person'");
        assertRefused(asked(action, "faceId", stranger), "not-a-face", "give it as 'person'");
        assertThat(all()).isEqualTo(before);
        assertThat(cloud.faces.of("ada")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"erase", "export"})
    void whatIsNoIdIsRefusedAndNothingIsGuessed(String action) {
        String before = all();
        for (String text : List.of("Ada", "User001", "User001-abc123", "", " ", person.toUpperCase(Locale.ROOT), " " + person, person + "\n", person.replace("-", ""))) {
            assertRefused(asked(action, "person", text), "'person'", "");
            assertRefused(asked(action, "faceId", text), "'faceId'", "");
        }
        assertRefused(asked(action, "name", "Ada"), "give 'person' or 'faceId', one of the two", "");
        assertRefused(operator(((ObjectNode) request(action, "person", person)).put("faceId", ada)), "give 'person' or 'faceId', one of the two", "");
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void nobodyIsErasedWhomNobodyKnows() {
        String before = all();
        for (String field : List.of("person", "faceId")) {
            assertRefused(asked("erase", field, UUID.randomUUID().toString()), "unknown-person", "neither the table nor the collection");
            assertThat(asked("export", field, UUID.randomUUID().toString()).path("files")).as("held of nobody").isEmpty();
        }
        assertThat(all()).isEqualTo(before);
    }

    /** By whichever of the person's ids somebody asks again. */
    @Test
    void whoWasErasedHasTheReceiptOfThen() {
        String erasure = erase(ErasePerson.of(person, "Grace")).at("/receipt/erasure").asText();

        for (JsonNode again : List.of(asked("erase", "person", person), asked("erase", "faceId", ada), asked("erase", "faceId", adaToo))) {
            assertThat(again.at("/receipt/erasure").asText()).isEqualTo(erasure);
            assertThat(again.at("/receipt/by").asText()).isEqualTo("Grace");
        }
    }

    private JsonNode asked(String action, String field, String value) {
        return operator(request(action, field, value));
    }

    private static JsonNode request(String action, String field, String value) {
        return Cloud.JSON.createObjectNode().put("action", action).put("by", "Linus").put(field, value);
    }

    private JsonNode operator(JsonNode request) {
        return cloud.callAs(Caller.OPERATOR, Cloud.bytes(request));
    }

    private static void assertRefused(JsonNode answer, String reason, String advice) {
        assertThat(answer.path("status").asText()).as("%s", answer).isEqualTo("rejected");
        assertThat(answer.path("reason").asText()).contains(reason);
        assertThat(answer.path("detail").asText()).contains(advice);
    }
}
