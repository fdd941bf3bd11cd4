// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.iot.TopicRule;
import com.pulumi.aws.iot.TopicRuleArgs;
import com.pulumi.aws.iot.inputs.TopicRuleErrorActionArgs;
import com.pulumi.aws.iot.inputs.TopicRuleErrorActionSqsArgs;
import com.pulumi.aws.iot.inputs.TopicRuleLambdaArgs;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.aws.sqs.Queue;
import java.util.List;
import java.util.Map;
import org.hybridface.stack.PolicyDocument.Statement;

/** An IoT rule that hands each message of one topic to the recogniser, and its right to do so. */
final class TopicToLambda {

    private static final String SQL_VERSION = "2016-03-23";

    /** What the rule adds by itself: who sent it, from the connection, and by which topic. */
    private static final String ORIGIN = "clientid() AS thing, topic() AS topic";

    /**
     * The fields of each topic's message, as in face-messages ({@code NewFace}, {@code NameFace}, {@code Correction}, {@code FaceSeen}, {@code ErasePerson}, {@code ErasedHere}). Never all of them: a device would
     * choose what the function sees.
     */
    private static final Map<String, List<String>> FIELDS = Map.of(
            DeviceTopics.NEW_FACE, List.of("version", "uuid", "id", "capturedAt", "face", "quality", "incarnation"),
            DeviceTopics.NAME, List.of("version", "faceId", "name"),
            DeviceTopics.CORRECT, List.of("version", "correction"),
            DeviceTopics.SEEN, List.of("version", "id", "faceId", "answerVersion"),
            // No person: a device names a face that it saw.
            DeviceTopics.ERASE, List.of("version", "faceId", "by"),
            DeviceTopics.ERASED, List.of("version", "erasure", "at", "gone"));

    /**
     * Of each device that takes answers out of its mailbox, only who it is: the third part of the topic, to which the shadow service alone publishes.
     * What the function puts in reports nothing, and a comparison with nothing does not hold (AWS IoT SQL reference, "Operators").
     */
    private static final String MAILBOX_EMPTIED = "SELECT topic(3) AS thing, topic() AS topic FROM '" + DeviceTopics.MAILBOX_CHANGED
            + "' WHERE state.reported.applied.version > 0";

    private final TopicRule rule;

    private TopicToLambda(String name, String description, String sql, Recogniser recogniser, Place place, Role errors) {
        rule = new TopicRule(name, TopicRuleArgs.builder()
                .name(name)
                .description(description)
                .enabled(true)
                .sql(sql)
                .sqlVersion(SQL_VERSION)
                .lambdas(TopicRuleLambdaArgs.builder().functionArn(recogniser.callers().rules().arn()).build())
                .errorAction(TopicRuleErrorActionArgs.builder()
                        .sqs(TopicRuleErrorActionSqsArgs.builder()
                                .queueUrl(recogniser.failures().url())
                                .roleArn(errors.arn())
                                .useBase64(false)
                                .build())
                        .build())
                .build(), recogniser.here());
        new Permission(name, PermissionArgs.builder()
                .action("lambda:InvokeFunction")
                .function(recogniser.function().name())
                .qualifier(recogniser.callers().rules().name())
                .principal("iot.amazonaws.com")
                .sourceArn(rule.arn())
                .sourceAccount(place.account())
                .build(), recogniser.here());
    }

    /**
     * @param topic  topic of the messages; also the rule's name, with '_' for '/'
     * @param errors role that may put a message AWS IoT could not hand over into the failure queue
     */
    static TopicToLambda messages(String topic, Recogniser recogniser, Place place, Role errors) {
        return new TopicToLambda(topic.replace('/', '_'), "Hands " + topic + " to the recogniser", sql(topic), recogniser, place, errors);
    }

    /** The answers for which a mailbox had no room follow when its device has taken others out. */
    static TopicToLambda mailboxEmptied(Recogniser recogniser, Place place, Role errors) {
        return new TopicToLambda("face_recognition_emptied", "Tells the recogniser which device has room in its mailbox again", MAILBOX_EMPTIED,
                recogniser, place, errors);
    }

    private static String sql(String topic) {
        return "SELECT " + String.join(", ", FIELDS.get(topic)) + ", " + ORIGIN + " FROM '" + topic + "'";
    }

    static Role errorRole(Recogniser recogniser, Place place, Queue failures, DataKey key) {
        Role role = new Role("rule-errors", RoleArgs.builder()
                .description("Lets IoT rules keep what they could not hand over")
                .assumeRolePolicy(PolicyDocument.trust("iot.amazonaws.com", place.account()).json())
                .build(), recogniser.here());
        new RolePolicy("rule-errors", RolePolicyArgs.builder()
                .role(role.id())
                .policy(PolicyDocument.of(Statement.allow("KeepFailures")
                        .actions("sqs:SendMessage")
                        .resources(failures.arn()))
                        .and(key.toOpen("sqs")).and(key.toAdd("sqs")).json())
                .build(), recogniser.here());
        return role;
    }

    TopicRule rule() {
        return rule;
    }
}
