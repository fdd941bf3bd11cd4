// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Everything that the cloud holds of one person, and nothing of anybody else. */
class ExportPersonTest extends KnownPeople {

    @Test
    void everythingThatIsHeldOfThePersonIsInIt() {
        operator(new Act.Consent(ada, Optional.of(cloud.now().plus(Duration.ofDays(300)))));
        operator(new Act.Rename(ada, Optional.of("Ada Lovelace")));
        cloud.failures.messages.add(failed(DOOR, "User001"));

        Map<String, byte[]> files = files(export(person));

        for (Map<String, AttributeValue> item : items().filter(item -> isAdas(item)).toList()) {
            assertThat(files).as(item.toString()).containsKey("table/" + nameOf(item.get("id").s()) + ".json");
        }
        photos("ada").forEach(photo -> assertThat(files.get("photos/" + photo)).isEqualTo(cloud.s3.objects().get(photo)));
        assertThat(text(files, "collection.json")).contains(ada, adaToo);
        assertThat(text(files, "mailboxes/" + DOOR + ".json")).contains("Ada Lovelace");
        assertThat(text(files, "mailboxes/" + GARDEN + ".json")).contains("Ada Lovelace");
        assertThat(files.get("shared/" + person + ".sealed")).isEqualTo(new byte[] {1});
        assertThat(text(files, "failures/1.json")).isEqualTo(failed(DOOR, "User001"));
        assertThat(text(files, "table/person-" + person + ".json")).contains("consentUntil", "Ada Lovelace");
    }

    @Test
    void nothingOfAnybodyElseIsInIt() {
        String bob = cloud.faces.of("bob").get(0);
        String bobsId = cloud.item(bob).get("personId").s();
        operator(new Act.Differ(guest, ada));
        operator(new Act.Differ(ada, bob));
        String stranger = cloud.see(GARDEN, "User003", "stranger").path("faceId").asText();
        operator(new Act.Merge(ada, stranger));
        operator(new Act.Split(stranger));
        cloud.failures.messages.add(failed(DOOR, "User002"));
        cloud.room = 0;
        operator(new Act.Rename(bob, Optional.of("Robert")));
        operator(new Act.Rename(ada, Optional.of("Ada Lovelace")));

        String all = files(export(person)).values().stream().map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)).collect(Collectors.joining("\n"));

        assertThat(all).contains(ada, adaToo, person).doesNotContain(bob, bobsId, guest, cloud.item(guest).get("personId").s(), stranger, "Bob", "Robert", "User002", "User003");
    }

    @Test
    void eachFileSaysWhatItIsWhereItIsHeldAndUntilWhen() {
        JsonNode answer = export(person);

        assertThat(answer.path("files")).isNotEmpty().allSatisfy(file -> {
            assertThat(file.path("what").asText()).isNotBlank();
            assertThat(file.path("where").asText()).isNotBlank();
            assertThat(file.path("until").asText()).isNotBlank();
        });
        assertThat(answer.at("/export/by").asText()).isEqualTo("Grace");
        assertThat(answer.at("/export/seenBy").toString()).contains(DOOR + "#User001", GARDEN + "#User001");
    }

    @Test
    void photosThatDoNotFitIntoOneAnswerComeWithTheNext() {
        for (int i = 0; i < 5; i++) {
            UUID event = UUID.randomUUID();
            String name = "faces/" + DOOR + "/2026/01/31/" + event + ".jpg";
            cloud.s3.objects().put(name, new byte[1_000_000]);
            cloud.put(Map.of("id", AttributeValue.fromS("event#" + event), "photo", AttributeValue.fromS("s3://" + Cloud.BUCKET + "/" + name),
                    "result", AttributeValue.fromS("{\"state\":\"enrolled\",\"faceId\":\"" + ada + "\",\"version\":1}")));
        }
        Map<String, byte[]> all = new TreeMap<>();
        int parts = 0;
        JsonNode part = export(person);
        for (boolean more = true; more; parts++) {
            assertThat(Cloud.bytes(part).length).as("Lambda answers no more").isLessThan(6 * 1024 * 1024);
            Map<String, byte[]> files = files(part);
            assertThat(all.keySet()).as("nothing twice").doesNotContainAnyElementsOf(files.keySet());
            all.putAll(files);
            more = part.at("/export/next").isInt();
            part = more ? exportFrom(part.at("/export/next").asInt()) : part;
        }
        assertThat(parts).isEqualTo(2);
        assertThat(all.keySet().stream().filter(name -> name.startsWith("photos/"))).hasSize(5 + photos("ada").size());
    }

    @Test
    void whomNobodyKnowsOfThatOneNothingIsHeld() {
        assertThat(export(UUID.randomUUID().toString()).path("files")).isEmpty();
    }

    @Test
    void nothingChangesAndAnErasedPersonIsHeldNowhere() {
        List<Map<String, AttributeValue>> before = items().toList();
        export(person);
        assertThat(items().toList()).isEqualTo(before);

        String id = erase(ErasePerson.of(person, "Grace")).at("/receipt/erasure").asText();
        devices.hearOfEverything();
        erased(DOOR, id, Map.of());
        erased(GARDEN, id, Map.of());

        assertThat(export(person).path("files")).isEmpty();
    }

    @Test
    void onlyAnOperatorAsks() {
        byte[] asked = action("export", ErasePerson.of(person, "Grace").toJson());
        assertThat(cloud.call(asked).path("status").asText()).isEqualTo("rejected");
        assertThat(cloud.call(Cloud.fromRule(DOOR, Topics.ERASE, asked)).has("files")).isFalse();
        assertThat(cloud.callAs(Caller.OPERATOR, action("export", "{\"by\":\"Grace\"}".getBytes(StandardCharsets.UTF_8))).path("status").asText()).isEqualTo("rejected");
    }

    private boolean isAdas(Map<String, AttributeValue> item) {
        String text = item.toString();
        return text.contains(ada) || text.contains(adaToo) || text.contains(person);
    }

    private static String nameOf(String id) {
        return id.contains("#") ? id.replace('#', '-') : "face-" + id;
    }

    private JsonNode export(String id) {
        return cloud.callAs(Caller.OPERATOR, action("export", ErasePerson.of(id, "Grace").toJson()));
    }

    private JsonNode exportFrom(int photo) {
        return cloud.callAs(Caller.OPERATOR, Cloud.bytes(((ObjectNode) Cloud.read(action("export",
                ErasePerson.of(person, "Grace").toJson()))).put("from", photo)));
    }

    private static Map<String, byte[]> files(JsonNode answer) {
        Map<String, byte[]> files = new TreeMap<>();
        answer.path("files").forEach(file -> {
            try {
                assertThat(files.put(file.path("path").asText(), file.path("base64").binaryValue())).as("two of one name").isNull();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return files;
    }

    private static String text(Map<String, byte[]> files, String name) {
        assertThat(files).containsKey(name);
        return new String(files.get(name), StandardCharsets.UTF_8);
    }
}
