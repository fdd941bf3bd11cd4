// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.aws.iam.Policy;
import com.pulumi.aws.iam.PolicyArgs;
import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.AliasArgs;
import com.pulumi.aws.lambda.FunctionEventInvokeConfig;
import com.pulumi.aws.lambda.FunctionEventInvokeConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionEventInvokeConfigDestinationConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionEventInvokeConfigDestinationConfigOnFailureArgs;
import com.pulumi.core.Output;
import org.hybridface.stack.PolicyDocument.Statement;

/**
 * Who may call the recogniser: an alias for each kind of caller, as in cloud-routes ({@code Caller}). The function reads from the ARN
 * by which it was called what it may believe; nothing in an event can change that.
 *
 * <p>The rules' alias points to the published version, whose snapshot starts fast. A version is Pending for minutes after an update and
 * Inactive after 14 days without a call, and refuses calls meanwhile (Lambda developer guide, "Lambda SnapStart and function
 * states"). The other callers are in no hurry and must not be refused: their aliases point to {@code $LATEST}, the same code
 * without a snapshot, for which the provider waits before it goes on.
 */
final class Callers {

    /** The unpublished version: the code and settings of the last {@code pulumi up}. */
    private static final String UNPUBLISHED = "$LATEST";

    /** AWS tries an asynchronous event this often again; then it goes to the failure queue. */
    private static final int RETRIES = 2;

    /** An answer later than this helps nobody: the person has left, and the device asks again by itself. */
    private static final int OLDEST_FACE_SECONDS = 3600;

    /** Lambda's longest: a photo to be enrolled does not grow old. */
    private static final int OLDEST_ENROLMENT_SECONDS = 6 * 3600;

    /** The next sweep goes on where this one did not get to. */
    private static final int OLDEST_SWEEP_SECONDS = 1800;

    private final Recogniser recogniser;
    private final Alias rules;
    private final Alias table;
    private final Alias operator;
    private final Alias sweep;
    private final Alias redrive;
    private final Policy operatorPolicy;

    /** @param recogniser its function, version and failure queue must be there already */
    Callers(Recogniser recogniser, FaceMemory memory) {
        this.recogniser = recogniser;
        rules = alias("latest", "What devices sent, by the IoT rules: the newest published version", recogniser.function().version());
        table = alias("table", "What changed in the table, by its stream", Output.of(UNPUBLISHED));
        operator = alias("operator", "People and tools with a right of their own", Output.of(UNPUBLISHED));
        sweep = alias("sweep", "The schedule that holds collection, table and bucket against each other", Output.of(UNPUBLISHED));
        redrive = alias("redrive", "The failure queue, while it is delivered again", Output.of(UNPUBLISHED));
        retryThenKeep(rules, OLDEST_FACE_SECONDS);
        retryThenKeep(sweep, OLDEST_SWEEP_SECONDS);
        retryThenKeep(operator, OLDEST_ENROLMENT_SECONDS);
        operatorPolicy = new Policy("face-operator", PolicyArgs.builder()
                .description("For people and tools that enrol and name faces")
                .policy(PolicyDocument.of(
                        Statement.allow("EnrolPeople").actions("lambda:InvokeFunction").resources(operator.arn()),
                        Statement.allow("EditNames").actions("dynamodb:Scan", "dynamodb:UpdateItem").resources(memory.table().arn()))
                        .and(memory.key().toOpen("dynamodb")).json())
                .build(), recogniser.here());
    }

    private Alias alias(String name, String description, Output<String> version) {
        return new Alias(name, AliasArgs.builder()
                .name(name)
                .description(description)
                .functionName(recogniser.function().name())
                .functionVersion(version)
                .build(), recogniser.here());
    }

    private void retryThenKeep(Alias alias, int oldestSeconds) {
        new FunctionEventInvokeConfig(alias.pulumiResourceName(), FunctionEventInvokeConfigArgs.builder()
                .functionName(recogniser.function().name())
                .qualifier(alias.name())
                .maximumRetryAttempts(RETRIES)
                .maximumEventAgeInSeconds(oldestSeconds)
                .destinationConfig(FunctionEventInvokeConfigDestinationConfigArgs.builder()
                        .onFailure(FunctionEventInvokeConfigDestinationConfigOnFailureArgs.builder()
                                .destination(recogniser.failures().arn()).build())
                        .build())
                .build(), recogniser.here());
    }

    /** For the IoT rules. */
    Alias rules() {
        return rules;
    }

    /** For the table's event source mapping, which calls synchronously and keeps what failed by itself. */
    Alias table() {
        return table;
    }

    /** For the schedule. */
    Alias sweep() {
        return sweep;
    }

    /** For the failure queue's event source mapping, which calls synchronously and leaves in the queue what failed. */
    Alias redrive() {
        return redrive;
    }

    /** For people and tools. */
    Alias operator() {
        return operator;
    }

    /** The right to be an operator; who gets it is decided in IAM. */
    Policy operatorPolicy() {
        return operatorPolicy;
    }
}
