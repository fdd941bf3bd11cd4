// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.EnrolPerson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What failed for good comes again, as it was and with no more rights than it had. */
class RedriveTest {

    private final Cloud cloud = new Cloud();

    @AfterEach
    void close() {
        cloud.close();
    }

    /** As Lambda writes it to the queue. */
    private static ObjectNode ofLambda(Caller caller, byte[] event) {
        ObjectNode record = Cloud.JSON.createObjectNode().put("version", "1.0");
        record.putObject("requestContext").put("requestId", "1").put("functionArn", Cloud.FUNCTION + ":" + caller.alias())
                .put("condition", "RetriesExhausted").put("approximateInvokeCount", 3);
        record.set("requestPayload", Cloud.read(event));
        return record;
    }

    private List<String> redrive(ObjectNode... records) {
        ObjectNode batch = Cloud.JSON.createObjectNode();
        ArrayNode messages = batch.putArray("Records");
        for (int i = 0; i < records.length; i++) {
            messages.addObject().put("eventSource", "aws:sqs").put("messageId", "m" + i).put("body", records[i].toString());
        }
        List<String> left = new ArrayList<>();
        JsonNode report = cloud.callAs(Caller.FAILURES, Cloud.bytes(batch));
        report.path("batchItemFailures").forEach(failure -> left.add(failure.path("itemIdentifier").asText()));
        return left;
    }

    private static byte[] face(String who, UUID uuid) {
        return Cloud.newFace("door", "User001", uuid, TestPhotos.of(who));
    }

    @Test
    void aFaceThatFailedForGoodIsAnsweredAsIfItHadJustCome() {
        assertThat(redrive(ofLambda(Caller.RULES, face("Ada", UUID.randomUUID())))).isEmpty();

        assertThat(cloud.lastLetter().thing()).isEqualTo("door");
        assertThat(cloud.lastLetter().face("User001").path("state").asText()).isEqualTo("enrolled");
    }

    @Test
    void oneThatFailsAgainStaysInTheQueueAndTheOthersLeaveIt() {
        cloud.faces.failNextCallWith(new IllegalStateException("throttled"));

        assertThat(redrive(ofLambda(Caller.RULES, face("Ada", UUID.randomUUID())), ofLambda(Caller.RULES, face("Grace", UUID.randomUUID()))))
                .containsExactly("m0");
        assertThat(cloud.letters).hasSize(1);
    }

    @Test
    void anEventThatWasAnsweredMeanwhileChangesNothing() {
        byte[] event = face("Ada", UUID.randomUUID());
        cloud.call(event);

        assertThat(redrive(ofLambda(Caller.RULES, event))).isEmpty();
        assertThat(cloud.letters).hasSize(1);
        assertThat(cloud.faces.size()).isOne();
    }

    @Test
    void aLabelledPhotoComesByTheOperatorsAliasOnly() {
        byte[] person = EnrolPerson.withPhoto("Ada", TestPhotos.of("Ada")).toJson();

        assertThat(redrive(ofLambda(Caller.RULES, person), ofLambda(Caller.OPERATOR, person))).containsExactly("m0");
        assertThat(cloud.faces.size()).isOne();
    }

    @Test
    void aMessageThatARuleCouldNotHandOverIsSaidToComeFromTheConnectionThatSentIt() {
        ObjectNode message = (ObjectNode) Cloud.read(face("Ada", UUID.randomUUID()));
        message.put("thing", "somebody-else").put("topic", "face_recognition/name");
        ObjectNode record = Cloud.JSON.createObjectNode().put("ruleName", "face_recognition_new").put("topic", "face_recognition/new")
                .put("clientId", "garden").put("base64OriginalPayload", Base64.getEncoder().encodeToString(Cloud.bytes(message)));

        assertThat(redrive(record)).isEmpty();
        assertThat(cloud.lastLetter().thing()).isEqualTo("garden");
    }

    /** As Lambda writes it to the queue: where in the stream the records lie, from the first to the last that there are. */
    private ObjectNode ofStream() {
        DynamoDbStreamsClient streams = cloud.server.dynamoDbStreamsClient();
        String arn = streams.listStreams(request -> request.tableName(Cloud.TABLE)).streams().get(0).streamArn();
        String shard = streams.describeStream(request -> request.streamArn(arn)).streamDescription().shards().get(0).shardId();
        String iterator = streams.getShardIterator(request -> request.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
        List<String> numbers = streams.getRecords(request -> request.shardIterator(iterator)).records().stream()
                .map(record -> record.dynamodb().sequenceNumber()).toList();
        ObjectNode message = Cloud.JSON.createObjectNode().put("version", "1.0");
        message.putObject("requestContext").put("functionArn", Cloud.FUNCTION + ":" + Caller.TABLE.alias()).put("condition", "RetryAttemptsExhausted");
        message.putObject("DDBStreamBatchInfo").put("streamArn", arn).put("shardId", shard).put("batchSize", numbers.size())
                .put("startSequenceNumber", numbers.get(0)).put("endSequenceNumber", numbers.get(numbers.size() - 1));
        return message;
    }

    private void nameHer() {
        Map<String, AttributeValue> item = new HashMap<>(cloud.item(cloud.lastLetter().face("User001").path("faceId").asText()));
        item.put("name", AttributeValue.fromS("Ada"));
        cloud.put(item);
    }

    @Test
    void aNameThatNobodyCouldBeToldIsToldWhenItsRecordsComeAgain() {
        cloud.call(face("Ada", UUID.randomUUID()));
        nameHer();
        ObjectNode failed = ofStream();

        assertThat(redrive(failed)).isEmpty();
        assertThat(cloud.lastLetter().face("User001").path("name").asText()).isEqualTo("Ada");
    }

    @Test
    void recordsThatFailAgainStayInTheQueue() {
        cloud.call(face("Ada", UUID.randomUUID()));
        nameHer();
        cloud.failNextShadowUpdateWith(new IllegalStateException("throttled"));

        assertThat(redrive(ofStream())).containsExactly("m0");
        assertThat(cloud.letters).hasSize(1);
    }

    @Test
    void recordsThatTheStreamNoLongerHasStayInTheQueueAndTheLogSaysWhatToDo() {
        cloud.call(face("Ada", UUID.randomUUID()));
        ObjectNode gone = ofStream();
        ((ObjectNode) gone.get("DDBStreamBatchInfo")).put("endSequenceNumber", "999999999999999999999");
        ObjectNode elsewhere = ofStream();
        ((ObjectNode) elsewhere.get("DDBStreamBatchInfo")).put("shardId", "shardId-00000000000000000000-00000000");

        try (Printed log = new Printed()) {
            assertThat(redrive(gone, elsewhere)).containsExactly("m0", "m1");
            assertThat(log.lines()).filteredOn(line -> line.contains("edit the name of the face again")).hasSize(2);
        }
    }

    @Test
    void whatHoldsNoEventStaysInTheQueue() {
        ObjectNode stream = Cloud.JSON.createObjectNode();
        stream.putObject("DDBStreamBatchInfo").put("shardId", "1");
        ObjectNode nested = ofLambda(Caller.FAILURES, face("Ada", UUID.randomUUID()));
        ObjectNode unreadable = Cloud.JSON.createObjectNode().put("clientId", "door").put("base64OriginalPayload", "not base64!");

        assertThat(redrive(stream, Cloud.JSON.createObjectNode(), nested, unreadable)).containsExactly("m0", "m1", "m2", "m3");
    }
}
