// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * A policy held against the calls that were really made: what it should allow and does not, and what it allows and nobody used.
 *
 * @param refused calls the policy does not allow, in words
 * @param unused  pairs of action and resource that no call used, in words
 */
public record LeastPrivilege(List<String> refused, List<String> unused) {

    /**
     * @param calls    every call of every path
     * @param platform tells the ids of statements that AWS itself uses with this identity, and that no call can show
     */
    public static LeastPrivilege of(PolicyDocument policy, Collection<Call> calls, Predicate<String> platform) {
        List<String> refused = calls.stream()
                .filter(call -> !policy.decide(call).allowed())
                .map(call -> call + ": " + policy.decide(call).reason(call))
                .distinct()
                .toList();
        List<String> unused = policy.statements().stream()
                .filter(statement -> statement.allow() && !platform.test(statement.sid()))
                .flatMap(statement -> statement.grants().stream())
                .filter(grant -> calls.stream().noneMatch(grant::covers))
                .map(Statement.Grant::toString)
                .toList();
        return new LeastPrivilege(refused, unused);
    }
}
