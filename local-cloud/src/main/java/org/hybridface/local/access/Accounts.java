// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.access;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.local.http.AccessKey;
import org.hybridface.local.http.Credentials;
import org.hybridface.local.http.Principal;
import org.hybridface.local.policy.PolicyDocument;
import org.hybridface.local.stack.Stack;

/**
 * The principals of a local cloud with a fresh key each.
 *
 * @param administrator may do everything; for provisioning and tests
 * @param operator      enrols people through the alias {@link Stack#OPERATOR} and edits names in the table, bound by the stack's policy
 * @param recogniser    the Lambda's role, bound by the stack's policy
 * @param rules         by name, each may call what the recogniser's resource policy lets it call
 */
public record Accounts(AccessKey administrator, AccessKey operator, AccessKey recogniser, Map<String, AccessKey> rules) {

    private static final String IOT = "iot.amazonaws.com";

    public static Accounts of(Stack stack) {
        String account = stack.account();
        Map<String, AccessKey> rules = new LinkedHashMap<>();
        stack.rules().forEach(rule -> rules.put(rule.name(), AccessKeys.role(
                new Principal("arn:aws:sts::" + account + ":assumed-role/iot-rules/" + rule.name()))));
        return new Accounts(
                AccessKeys.user(new Principal("arn:aws:iam::" + account + ":user/administrator")),
                AccessKeys.user(new Principal("arn:aws:iam::" + account + ":user/operator")),
                AccessKeys.role(new Principal("arn:aws:sts::" + account + ":assumed-role/" + stack.function().role() + "/"
                        + stack.function().name())),
                Map.copyOf(rules));
    }

    public Credentials credentials() {
        return Credentials.of(Stream.concat(Stream.of(administrator, operator, recogniser), rules.values().stream())
                .toArray(AccessKey[]::new));
    }

    /** What each may do. */
    public RolePolicies policies(Stack stack) {
        Map<Principal, PolicyDocument> policies = new HashMap<>();
        policies.put(recogniser.principal(), stack.recogniserPolicy());
        policies.put(operator.principal(), stack.operatorPolicy());
        rules.forEach((rule, key) -> rulePolicy(stack, rule).ifPresent(policy -> policies.put(key.principal(), policy)));
        return new RolePolicies(administrator.principal(), policies);
    }

    /** The resource policy as the rule sees it; empty when no statement speaks of the rule. */
    private static Optional<PolicyDocument> rulePolicy(Stack stack, String rule) {
        List<String> callable = stack.permissions().stream().filter(permission -> permission.service().equals(IOT))
                .filter(permission -> permission.sourceArn().equals(stack.arn("iot", "rule/" + rule)))
                .map(Stack.Permission::function).toList();
        return callable.isEmpty() ? Optional.empty() : Optional.of(PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [{"Sid": "Invoke", "Effect": "Allow", "Action": ["lambda:InvokeFunction"],
                 "Resource": [%s]}]}""".formatted(callable.stream().collect(Collectors.joining("\", \"", "\"", "\"")))));
    }
}
