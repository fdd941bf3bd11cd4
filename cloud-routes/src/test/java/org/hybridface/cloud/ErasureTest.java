// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A person is erased everywhere, each place is read again, and nobody else's data changes. */
class ErasureTest extends KnownPeople {

    @Test
    void aFailedQuestionOfTheIncarnationThatSawThePersonIsErasedAndThatOfAnotherStays() {
        ObjectNode seen = (ObjectNode) Cloud.read(Cloud.newFace(DOOR, "User009", UUID.randomUUID(), TestPhotos.of("ada")));
        cloud.call(Cloud.bytes(seen.put("incarnation", "1new11")));
        String stranger = failed(DOOR, "User009").replace("\"id\"", "\"incarnation\":\"0old00\",\"id\"");
        cloud.failures.messages.add(stranger.replace("0old00", "1new11"));
        cloud.failures.messages.add(stranger);

        JsonNode receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");

        assertThat(cloud.failures.messages).containsExactly(stranger);
        assertThat(mail(DOOR).get(receipt.path("erasure").asText()).path("keys").toString()).contains("\"User009-1new11\"");
    }

    @Test
    void nothingOfThePersonIsLeftAnywhereAndAllOthersAreAsTheyWere() {
        cloud.s3.olderVersions.put(photos("ada").get(0), new ArrayList<>(List.of("v1", "marker2")));
        cloud.failures.messages.add(failed(DOOR, "User001"));
        cloud.failures.messages.add(failed(DOOR, "User002"));
        operator(new Act.Differ(guest, ada));
        operator(new Act.Consent(ada, Optional.empty()));
        Map<String, Map<String, AttributeValue>> others = others();
        assertThat(mail(DOOR).get("User003").path("differs").toString()).contains(person);
        List<String> bobsPhotos = photos("bob");

        JsonNode receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");
        devices.hearOfEverything();

        assertThat(saying(ada, adaToo, person, "Ada")).as("items but the erasure's own").isEmpty();
        assertThat(photos("ada")).isEmpty();
        assertThat(cloud.s3.olderVersions.values()).allMatch(List::isEmpty);
        assertThat(cloud.faces.of("ada")).isEmpty();
        assertThat(cloud.retained.messages).containsOnlyKeys(Topics.known(guest));
        assertThat(cloud.failures.messages).containsExactly(failed(DOOR, "User002"));
        assertThat(mail(DOOR)).doesNotContainKey("User001").containsKeys("User002", "User003");
        assertThat(mail(DOOR).get("User003").path("differs").toString()).as("the guest is not said to differ from nobody").doesNotContain(person);
        assertThat(places(receipt)).allMatch(place -> place.path("state").asText().equals("clear"));
        assertThat(place(receipt, "photos").path("gone").asInt()).as("four photos and two older versions").isEqualTo(6);
        assertThat(place(receipt, "failures").path("gone").asInt()).isOne();
        assertThat(others()).as("the others' items").isEqualTo(without(others, guest, ada, receipt.path("erasure").asText()));
        assertThat(photos("bob")).isEqualTo(bobsPhotos);
    }

    @Test
    void aRunThatDiedOnItsWayIsGoneOnWithByTheNext() {
        int steps = 0;
        for (boolean died = true; died; steps += 3) {
            String name = "Eve" + steps;
            String face = enrol(name, TestPhotos.of("eve" + steps));
            cloud.see(DOOR, "User1" + String.format("%02d", steps), "eve" + steps);
            devices.hearOfEverything();
            String id = cloud.item(face).get("personId").s();
            cloud.retained.publish(Topics.known(id), new byte[] {1});
            try (Run run = Run.begin(() -> erase(ErasePerson.of(id, "Grace")))) {
                run.untilAfter(steps);
                died = run.steps().size() > steps;
                run.kill();
            }
            devices.hearOfEverything();

            JsonNode receipt = erase(ErasePerson.of(id, "Grace")).path("receipt");
            devices.hearOfEverything();

            assertThat(saying(face, id, name)).as("after a run that died at step %s", steps).isEmpty();
            assertThat(photos("eve" + steps)).isEmpty();
            assertThat(places(receipt)).allMatch(place -> place.path("state").asText().equals("clear"));
            assertThat(cloud.retained.messages).doesNotContainKey(Topics.known(id));
        }
        assertThat(steps).as("steps that a run may die at").isGreaterThan(10);
    }

    @Test
    void nobodyKnowsAPersonThatIsNowhere() {
        JsonNode refused = erase(ErasePerson.of(UUID.randomUUID().toString(), "Grace"));

        assertThat(refused.path("reason").asText()).isEqualTo("unknown-person");
        assertThat(cloud.item("erasure#" + UUID.randomUUID())).isEmpty();
    }

    @Test
    void personsWhoWereMergedGoTogetherAndTheTrailKeepsWhoCorrectedWhen() {
        UUID correction = UUID.randomUUID();
        cloud.callAs(Caller.OPERATOR, action(Correction.ACTION, new Correction(correction, "Grace", new Act.Merge(ada, guest)).toJson()));
        devices.hearOfEverything();

        erase(ErasePerson.ofFace(guest, "Grace"));
        devices.hearOfEverything();

        assertThat(cloud.item(ada)).isEmpty();
        assertThat(cloud.item(guest)).isEmpty();
        assertThat(saying(ada, adaToo, guest, person, "Ada")).isEmpty();
        assertThat(cloud.item("correction#" + correction)).containsEntry("by", AttributeValue.fromS("Grace")).containsEntry("do", AttributeValue.fromS("merge"))
                .containsKey("at");
    }

    /** A person whom a camera met first has the id of that event, which the face's item and photo go on to name when the face is somebody else's. */
    @Test
    void aFaceThatWasWithThePersonAndIsSomebodyElsesByNowKeepsItsPhotoAndItsEvent() {
        String stranger = cloud.see(GARDEN, "User004", "stranger").path("faceId").asText();
        String event = cloud.item(stranger).get("personId").s();
        devices.hearOfEverything();
        operator(new Act.Merge(ada, stranger));
        operator(new Act.Split(stranger));
        String own = cloud.see(DOOR, "User005", "first").path("faceId").asText();
        String first = cloud.item(own).get("personId").s();
        cloud.see(DOOR, "User006", "second");
        String second = cloud.faces.of("second").get(0);
        devices.hearOfEverything();
        operator(new Act.Merge(own, second));
        operator(new Act.Split(own));
        List<String> photos = Stream.of("stranger", "first").flatMap(who -> photos(who).stream()).toList();
        Map<String, AttributeValue> strangersItem = cloud.item(stranger);
        Map<String, AttributeValue> firstsItem = cloud.item(own);

        JsonNode receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");
        JsonNode other = erase(ErasePerson.ofFace(second, "Grace")).path("receipt");
        devices.hearOfEverything();

        assertThat(places(receipt)).allMatch(place -> place.path("state").asText().equals("clear"));
        assertThat(places(other)).allMatch(place -> place.path("state").asText().equals("clear"));
        assertThat(cloud.item(stranger)).isEqualTo(strangersItem);
        assertThat(cloud.item(own)).isEqualTo(firstsItem);
        assertThat(cloud.item("event#" + event)).isNotEmpty();
        assertThat(cloud.item("event#" + first)).isNotEmpty();
        assertThat(cloud.s3.objects()).containsKeys(photos.toArray(String[]::new));
        assertThat(cloud.item(second)).isEmpty();
        assertThat(photos("second")).isEmpty();
    }

    @Test
    void whatACorrectionSaysOfSomebodyElseStays() {
        UUID differ = UUID.randomUUID();
        cloud.callAs(Caller.OPERATOR, action(Correction.ACTION, new Correction(differ, "Grace", new Act.Differ(guest, ada)).toJson()));

        erase(ErasePerson.of(person, "Grace"));

        assertThat(cloud.item(guest)).isNotEmpty().doesNotContainKey("differs");
        assertThat(cloud.item("correction#" + differ).get("after").s()).contains(guest).doesNotContain(ada, person);
    }

    @Test
    void anAnswerThatWaitsForRoomGoesAndOthersWaitOn() {
        cloud.room = 0;
        operator(new Act.Rename(ada, Optional.of("Ada Lovelace")));
        operator(new Act.Rename(guest, Optional.of("Gus")));
        assertThat(cloud.item("waiting#door")).containsKeys("User001", "User003");

        JsonNode receipt = erase(ErasePerson.of(person, "Grace")).path("receipt");
        String id = receipt.path("erasure").asText();

        assertThat(cloud.item("waiting#door")).containsKeys("User003", id).doesNotContainKey("User001");
        assertThat(place(receipt, "table").path("state").asText()).isEqualTo("clear");

        cloud.room = Integer.MAX_VALUE;
        cloud.call(Cloud.emptied(DOOR));
        assertThat(mail(DOOR)).containsKeys("User003", id);
    }

    @Test
    void aFaceOnlyTheCollectionKnowsIsErasedByItsId() {
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", AttributeValue.fromS(guest))));

        JsonNode receipt = erase(ErasePerson.ofFace(guest, "Grace")).path("receipt");

        assertThat(cloud.faces.contains(guest)).isFalse();
        assertThat(place(receipt, "collection").path("gone").asInt()).isOne();
    }

    private Map<String, Map<String, AttributeValue>> others() {
        Map<String, Map<String, AttributeValue>> others = new TreeMap<>();
        items().filter(item -> !item.get("id").s().matches("(erasure|erased|correction)#.*")).filter(item -> !item.toString().contains("Ada"))
                .filter(item -> item.get("id").s().equals(guest) || Stream.of(ada, adaToo, person).noneMatch(item.toString()::contains))
                .forEach(item -> others.put(item.get("id").s(), item));
        return others;
    }

    /** The guest was said not to be Ada, who is nobody now; the devices that saw the guest hear of it. */
    private Map<String, Map<String, AttributeValue>> without(Map<String, Map<String, AttributeValue>> items, String face, String gone, String erasure) {
        Map<String, Map<String, AttributeValue>> rest = new TreeMap<>(items);
        Map<String, AttributeValue> item = new TreeMap<>(items.get(face));
        assertThat(item).as("a note of somebody other than %s", gone).containsKey("differs");
        item.remove("differs");
        item.put("corrected", AttributeValue.fromS(erasure));
        rest.put(face, item);
        return rest;
    }
}
