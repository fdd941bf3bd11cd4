// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.hybridface.cloud.event.Caller;
import org.hybridface.messages.EnrolPerson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void whatHoldsNoEventStaysInTheQueue() {
        ObjectNode stream = Cloud.JSON.createObjectNode();
        stream.putObject("DDBStreamBatchInfo").put("shardId", "1");
        ObjectNode nested = ofLambda(Caller.FAILURES, face("Ada", UUID.randomUUID()));
        ObjectNode unreadable = Cloud.JSON.createObjectNode().put("clientId", "door").put("base64OriginalPayload", "not base64!");

        assertThat(redrive(stream, Cloud.JSON.createObjectNode(), nested, unreadable)).containsExactly("m0", "m1", "m2", "m3");
    }
}
