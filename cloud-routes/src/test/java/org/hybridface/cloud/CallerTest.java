// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.EnrolPerson;
import org.hybridface.messages.FaceSeen;
import org.hybridface.messages.NameFace;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what is decided by the alias that was called, whatever the event says of itself. */
class CallerTest {

    private static final String FACE_ID = "00000000-0000-0000-0000-000000000001";
    private static final String RECORD = """
            {"eventSource":"aws:dynamodb","dynamodb":{"SequenceNumber":"1","Keys":{"id":{"S":"%s"}},
             "OldImage":{"id":{"S":"%s"},"name":{"S":"Ada"},"seenBy":{"SS":["garden#User001"]}}}}""".formatted(FACE_ID, FACE_ID);

    private final Cloud cloud = new Cloud();

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** An event of every shape, each with all that could make it look like another. */
    private static Map<String, byte[]> events() {
        byte[] newFace = Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("ada"));
        byte[] naming = Cloud.fromRule("door", Topics.NAME, new NameFace(FACE_ID, "Ada").toJson());
        byte[] person = EnrolPerson.withPhoto("Ada", TestPhotos.of("ada")).toJson();
        byte[] stream = ("{\"Records\":[" + RECORD + "]}").getBytes(StandardCharsets.UTF_8);
        byte[] seen = Cloud.fromRule("door", Topics.SEEN, new FaceSeen("User001", FACE_ID, 3).toJson());
        return Map.of("new-face", newFace, "name-person", naming, "note-sighting", seen, "enrol-person", person, "name-changed", stream,
                "sweep", "{\"action\":\"sweep\"}".getBytes(StandardCharsets.UTF_8),
                "redrive", "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"1\",\"body\":\"{}\"}]}".getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> callersAndForeignEvents() {
        Map<Caller, List<String>> own = new EnumMap<>(Map.of(Caller.RULES, List.of("new-face", "name-person", "note-sighting"),
                Caller.OPERATOR, List.of("enrol-person"), Caller.TABLE, List.of("name-changed"), Caller.SCHEDULE, List.of("sweep"), Caller.FAILURES, List.of("redrive")));
        List<Arguments> all = new ArrayList<>();
        own.forEach((caller, shapes) -> events().keySet().stream().filter(shape -> !shapes.contains(shape))
                .forEach(shape -> all.add(Arguments.of(caller, shape))));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("callersAndForeignEvents")
    void anAliasRefusesTheEventsOfOtherCallers(Caller caller, String shape) {
        refused(cloud.callAs(caller, events().get(shape)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":$LATEST", ":1", ":Latest", ":latest:1", ":latest ", ":admin"})
    void aCallByNoAliasOrByAnUnknownOneMayDoNothing(String alias) {
        events().values().forEach(event -> refused(cloud.call(Cloud.FUNCTION + alias, event)));
        refused(cloud.call("", events().get("new-face")));
    }

    @Test
    void everyCallerMayDoItsOwn() {
        assertThat(cloud.callAs(Caller.RULES, events().get("new-face")).path("status").asText()).isEqualTo("answered");
        assertThat(cloud.callAs(Caller.RULES, events().get("name-person")).path("reason").asText()).isEqualTo("unknown-face");
        assertThat(cloud.callAs(Caller.RULES, events().get("note-sighting")).path("status").asText()).isEqualTo("noted");
        assertThat(cloud.callAs(Caller.OPERATOR, events().get("enrol-person")).path("status").asText()).isEqualTo("answered");
        assertThat(cloud.callAs(Caller.TABLE, events().get("name-changed")).has("batchItemFailures")).isTrue();
        assertThat(cloud.callAs(Caller.FAILURES, events().get("redrive")).has("batchItemFailures")).isTrue();
        assertThat(cloud.callAs(Caller.SCHEDULE, events().get("sweep")).path("status").asText()).isEqualTo("swept");
    }

    /** If the rules' SQL were to pass everything on, these would be what a camera can make of an event. */
    @Test
    void whatADeviceAddsToItsMessageChangesNothing() {
        ObjectNode event = (ObjectNode) Cloud.read(events().get("new-face"));
        event.put("action", EnrolPerson.ACTION).put("name", "Mallory").set("Records", Cloud.read(("[" + RECORD + "]").getBytes(StandardCharsets.UTF_8)));

        JsonNode result = cloud.call(Cloud.bytes(event));

        assertThat(result.path("state").asText()).as("a stranger like any other").isEqualTo("enrolled");
        assertThat(cloud.letters).extracting(Cloud.Letter::thing).containsExactly("door");
        assertThat(cloud.item(result.path("faceId").asText())).doesNotContainKey("name");
    }

    @Test
    void anEventThatSaysAFieldTwiceOrSomethingBehindItsEndIsRefused() {
        String event = new String(events().get("new-face"), StandardCharsets.UTF_8);

        refused(cloud.call(event.replace("{\"version\"", "{\"thing\":\"garden\",\"version\"").getBytes(StandardCharsets.UTF_8)));
        refused(cloud.call((event + "{}").getBytes(StandardCharsets.UTF_8)));
    }

    private void refused(JsonNode result) {
        assertThat(result.path("status").asText()).isEqualTo("rejected");
        assertThat(result.path("reason").asText()).isEqualTo("unknown event");
        assertThat(cloud.faces.calls()).isEmpty();
        assertThat(cloud.letters).isEmpty();
        assertThat(cloud.s3.objects()).isEmpty();
    }
}
