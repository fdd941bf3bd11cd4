// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.EnrolPerson;
import org.junit.jupiter.api.Test;

/** What is set for Rekognition reaches it, in every route that asks. */
class RecognitionSettingsTest {

    /** Above the 99 by which two photos of one person are alike here. */
    private static final String STRICT = "99.5";

    @Test
    void searchAndEnrolmentHaveEachItsOwnQualityFilter() {
        try (Cloud cloud = new Cloud(Map.of("SEARCH_QUALITY", "MEDIUM", "ENROL_QUALITY", "HIGH"))) {
            cloud.see("door", "User001", "a stranger");
            enrol(cloud, "ada");

            assertThat(cloud.faces.qualities()).containsExactly("MEDIUM", "HIGH", "HIGH");
        }
    }

    @Test
    void whoIsNotAlikeEnoughIsSomebodyElse() {
        try (Cloud cloud = new Cloud(Map.of("MATCH_THRESHOLD", STRICT))) {
            String door = cloud.see("door", "User001", "ada").path("faceId").asText();
            String garden = cloud.see("garden", "User001", "ada").path("faceId").asText();
            enrol(cloud, "ada");

            assertThat(cloud.faces.of("ada")).as("searched, compared with twins and with whom a camera met before").hasSize(3);
            assertThat(cloud.item(door)).doesNotContainKey("name");
            assertThat(cloud.item(garden)).doesNotContainKey("name");
        }
    }

    @Test
    void theSearchForPersonsHasTheFilterAndTheThresholdOfTheSearch() {
        try (Cloud cloud = new Cloud(Map.of("MATCH_BY", "users", "SEARCH_QUALITY", "MEDIUM", "MATCH_THRESHOLD", STRICT))) {
            String ada = enrol(cloud, "ada").path("faceId").asText();
            new Devices(cloud).hearOfEverything();
            assertThat(cloud.faces.vectors()).hasSize(1);
            cloud.faces.qualities().clear();

            assertThat(cloud.see("door", "User001", "ada").path("faceId").asText()).as("not alike enough").isNotEqualTo(ada);

            assertThat(cloud.faces.qualities()).as("for the person, then for the photo").startsWith("MEDIUM", "MEDIUM");
        }
    }

    private static JsonNode enrol(Cloud cloud, String who) {
        return cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto("Ada", TestPhotos.of(who)).toJson());
    }
}
