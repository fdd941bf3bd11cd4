// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hybridface.cloud.device.DeviceShadow;
import org.hybridface.cloud.event.Caller;
import org.hybridface.cloud.face.FaceCollection;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.NameFace;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An unknown face compared with persons first: each person's vector is made of the faces that the table says, whatever happens. */
class MatchByUsersTest {

    private final Cloud cloud = new Cloud(Map.of("MATCH_BY", "users"));
    private final Devices devices = new Devices(cloud);

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void aNamedPersonIsFoundByOneSearchForPersons() {
        String ada = enrol("Ada", TestPhotos.of("ada"));
        String adaToo = enrol("Ada", TestPhotos.another("ada"));
        devices.hearOfEverything();
        assertThat(cloud.faces.vectors()).containsExactlyEntriesOf(Map.of(personOf(ada), Set.of(ada, adaToo)));
        cloud.faces.calls().clear();

        JsonNode seen = cloud.see("door", "User001", "ada");

        assertThat(cloud.faces.calls()).containsExactly("search person");
        assertThat(seen.path("state").asText()).isEqualTo("named");
        assertThat(seen.path("faceId").asText()).isIn(ada, adaToo);
        assertThat(cloud.see("door", "User009", "ada").path("faceId")).as("the same face each time").isEqualTo(seen.path("faceId"));
        assertThat(devices.shown()).containsEntry("door#User001", "Ada");
    }

    @Test
    void aStrangerIsFoundByAPhotoAndByAPersonOnceNamed() {
        String stranger = cloud.see("door", "User001", "stranger").path("faceId").asText();
        devices.hearOfEverything();
        assertThat(cloud.faces.calls()).containsExactly("search person", "search", "enrol", "twins");
        assertThat(cloud.faces.vectors()).as("nobody named them").isEmpty();

        cloud.faces.calls().clear();
        assertThat(cloud.see("garden", "User001", "stranger").path("faceId").asText()).isEqualTo(stranger);
        assertThat(cloud.faces.calls()).containsExactly("search person", "search");

        cloud.call(Cloud.fromRule("door", Topics.NAME, new NameFace(stranger, "Bob").toJson()));
        assertThat(cloud.see("garden", "User002", "stranger").path("state").asText()).as("before the stream came").isEqualTo("named");
        devices.hearOfEverything();
        cloud.faces.calls().clear();
        assertThat(cloud.see("garden", "User003", "stranger").path("state").asText()).isEqualTo("named");
        assertThat(cloud.faces.calls()).containsExactly("search person");
        assertThat(devices.shown()).containsEntry("door#User001", "Bob").containsEntry("garden#User001", "Bob").containsEntry("garden#User003", "Bob");
    }

    @Test
    void aVectorWhosePersonTheTableDoesNotKnowIsNobody() {
        cloud.faces.persons().orElseThrow().add(UUID.randomUUID().toString(), Set.of(cloud.see("door", "User001", "stranger").path("faceId").asText()));

        assertThat(cloud.see("garden", "User001", "stranger").path("state").asText()).isEqualTo("enrolled");
        assertThat(cloud.faces.size()).isOne();
    }

    @Test
    void mergedPersonsHaveOneVectorAndASplitFaceLeavesIt() {
        String ada = enrol("Ada", TestPhotos.of("ada"));
        String bob = enrol("Bob", TestPhotos.of("bob"));
        devices.hearOfEverything();

        operator(new Act.Merge(ada, bob));
        assertThat(cloud.faces.vectors()).containsExactlyEntriesOf(Map.of(personOf(ada), Set.of(ada, bob)));
        assertThat(cloud.see("door", "User001", "bob").path("state").asText()).isEqualTo("named");
        devices.hearOfEverything();
        assertThat(devices.shown()).containsEntry("door#User001", "Ada");

        operator(new Act.Split(bob));
        assertThat(cloud.faces.vectors()).isEqualTo(Map.of(personOf(ada), Set.of(ada), personOf(bob), Set.of(bob)));
    }

    @Test
    void whoIsNotThisPersonIsNeverToldTheNameAgainWhicheverFaceIsFound() {
        String ada = enrol("Ada", TestPhotos.of("ada"));
        String adaToo = enrol("Ada", TestPhotos.another("ada"));
        devices.hearOfEverything();
        String told = cloud.see("door", "User001", "ada").path("faceId").asText();

        at("door", new Act.NotThisPerson(told, "User001"));
        JsonNode own = cloud.see("door", "User001", "ada");
        JsonNode again = cloud.see("door", "User001", "ada");

        assertThat(own.path("state").asText()).isEqualTo("enrolled");
        assertThat(own.path("faceId").asText()).isNotIn(ada, adaToo);
        assertThat(again.path("faceId")).isEqualTo(own.path("faceId"));
        assertThat(cloud.see("garden", "User001", "ada").path("state").asText()).as("somebody else there").isEqualTo("named");
        enrol("Ada", TestPhotos.of("ada", 180, 220));
        devices.hearOfEverything();
        assertThat(cloud.see("door", "User001", "ada").path("faceId")).as("also by a photo that came later").isEqualTo(own.path("faceId"));
    }

    @Test
    void aFaceThatIsDeletedLeavesTheVectorAndTheLastOneEndsIt() {
        String ada = enrol("Ada", TestPhotos.of("ada"));
        String adaToo = enrol("Ada", TestPhotos.another("ada"));
        devices.hearOfEverything();
        String person = personOf(ada);

        delete(adaToo);
        assertThat(cloud.faces.vectors()).containsExactlyEntriesOf(Map.of(person, Set.of(ada)));

        delete(ada);
        assertThat(cloud.faces.vectors()).isEmpty();
        assertThat(cloud.faces.size()).isZero();
    }

    @Test
    void consentAndNamesChangeNoVector() {
        String ada = enrol("Ada", TestPhotos.of("ada"));
        devices.hearOfEverything();
        cloud.faces.calls().clear();

        operator(new Act.Rename(ada, Optional.of("Ada Lovelace")));
        operator(new Act.Consent(ada, Optional.empty()));

        assertThat(cloud.faces.calls()).isEmpty();
    }

    static Stream<String> steps() {
        return Stream.of("vector", "add to vector", "remove from vector", "forget vector");
    }

    /** The stream delivers a record again that was reported as failed. */
    @ParameterizedTest
    @MethodSource("steps")
    void aRunThatDiesIsMadeUpForByTheNextDelivery(String step) {
        String ada = enrol("Ada", TestPhotos.of("ada"));
        String adaToo = enrol("Ada", TestPhotos.another("ada"));
        String bob = enrol("Bob", TestPhotos.of("bob"));
        devices.hearOfEverything();
        Map<String, AttributeValue> adaBefore = cloud.item("person#" + personOf(ada));
        Map<String, AttributeValue> bobBefore = cloud.item("person#" + personOf(bob));
        correct(UUID.randomUUID(), new Act.Merge(bob, ada));
        ObjectNode ones = StreamRecords.record("1", adaBefore, cloud.item(adaBefore.get("id").s()));
        ObjectNode others = StreamRecords.record("2", bobBefore, cloud.item(bobBefore.get("id").s()));

        cloud.faces.failBefore(step);
        JsonNode report = cloud.callAs(Caller.TABLE, StreamRecords.stream(ones, others));
        for (JsonNode failed : report.path("batchItemFailures")) {
            ObjectNode record = failed.path("itemIdentifier").asText().equals("1") ? ones : others;
            assertThat(cloud.callAs(Caller.TABLE, StreamRecords.stream(record)).path("batchItemFailures")).isEmpty();
        }

        assertThat(cloud.faces.vectors()).containsExactlyEntriesOf(Map.of(personOf(bob), Set.of(ada, adaToo, bob)));
    }

    /** The records of one person come one after the other, those of two at any time: another's come and go wherever the run of one is. */
    @Test
    void whateverOrderTheRecordsOfTwoPersonsComeInTheVectorsEndAsTheTableSays() {
        String ada = enrol("Ada", TestPhotos.of("ada"));
        String adaToo = enrol("Ada", TestPhotos.another("ada"));
        String bob = enrol("Bob", TestPhotos.of("bob"));
        devices.hearOfEverything();
        String bobs = "person#" + personOf(bob);
        String adas = "person#" + personOf(ada);
        int most = 1;
        for (int stop = 0; stop <= most; stop++) {
            UUID merge = UUID.randomUUID();
            Map<String, AttributeValue> bob1 = cloud.item(bobs);
            Map<String, AttributeValue> ada1 = cloud.item(adas);
            correct(merge, new Act.Merge(bob, ada));
            Map<String, AttributeValue> bob2 = cloud.item(bobs);
            Map<String, AttributeValue> ada2 = cloud.item(adas);
            try (Run late = Run.begin(() -> cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("1", bob1, bob2))))) {
                late.untilAfter(stop);
                correct(UUID.randomUUID(), new Act.Undo(merge));
                cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("2", ada1, ada2), StreamRecords.record("3", ada2, cloud.item(adas))));
                late.finish();
                most = Math.max(most, late.steps().size());
            }
            cloud.callAs(Caller.TABLE, StreamRecords.stream(StreamRecords.record("4", bob2, cloud.item(bobs))));
            assertThat(cloud.faces.vectors()).as("stopped after %d of %d steps", stop, most)
                    .isEqualTo(Map.of(personOf(ada), Set.of(ada, adaToo), personOf(bob), Set.of(bob)));
        }
        assertThat(most).as("each read and each call is a step").isGreaterThan(4);
    }

    @Test
    void aRecogniserWithoutVectorsOfPersonsIsRefusedAtTheStart() {
        FaceCollection facesOnly = (FaceCollection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {FaceCollection.class},
                (proxy, method, arguments) -> method.getName().equals("persons") ? Optional.empty() : null);
        DeviceShadow nobody = (thing, document) -> { };
        Settings settings = Settings.fromEnvironment(Map.of("PHOTO_BUCKET", Cloud.BUCKET, "FACE_TABLE", Cloud.TABLE, "COLLECTION_ID", "people",
                "MATCH_BY", "users"));

        assertThatThrownBy(() -> CloudRoutes.start(settings, Clock.systemUTC(), cloud.s3, cloud.dynamoDb, facesOnly, nobody))
                .hasMessageContaining("set MATCH_BY=faces");
    }

    private void operator(Act act) {
        correct(UUID.randomUUID(), act);
        devices.hearOfEverything();
    }

    /** As an operator; nobody hears of it yet. */
    private void correct(UUID id, Act act) {
        ObjectNode correction = ((ObjectNode) Cloud.read(new Correction(id, "Grace", act).toJson())).put("action", Correction.ACTION);
        assertThat(cloud.callAs(Caller.OPERATOR, Cloud.bytes(correction)).path("status").asText()).isEqualTo("corrected");
    }

    private void at(String thing, Act act) {
        JsonNode result = cloud.call(Cloud.fromRule(thing, Topics.CORRECT, new Correction(UUID.randomUUID(), "Grace", act).toJson()));
        assertThat(result.path("status").asText()).isEqualTo("corrected");
        devices.hearOfEverything();
    }

    private void delete(String faceId) {
        cloud.dynamoDb.deleteItem(delete -> delete.tableName(Cloud.TABLE).key(Map.of("id", AttributeValue.fromS(faceId))));
        devices.hearOfEverything();
    }

    private String enrol(String name, byte[] photo) {
        return cloud.callAs(Caller.OPERATOR, EnrolPerson.withPhoto(name, photo).toJson()).path("faceId").asText();
    }

    private String personOf(String faceId) {
        return cloud.item(faceId).get("personId").s();
    }
}
