// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.hybridface.stack.OrderedJson.object;

import com.pulumi.aws.cloudwatch.DashboardArgs;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One page: how many faces came, how long answers took, what went wrong, and what drives the bill. */
final class Dashboard {

    /** CloudWatch's grid is 24 wide. */
    private static final int WIDTH = 12;
    private static final int HEIGHT = 6;

    private final List<Object> widgets = new ArrayList<>();
    private final Output<String> region;

    Dashboard(Component parent, Settings settings, Recogniser recogniser, Place place) {
        region = place.region();
        Output<String> function = recogniser.function().name();
        graph("Calls and failures", "Sum",
                List.of("AWS/Lambda", "Invocations", "FunctionName", function),
                List.of("AWS/Lambda", "Errors", "FunctionName", function),
                List.of("AWS/Lambda", "Throttles", "FunctionName", function),
                List.of("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", recogniser.failures().name()));
        graph("Latency: run time of the recogniser, p50 and p95 (ms)", "p50",
                List.of("AWS/Lambda", "Duration", "FunctionName", function),
                List.of("AWS/Lambda", "Duration", "FunctionName", function, object("stat", "p95")),
                List.of("AWS/Lambda", "AsyncEventAge", "FunctionName", function, object("stat", "Maximum")));
        Stream<String> charged = settings.matchesUsers() ? Stream.of("SearchUsersByImage", "SearchFacesByImage", "IndexFaces", "AssociateFaces")
                : Stream.of("SearchFacesByImage", "IndexFaces");
        graph("Cost drivers: Rekognition calls", "Sum", Stream.concat(
                charged.map(operation -> List.of("AWS/Rekognition", "SuccessfulRequestCount", "Operation", operation)),
                Stream.of(List.of("AWS/Rekognition", "ThrottledCount", "Operation", settings.searchOperation()))).toArray(List<?>[]::new));
        graph("Messages of devices", "Sum", recogniser.rules().stream()
                .map(rule -> List.<Object>of("AWS/IoT", "TopicMatch", "RuleName", rule.rule().name()))
                .toList().toArray(List<?>[]::new));
        new com.pulumi.aws.cloudwatch.Dashboard("faces", DashboardArgs.builder()
                // Dashboards are one list for all regions of an account.
                .dashboardName(Output.format("faces-%s", region))
                .dashboardBody(OrderedJson.output(object("widgets", widgets)))
                .build(), parent.here());
    }

    private void graph(String title, String statistic, List<?>... metrics) {
        int place = widgets.size();
        Map<String, Object> properties = object("title", title, "view", "timeSeries", "stat", statistic, "period", 300,
                "region", region, "metrics", List.of(metrics));
        widgets.add(object("type", "metric", "x", place % 2 * WIDTH, "y", place / 2 * HEIGHT, "width", WIDTH,
                "height", HEIGHT, "properties", properties));
    }
}
