// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.ErasePerson;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is erased without anybody asking: consent that has ended, and what an erasure left open. */
class ErasureByScheduleTest extends KnownPeople {

    @Test
    void theHourlyScheduleGoesOnWithWhatIsOpenAndFindsWhatCameSince() {
        erase(ErasePerson.of(person, "Grace"));
        cloud.put(Map.of("id", AttributeValue.fromS(ada), "personId", AttributeValue.fromS(person), "seenBy", AttributeValue.fromSs(List.of("cellar#User007"))));

        cloud.callAs(Caller.SCHEDULE, "{\"action\":\"sweep\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(cloud.item(ada)).isEmpty();
        assertThat(mail("cellar")).as("the device that saw the person meanwhile is told").hasSize(1);
    }

    @Test
    void anErasureThatFailsIsToldAndKeepsNoOtherFromGoingOn() {
        String bob = cloud.faces.of("bob").get(0);
        String bobsPerson = cloud.item(bob).get("personId").s();
        Map<String, String> cameSince = Map.of(ada, person, bob, bobsPerson);
        cameSince.values().forEach(who -> erase(ErasePerson.of(who, "Grace")));
        cameSince.forEach((face, who) -> cloud.put(Map.of("id", AttributeValue.fromS(face), "personId", AttributeValue.fromS(who))));
        cloud.table.failNext("delete item");

        try (Printed log = new Printed()) {
            hourly();
            assertThat(log.lines()).filteredOn(line -> line.contains("status=failed")).singleElement().asString()
                    .contains("event=erasure id=", "cause=", "no delete item", "it goes on within the hour");
        }

        assertThat(cameSince.keySet()).as("one of the two goes on").filteredOn(face -> cloud.item(face).isEmpty()).hasSize(1);
        hourly();
        assertThat(cameSince.keySet()).as("and the other with the next hour").allMatch(face -> cloud.item(face).isEmpty());
    }

    @Test
    void consentThatHasEndedErasesWithinTheHourAndNobodyElse() {
        operator(new Act.Consent(ada, Optional.of(cloud.now().plus(Duration.ofDays(1)))));
        hourly();
        assertThat(cloud.item(ada)).as("it has not ended").isNotEmpty();

        cloud.wait(Duration.ofDays(1));
        hourly();

        assertThat(cloud.item(ada)).isEmpty();
        assertThat(cloud.item("person#" + person)).isEmpty();
        assertThat(cloud.faces.of("ada")).isEmpty();
        assertThat(cloud.item(guest)).as("nobody asked the guest").isNotEmpty();
    }

    @Test
    void consentThatHasEndedErasesNobodyUnlessTheSweeperIsArmed() {
        try (Cloud report = new Cloud()) {
            String face = report.callAs(Caller.OPERATOR, EnrolPerson.withPhoto("Ada", TestPhotos.of("ada")).toJson()).path("faceId").asText();
            new Devices(report).hearOfEverything();
            report.callAs(Caller.OPERATOR, action(Correction.ACTION, new Correction(UUID.randomUUID(), "Grace", new Act.Consent(face, Optional.empty())).toJson()));

            report.callAs(Caller.SCHEDULE, "{\"action\":\"sweep\"}".getBytes(StandardCharsets.UTF_8));

            assertThat(report.item(face)).isNotEmpty();
        }
    }
}
