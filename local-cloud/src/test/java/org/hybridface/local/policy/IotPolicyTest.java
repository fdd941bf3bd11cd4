// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recorded stack's own device policy: what a camera may do, and what it may not. */
class IotPolicyTest {

    private static final String ARN = "arn:aws:iot:eu-central-1:123456789012:";

    private final PolicyDocument policy = recorded();
    private final RequestContext camera1 = RequestContext.ofConnection("camera-1", List.of("camera-1"));

    private static PolicyDocument recorded() {
        try (InputStream file = IotPolicyTest.class.getResourceAsStream("/stack.json")) {
            for (JsonNode resource : new ObjectMapper().readTree(file).path("resources")) {
                if (resource.path("type").asText().equals("aws:iot/policy:Policy")) {
                    return PolicyDocument.of(resource.path("inputs").path("policy"));
                }
            }
            throw new IllegalStateException("stack.json has no aws:iot/policy:Policy");
        } catch (IOException e) {
            throw new IllegalStateException("cannot read stack.json", e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "iot:Connect, client/camera-1, true",
        "iot:Connect, client/camera-2, false",
        "iot:Publish, topic/face_recognition/new, true",
        "iot:Publish, topic/face_recognition/inference, true",
        "iot:Publish, topic/face_recognition/other, false",
        "iot:Publish, topic/face_recognition/new/more, false",
        "iot:Publish, topic/$aws/things/camera-1/shadow/name/faces/get, true",
        "iot:Publish, topic/$aws/things/camera-1/shadow/name/faces/update, true",
        "iot:Publish, topic/$aws/things/camera-1/shadow/name/faces/delete, false",
        "iot:Publish, topic/$aws/things/camera-1/shadow/name/other/update, false",
        "iot:Publish, topic/$aws/things/camera-1/shadow/update, false",
        "iot:Publish, topic/$aws/things/camera-2/shadow/name/faces/update, false",
        "iot:Subscribe, topicfilter/$aws/things/camera-1/shadow/name/faces/#, true",
        "iot:Subscribe, topicfilter/$aws/things/camera-1/shadow/name/faces/update/delta, true",
        "iot:Subscribe, topicfilter/$aws/things/camera-1/shadow/name/faces/update/accepted, true",
        "iot:Subscribe, topicfilter/$aws/things/camera-1/shadow/name/faces/get/rejected, true",
        "iot:Subscribe, topicfilter/$aws/things/camera-1/shadow/name/+/update/delta, false",
        "iot:Subscribe, topicfilter/$aws/things/camera-1/shadow/#, false",
        "iot:Subscribe, topicfilter/$aws/things/camera-2/shadow/name/faces/#, false",
        "iot:Subscribe, topicfilter/$aws/things/+/shadow/name/faces/#, false",
        "iot:Subscribe, topicfilter/#, false",
        "iot:Subscribe, topicfilter/face_recognition/new, false",
        "iot:Subscribe, topic/$aws/things/camera-1/shadow/name/faces/#, false",
        "iot:Receive, topic/$aws/things/camera-1/shadow/name/faces/update/delta, true",
        "iot:Receive, topic/$aws/things/camera-1/shadow/name/faces/get/accepted, true",
        "iot:Receive, topic/$aws/things/camera-2/shadow/name/faces/update/delta, false",
        "iot:Receive, topic/face_recognition/new, false",
        "iot:RetainPublish, topic/face_recognition/new, false",
        "iot:UpdateThingShadow, thing/camera-1/faces, false",
    })
    void aCameraReachesOnlyItsOwn(String action, String resource, boolean allowed) {
        assertThat(policy.allows(action, ARN + resource, camera1)).isEqualTo(allowed);
    }

    @Test
    void aCertificateCannotConnectUnderTheNameOfAnotherThing() {
        RequestContext stranger = RequestContext.ofConnection("camera-2", List.of("camera-1"));

        assertThat(policy.allows("iot:Connect", ARN + "client/camera-2", stranger)).isFalse();
        assertThat(policy.allows("iot:Publish", ARN + "topic/$aws/things/camera-2/shadow/name/faces/update", stranger)).isFalse();
    }

    @Test
    void aCertificateWithoutAThingCannotConnect() {
        RequestContext nobody = RequestContext.ofConnection("camera-1", List.of());

        assertThat(policy.allows("iot:Connect", ARN + "client/camera-1", nobody)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "iot:Subscribe, topicfilter/a/#, topicfilter/a/#, true",
        "iot:Subscribe, topicfilter/a/#, topicfilter/a/b, false",
        "iot:Subscribe, topicfilter/a/*, topicfilter/a/#, true",
        "iot:Subscribe, topicfilter/a/*, topicfilter/a/b/c, true",
        "iot:Subscribe, topicfilter/a/+/b, topicfilter/a/+/b, true",
        "iot:Subscribe, topicfilter/a/+/b, topicfilter/a/x/b, false",
        "iot:Publish, topic/a/#, topic/a/b, false",
        "iot:Publish, topic/a/+, topic/a/b, false",
        "iot:Publish, topic/a/*, topic/a/b/c, true",
        "iot:Publish, topic/a/?, topic/a/b, true",
        "iot:Publish, topic/a/?, topic/a/bc, false",
    })
    void wildcardsOfMqttAreLettersInAPolicy(String action, String granted, String asked, boolean allowed) {
        PolicyDocument document = PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"}]}"""
                .formatted(action, ARN + granted));

        assertThat(document.allows(action, ARN + asked, camera1)).isEqualTo(allowed);
    }
}
