// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.ErasePerson;
import org.junit.jupiter.api.Test;

/** With {@code match-by=users} the vector of the whole person is one more thing that is held. */
class ErasureOfUsersTest extends KnownPeople {

    ErasureOfUsersTest() {
        super(Map.of("MATCH_BY", "users"));
    }

    @Test
    void theVectorOfThePersonIsExportedErasedAndDoesNotComeBack() {
        String bob = cloud.faces.of("bob").get(0);
        String bobsId = cloud.item(bob).get("personId").s();
        assertThat(cloud.faces.vectors()).isEqualTo(Map.of(person, Set.of(ada, adaToo), bobsId, Set.of(bob)));
        assertThat(collection()).contains("\"userId\":\"" + person + "\"", ada, adaToo).doesNotContain(bob, bobsId);

        String id = erase(ErasePerson.of(person, "Grace")).at("/receipt/erasure").asText();
        assertThat(cloud.faces.vectors()).as("at once").isEqualTo(Map.of(bobsId, Set.of(bob)));
        devices.hearOfEverything();
        erased(DOOR, id, Map.of("faces", 1));
        JsonNode done = erased(GARDEN, id, Map.of("faces", 1)).path("receipt");
        devices.hearOfEverything();

        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(cloud.faces.vectors()).as("whatever the table's stream told meanwhile").isEqualTo(Map.of(bobsId, Set.of(bob)));
        assertThat(cloud.see(DOOR, "User009", "ada").path("state").asText()).as("a stranger now").isEqualTo("enrolled");
    }

    private String collection() {
        for (JsonNode file : cloud.callAs(Caller.OPERATOR, action("export", ErasePerson.of(person, "Grace").toJson())).path("files")) {
            if (file.path("path").asText().equals("collection.json")) {
                return new String(Base64.getDecoder().decode(file.path("base64").asText()), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("the export says nothing of the collection");
    }
}
