package org.hybridface.local.access;

import java.util.Map;
import org.hybridface.local.Stack;
import org.hybridface.local.http.AccessKey;
import org.hybridface.local.http.Credentials;
import org.hybridface.local.http.Principal;
import org.hybridface.local.policy.PolicyDocument;

/**
 * The principals of a local cloud with a fresh key each.
 *
 * @param administrator may do everything; for people, seeding and tests
 * @param recogniser    the Lambda's role, bound by the stack's policy
 * @param rules         the IoT rule engine, which may call the recogniser only
 */
public record Accounts(AccessKey administrator, AccessKey recogniser, AccessKey rules) {

    public static Accounts of(Stack stack) {
        String account = stack.account();
        return new Accounts(
                AccessKeys.user(new Principal("arn:aws:iam::" + account + ":user/administrator")),
                AccessKeys.role(new Principal("arn:aws:sts::" + account + ":assumed-role/" + stack.function().role() + "/"
                        + stack.function().name())),
                AccessKeys.role(new Principal("arn:aws:sts::" + account + ":assumed-role/iot-rules/local")));
    }

    public Credentials credentials() {
        return Credentials.of(administrator, recogniser, rules);
    }

    /** What each may do. */
    public RolePolicies policies(Stack stack) {
        // In AWS this right is a permission of the function, given to iot.amazonaws.com for the rules' ARNs.
        PolicyDocument invoke = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [{"Sid": "Invoke", "Effect": "Allow", "Action": ["lambda:InvokeFunction"],
                 "Resource": ["%s"]}]}""".formatted(stack.functionArn()));
        return new RolePolicies(administrator.principal(), Map.of(
                recogniser.principal(), stack.recogniserPolicy(), rules.principal(), invoke));
    }
}
