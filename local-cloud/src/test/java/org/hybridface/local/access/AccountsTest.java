// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridface.local.http.AccessKey;
import org.hybridface.local.stack.Stack;
import org.junit.jupiter.api.Test;

/** Who may call the function by which alias, in both directions. */
class AccountsTest {

    private static final Stack STACK = Stack.packed();
    private static final List<String> CALLED = List.of(STACK.functionArn("latest"), STACK.functionArn("table"),
            STACK.functionArn(Stack.OPERATOR), STACK.functionArn(), STACK.functionArn("$LATEST"), STACK.functionArn("1"));

    private final Accounts accounts = Accounts.of(STACK);

    @Test
    void eachCallerMayCallItsOwnAliasAndNoOther() {
        Map<AccessKey, List<String>> own = new LinkedHashMap<>();
        accounts.rules().values().forEach(rule -> own.put(rule, List.of(STACK.functionArn("latest"))));
        own.put(accounts.operator(), List.of(STACK.functionArn(Stack.OPERATOR)));
        own.put(accounts.recogniser(), List.of());
        RolePolicies policies = accounts.policies(STACK);

        own.forEach((key, aliases) -> assertThat(CALLED.stream()
                .filter(arn -> policies.allows(key.principal(), "lambda:InvokeFunction", arn)))
                .as("%s", key.principal()).containsExactlyElementsOf(aliases));
    }

    @Test
    void theStackHasARuleForEachTopicWithAPermissionOfItsOwn() {
        assertThat(accounts.rules()).containsOnlyKeys("face_recognition_new", "face_recognition_name", "face_recognition_correct",
                "face_recognition_emptied", "face_recognition_seen", "face_recognition_erase", "face_recognition_erased");
        assertThat(STACK.rules()).allSatisfy(rule -> assertThat(rule.function()).isEqualTo(STACK.functionArn("latest")));
        assertThat(STACK.stream().function()).isEqualTo(STACK.functionArn("table"));
        assertThat(STACK.function().aliases()).containsExactlyInAnyOrder("latest", "table", Stack.OPERATOR, "sweep", "redrive");
    }

    @Test
    void aRuleWithoutAPermissionMayCallNobody() {
        Stack stack = STACK.withPermissions(STACK.permissions().stream()
                .filter(permission -> !permission.sourceArn().endsWith("face_recognition_name")).toList());

        RolePolicies policies = accounts.policies(stack);

        assertThat(policies.allows(accounts.rules().get("face_recognition_name").principal(), "lambda:InvokeFunction",
                STACK.functionArn("latest"))).isFalse();
        assertThat(policies.allows(accounts.rules().get("face_recognition_new").principal(), "lambda:InvokeFunction",
                STACK.functionArn("latest"))).isTrue();
    }
}
