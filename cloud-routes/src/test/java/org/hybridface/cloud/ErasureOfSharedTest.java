// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.hybridface.messages.Answer;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.Test;

/** Whoever is shared may lie on devices that never saw the person. */
class ErasureOfSharedTest extends KnownPeople {

    private static final String CELLAR = "cellar";

    ErasureOfSharedTest() {
        super(Map.of("SHARING_DEVICES", DOOR + "," + CELLAR));
    }

    @Test
    void everyDeviceThatSharesMustSayThatItErasedThePersonAlsoOneThatNeverSawTheOne() {
        JsonNode receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");
        String id = receipt.path("erasure").asText();
        erased(DOOR, id, Map.of("faces", 1));

        JsonNode most = erased(GARDEN, id, Map.of("faces", 1)).path("receipt");

        assertThat(most.path("state").asText()).as("the cellar is off, and keeps what the others shared").isEqualTo("open");
        assertThat(device(most, CELLAR).path("state").asText()).isEqualTo("open");
        Answer.Erased letter = (Answer.Erased) Answer.fromNode(mail(CELLAR).get(id));
        assertThat(letter.persons()).containsExactly(person);
        assertThat(letter.keys()).isEmpty();
        assertThat(erased(CELLAR, id, Map.of("gallery", 1)).at("/receipt/state").asText()).isEqualTo("done");
    }

    @Test
    void whomNobodyEverSharedTheDevicesThatShareAreNotAskedFor() {
        cloud.retained.publish(Topics.known(person), new byte[0]);

        JsonNode receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");

        assertThat(mail(DOOR)).containsKey(receipt.path("erasure").asText());
        assertThat(receipt.path("devices").toString()).doesNotContain(CELLAR);
    }
}
