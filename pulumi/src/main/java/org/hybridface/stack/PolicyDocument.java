// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.core.Output;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An IAM or IoT policy, as JSON in a fixed order. Grammar: IAM user guide, "Grammar of the IAM JSON policy language".
 *
 * @param statements in the order they are written
 */
record PolicyDocument(List<Statement> statements) {

    /** The only version both IAM and IoT accept that knows policy variables. */
    private static final String VERSION = "2012-10-17";

    static PolicyDocument of(Statement... statements) {
        return new PolicyDocument(List.of(statements));
    }

    /** The trust policy of a role that one AWS service takes on. */
    static PolicyDocument trust(String service) {
        return of(Statement.allow("Trust").principal(service).actions("sts:AssumeRole"));
    }

    /** The trust policy of a role that one AWS service takes on for resources of this account only. */
    static PolicyDocument trust(String service, Output<String> account) {
        return of(Statement.allow("Trust").principal(service).actions("sts:AssumeRole")
                .when("StringEquals", "aws:SourceAccount", account));
    }

    /** These statements, and then others. */
    PolicyDocument and(List<Statement> others) {
        return new PolicyDocument(Stream.concat(statements.stream(), others.stream()).toList());
    }

    Output<String> json() {
        return OrderedJson.output(OrderedJson.object(
                "Version", VERSION,
                "Statement", statements.stream().map(Statement::tree).toList()));
    }

    /** One statement; every method gives a new one. {@code sid} says what it is for: letters and digits only. */
    record Statement(Map<String, Object> tree) {

        static Statement allow(String sid) {
            return new Statement(OrderedJson.object("Sid", sid, "Effect", "Allow"));
        }

        static Statement deny(String sid) {
            return new Statement(OrderedJson.object("Sid", sid, "Effect", "Deny"));
        }

        Statement principal(String service) {
            return with("Principal", OrderedJson.object("Service", service));
        }

        Statement principal(Output<String> service) {
            return with("Principal", OrderedJson.object("Service", service));
        }

        /** Whoever the account's own IAM policies allow. */
        Statement account(Place place) {
            return with("Principal", OrderedJson.object("AWS",
                    Output.format("arn:%s:iam::%s:root", place.partition(), place.account())));
        }

        Statement anyPrincipal() {
            return with("Principal", "*");
        }

        Statement actions(String... actions) {
            return with("Action", Arrays.asList(actions));
        }

        @SafeVarargs
        final Statement resources(Output<String>... arns) {
            return resources(Arrays.asList(arns));
        }

        Statement resources(List<Output<String>> arns) {
            return with("Resource", arns);
        }

        Statement when(String operator, String key, Object value) {
            return with("Condition", OrderedJson.object(operator, OrderedJson.object(key, value)));
        }

        private Statement with(String key, Object value) {
            Map<String, Object> copy = new LinkedHashMap<>(tree);
            copy.put(key, value);
            return new Statement(copy);
        }
    }
}
