// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.hybridface.messages.Topics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event of the function, as each caller might send it. */
class EventShapeTest {

    private static final Map<EventShape, ObjectNode> EXAMPLES = new EnumMap<>(Map.ofEntries(
            Map.entry(EventShape.NEW_FACE, fromRule(Topics.NEW_FACE)),
            Map.entry(EventShape.NAME_PERSON, fromRule(Topics.NAME)),
            Map.entry(EventShape.CORRECT_AT_DEVICE, fromRule(Topics.CORRECT)),
            Map.entry(EventShape.NOTE_SIGHTING, fromRule(Topics.SEEN)),
            Map.entry(EventShape.MAILBOX_EMPTIED, fromRule(Topics.shadowUpdateAccepted("door"))),
            Map.entry(EventShape.ERASE_AT_DEVICE, fromRule(Topics.ERASE)),
            Map.entry(EventShape.NOTE_ERASED, fromRule(Topics.ERASED)),
            Map.entry(EventShape.CORRECT_AS_OPERATOR, action("correct")),
            Map.entry(EventShape.ERASE_AS_OPERATOR, action("erase")),
            Map.entry(EventShape.RECEIPT, action("receipt")),
            Map.entry(EventShape.DEVICE_SCRAPPED, action("device-scrapped")),
            Map.entry(EventShape.EXPORT, action("export")),
            Map.entry(EventShape.ENROL_PERSON, action("enrol-person")),
            Map.entry(EventShape.SWEEP, action("sweep")),
            Map.entry(EventShape.NAME_CHANGED, records("aws:dynamodb")),
            Map.entry(EventShape.REDRIVE, records("aws:sqs"))));

    private static final Map<EventShape, Caller> CALLERS = new EnumMap<>(Map.ofEntries(
            Map.entry(EventShape.NEW_FACE, Caller.RULES), Map.entry(EventShape.NAME_PERSON, Caller.RULES),
            Map.entry(EventShape.CORRECT_AT_DEVICE, Caller.RULES), Map.entry(EventShape.NOTE_SIGHTING, Caller.RULES),
            Map.entry(EventShape.MAILBOX_EMPTIED, Caller.RULES), Map.entry(EventShape.ERASE_AT_DEVICE, Caller.RULES),
            Map.entry(EventShape.NOTE_ERASED, Caller.RULES), Map.entry(EventShape.CORRECT_AS_OPERATOR, Caller.OPERATOR),
            Map.entry(EventShape.ERASE_AS_OPERATOR, Caller.OPERATOR), Map.entry(EventShape.RECEIPT, Caller.OPERATOR),
            Map.entry(EventShape.DEVICE_SCRAPPED, Caller.OPERATOR), Map.entry(EventShape.EXPORT, Caller.OPERATOR),
            Map.entry(EventShape.ENROL_PERSON, Caller.OPERATOR), Map.entry(EventShape.SWEEP, Caller.SCHEDULE),
            Map.entry(EventShape.NAME_CHANGED, Caller.TABLE), Map.entry(EventShape.REDRIVE, Caller.FAILURES)));

    @ParameterizedTest
    @EnumSource
    void eachEventIsTakenFromItsOwnCallerAndFromNoOther(EventShape shape) {
        assertThat(Arrays.stream(Caller.values()).filter(caller -> EventShape.of(caller, Json.bytes(EXAMPLES.get(shape))).isPresent()))
                .as("callers that may send %s", shape).containsExactly(CALLERS.get(shape));
        assertThat(EventShape.of(CALLERS.get(shape), Json.bytes(EXAMPLES.get(shape)))).contains(shape);
    }

    /** Whoever sees to it that a device's message reaches the operator's alias has the rights of a device even so. */
    @ParameterizedTest
    @EnumSource(names = {"CORRECT_AS_OPERATOR", "ERASE_AS_OPERATOR", "DEVICE_SCRAPPED", "EXPORT"})
    void whatSaysFromWhichThingOrTopicItIsIsNoOperators(EventShape shape) {
        assertThat(EventShape.of(Caller.OPERATOR, Json.bytes(EXAMPLES.get(shape).deepCopy().put("thing", "door")))).isEmpty();
        assertThat(EventShape.of(Caller.OPERATOR, Json.bytes(EXAMPLES.get(shape).deepCopy().put("topic", Topics.ERASE)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"NEW_FACE", "NAME_PERSON", "CORRECT_AT_DEVICE", "NOTE_SIGHTING", "MAILBOX_EMPTIED", "ERASE_AT_DEVICE", "NOTE_ERASED"})
    void whatSaysNotFromWhichThingItIsIsNoDevices(EventShape shape) {
        assertThat(EventShape.of(Caller.RULES, Json.bytes(EXAMPLES.get(shape).deepCopy().without("thing")))).isEmpty();
        assertThat(EventShape.of(Caller.RULES, Json.bytes(EXAMPLES.get(shape).deepCopy().put("thing", 7)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "null", "\"erase\"", "{\"action\":\"sweep\"", "{\"thing\":\"\",\"topic\":\"$aws/things//shadow/name/faces/update/accepted\"}"})
    void whatIsNoEventIsNobodys(String json) {
        assertThat(Caller.values()).noneMatch(caller -> EventShape.of(caller, json.getBytes(StandardCharsets.UTF_8)).isPresent());
    }

    private static ObjectNode fromRule(String topic) {
        return Json.MAPPER.createObjectNode().put("thing", "door").put("topic", topic);
    }

    private static ObjectNode action(String action) {
        return Json.MAPPER.createObjectNode().put("action", action);
    }

    private static ObjectNode records(String source) {
        ObjectNode event = Json.MAPPER.createObjectNode();
        event.putArray("Records").addObject().put("eventSource", source);
        return event;
    }
}
