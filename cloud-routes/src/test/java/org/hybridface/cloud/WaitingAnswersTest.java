// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hybridface.cloud.device.Letter;
import org.hybridface.cloud.event.Caller;
import org.hybridface.cloud.table.Bookkeeping;
import org.hybridface.messages.Answer;
import org.hybridface.messages.FaceKey;
import org.hybridface.messages.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A device is away, and its mailbox full. */
class WaitingAnswersTest {

    /** As many as fit into a mailbox of 8 KB. */
    private static final int MAILBOX = 48;
    private static final int FACES = 200;
    private static final String FACE = "00000000-0000-0000-0000-000000000007";

    private final Cloud cloud = new Cloud();

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void answersThatDoNotFitWaitAndFollowEachTimeTheDeviceTakesSomeOut() {
        cloud.room = MAILBOX;
        IntStream.rangeClosed(1, FACES).forEach(number ->
                assertThat(cloud.see("door", FaceKey.of(number), "a stranger").path("status").asText()).isEqualTo("answered"));
        assertThat(told()).hasSize(MAILBOX);
        List<String> asked = List.copyOf(cloud.faces.calls());

        for (int times = 1; times <= FACES / MAILBOX; times++) {
            cloud.room = MAILBOX;
            cloud.call(Cloud.emptied("door"));
        }

        assertThat(told()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(
                IntStream.rangeClosed(1, FACES).mapToObj(FaceKey::of).toList());
        assertThat(cloud.faces.calls()).as("nothing is asked and paid for again").isEqualTo(asked);
        assertThat(cloud.call(Cloud.emptied("door")).path("waiting").asInt()).isZero();
    }

    @Test
    void aNewerAnswerForAKeyDoesNotOvertakeTheOneThatWaits() {
        cloud.room = 0;
        try (Printed log = new Printed()) {
            cloud.see("door", "User001", "");
            assertThat(log.lines()).as("said to whoever looks for the answer").filteredOn(line -> line.contains("status=waiting"))
                    .singleElement().asString().contains("the mailbox is full");
        }
        cloud.room = MAILBOX;

        cloud.see("door", "User001", "a stranger");
        cloud.call(Cloud.emptied("door"));

        assertThat(cloud.letters).singleElement().satisfies(letter ->
                assertThat(letter.face("User001").path("state").asText()).isEqualTo("enrolled"));
    }

    @Test
    void anOlderAnswerDoesNotReplaceTheNewerThatWaits() {
        var waiting = new Bookkeeping(cloud.dynamoDb, Cloud.TABLE, Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(30), Cloud.BUCKET, Clock.systemUTC()).waiting();
        for (Answer answer : List.of(new Answer.Enrolled(FACE, 99, 1), new Answer.Named("Ada", FACE, 100, 3), new Answer.Named("Eve", FACE, 99, 2))) {
            waiting.add(new Letter("door", "User001-k3f9x2", answer, new Trace(Map.of())));
        }

        assertThat(waiting.all("door").waiting()).isEqualTo(Map.of("User001-k3f9x2", new Answer.Named("Ada", FACE, 100, 3)));
    }

    @Test
    void aMailboxThatWasEmptiedBeforeTheAnswerWaitedGetsItAtOnce() {
        cloud.room = 0;
        cloud.afterRefusal = () -> {
            cloud.afterRefusal = () -> { };
            cloud.room = MAILBOX;
            assertThat(cloud.call(Cloud.emptied("door")).path("sent").asInt()).isZero();
        };

        cloud.see("door", "User001", "a stranger");

        assertThat(told()).containsExactly("User001");
    }

    @Test
    void anAnswerThatTookThePlaceOfOneJustSentFollows() {
        cloud.room = 0;
        cloud.see("door", "User001", "a stranger");
        cloud.see("door", "User002", "a stranger");
        var waiting = new Bookkeeping(cloud.dynamoDb, Cloud.TABLE, Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(30), Cloud.BUCKET, Clock.systemUTC()).waiting();
        var delivery = waiting.all("door");
        Answer newer = new Answer.Named("Ada", FACE, 100, 9);
        waiting.add(new Letter("door", "User001", newer, new Trace(Map.of())));

        assertThat(waiting.sent(delivery).waiting()).isEqualTo(Map.of("User001", newer));
        assertThat(waiting.all("door").waiting()).isEqualTo(Map.of("User001", newer));
    }

    @Test
    void theNameOfAFaceWaitsAsWellAndAScrappedDeviceHoldsNobodyUp() {
        String faceId = cloud.see("door", "User001", "a stranger").path("faceId").asText();
        cloud.room = 0;

        JsonNode result = cloud.callAs(Caller.TABLE, named(faceId));

        assertThat(result.path("batchItemFailures")).isEmpty();
        cloud.room = MAILBOX;
        cloud.call(Cloud.emptied("door"));
        assertThat(cloud.lastLetter().face("User001").path("name").asText()).isEqualTo("Ada");
    }

    @Test
    void onlyTheShadowServiceSaysWhoseMailboxWasEmptied() {
        byte[] forged = Cloud.bytes(Cloud.JSON.createObjectNode().put("thing", "door").put("topic", "$aws/things/hall/shadow/name/faces/update/accepted"));

        assertThat(cloud.call(forged).path("reason").asText()).isEqualTo("unknown event");
        assertThat(cloud.callAs(Caller.OPERATOR, Cloud.emptied("door")).path("reason").asText()).isEqualTo("unknown event");
    }

    private List<String> told() {
        List<String> keys = new ArrayList<>();
        cloud.letters.forEach(letter -> letter.document().at("/state/desired/faces").fieldNames().forEachRemaining(keys::add));
        return keys;
    }

    private byte[] named(String faceId) {
        cloud.dynamoDb.updateItem(update -> update.tableName(Cloud.TABLE).key(Map.of("id", AttributeValue.fromS(faceId)))
                .updateExpression("SET #n = :n").expressionAttributeNames(Map.of("#n", "name"))
                .expressionAttributeValues(Map.of(":n", AttributeValue.fromS("Ada"))));
        String record = "{'eventSource':'aws:dynamodb','dynamodb':{'SequenceNumber':'1','Keys':{'id':{'S':'%1$s'}},"
                + "'OldImage':{'id':{'S':'%1$s'},'seenBy':{'SS':['door#User001']}},"
                + "'NewImage':{'id':{'S':'%1$s'},'name':{'S':'Ada'},'seenBy':{'SS':['door#User001']}}}}";
        return ("{\"Records\":[" + record.formatted(faceId).replace('\'', '"') + "]}").getBytes(StandardCharsets.UTF_8);
    }
}
