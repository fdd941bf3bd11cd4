// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.aws.budgets.Budget;
import com.pulumi.aws.budgets.BudgetArgs;
import com.pulumi.aws.budgets.inputs.BudgetCostFilterArgs;
import com.pulumi.aws.budgets.inputs.BudgetNotificationArgs;
import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says when something is wrong or costs more than planned: alarms, a budget, and a dashboard to look at first. */
final class Watch extends Component {

    private static final int FIVE_MINUTES = 300;
    private static final int DAY = 24 * 3600;

    /** An event this old is stuck, not slow: a retry comes after one and after two minutes. */
    private static final double OLD_EVENT_MILLIS = 300_000;

    private final Topic topic;

    Watch(Settings settings, Recogniser recogniser, Place place) {
        super("watch");
        topic = new Topic("alarms", TopicArgs.Empty, here());
        if (!settings.alarmEmail().isEmpty()) {
            new TopicSubscription("alarms", TopicSubscriptionArgs.builder()
                    .topic(topic.arn())
                    .protocol("email")
                    .endpoint(settings.alarmEmail())
                    .build(), here());
            limitMonth(settings);
        }
        watchLambda(recogniser);
        watchQueue(recogniser);
        watchRules(recogniser);
        alarm("rekognition-calls", "More photos than planned went to Rekognition in a day: each costs money", "AWS/Rekognition",
                "SuccessfulRequestCount", Output.of(Map.of("Operation", settings.searchOperation())), "Sum", DAY,
                settings.rekognitionCallsPerDay());
        new Dashboard(this, settings, recogniser, place);
    }

    private void watchLambda(Recogniser recogniser) {
        Output<Map<String, String>> function = recogniser.function().name().applyValue(name -> Map.of("FunctionName", name));
        alarm("recogniser-errors", "The recogniser failed; its log says why", "AWS/Lambda", "Errors", function, "Sum",
                FIVE_MINUTES, 0);
        alarm("recogniser-throttles", "Lambda refused calls: raise the account's concurrency", "AWS/Lambda", "Throttles",
                function, "Sum", FIVE_MINUTES, 0);
        alarm("recogniser-event-age", "Faces wait minutes for the recogniser", "AWS/Lambda", "AsyncEventAge", function,
                "Maximum", FIVE_MINUTES, OLD_EVENT_MILLIS);
        alarm("name-changed-age", "Changed names wait minutes for the recogniser", "AWS/Lambda", "IteratorAge", function,
                "Maximum", FIVE_MINUTES, OLD_EVENT_MILLIS);
    }

    private void watchQueue(Recogniser recogniser) {
        alarm("unanswered-faces", "Events failed for good; each message in the queue says which", "AWS/SQS",
                "ApproximateNumberOfMessagesVisible",
                recogniser.failures().name().applyValue(name -> Map.of("QueueName", name)), "Maximum", FIVE_MINUTES, 0);
    }

    private void watchRules(Recogniser recogniser) {
        for (TopicToLambda rule : recogniser.rules()) {
            String name = rule.rule().pulumiResourceName();
            alarm("rule-failures-" + name, "AWS IoT could not hand messages to the recogniser", "AWS/IoT", "Failure",
                    rule.rule().name().applyValue(known -> new TreeMap<>(
                            Map.of("ActionType", "Lambda", "RuleName", known))), "Sum", FIVE_MINUTES, 0);
        }
    }

    private void alarm(String name, String description, String namespace, String metric,
            Output<Map<String, String>> dimensions, String statistic, int periodSeconds, double above) {
        new MetricAlarm(name, MetricAlarmArgs.builder()
                .alarmDescription(description)
                .namespace(namespace)
                .metricName(metric)
                .dimensions(dimensions)
                .statistic(statistic)
                .period(periodSeconds)
                .evaluationPeriods(1)
                .comparisonOperator("GreaterThanThreshold")
                .threshold(above)
                .treatMissingData("notBreaching")
                .alarmActions(topic.arn().applyValue(List::of))
                .okActions(topic.arn().applyValue(List::of))
                .build(), here());
    }

    private void limitMonth(Settings settings) {
        new Budget("rekognition", BudgetArgs.builder()
                .budgetType("COST")
                .timeUnit("MONTHLY")
                .limitAmount(String.valueOf(settings.budgetUsdPerMonth()))
                .limitUnit("USD")
                .costFilters(BudgetCostFilterArgs.builder().name("Service").values("Amazon Rekognition").build())
                .notifications(mailAt(80, settings), mailAt(100, settings))
                .build(), here());
    }

    private static BudgetNotificationArgs mailAt(double percent, Settings settings) {
        return BudgetNotificationArgs.builder()
                .notificationType("ACTUAL")
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .subscriberEmailAddresses(settings.alarmEmail())
                .build();
    }
}
