// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;

/** EventBridge lets the sweeper run every hour, by an alias of its own. */
final class Schedule {

    private static final String NAME = "sweep";

    private static final String HOURLY = "rate(1 hour)";

    /** What the function is handed: an event that only this alias accepts. */
    private static final String EVENT = OrderedJson.text(OrderedJson.object("action", "sweep"));

    Schedule(Recogniser recogniser, Place place) {
        EventRule hourly = new EventRule(NAME, EventRuleArgs.builder()
                .description("Lets the recogniser hold collection, table and bucket against each other")
                .scheduleExpression(HOURLY)
                .build(), recogniser.here());
        new Permission(NAME, PermissionArgs.builder()
                .action("lambda:InvokeFunction")
                .function(recogniser.function().name())
                .qualifier(recogniser.callers().sweep().name())
                .principal("events.amazonaws.com")
                .sourceArn(hourly.arn())
                .sourceAccount(place.account())
                .build(), recogniser.here());
        new EventTarget(NAME, EventTargetArgs.builder()
                .rule(hourly.name())
                .arn(recogniser.callers().sweep().arn())
                .input(EVENT)
                .build(), recogniser.here());
    }
}
