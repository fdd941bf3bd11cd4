// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A policy of an identity (a role, or an IoT certificate). Immutable and safe for all threads.
 */
public final class PolicyDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final String VERSION = "2012-10-17";

    private final List<Statement> statements;

    private PolicyDocument(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /** @throws UnsupportedPolicyException when it is no JSON or holds something this package would have to guess about */
    public static PolicyDocument parse(String json) {
        try {
            return of(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new UnsupportedPolicyException("the policy is not JSON: " + e.getOriginalMessage());
        }
    }

    /** @throws UnsupportedPolicyException when it holds something this package would have to guess about */
    public static PolicyDocument of(JsonNode document) {
        document.fieldNames().forEachRemaining(name -> {
            if (!ELEMENTS.contains(name)) {
                throw new UnsupportedPolicyException("the policy element '" + name + "' is not supported");
            }
        });
        if (!document.path("Version").asText().equals(VERSION)) {
            throw new UnsupportedPolicyException("the policy's 'Version' is not " + VERSION
                    + ", without which variables are plain text");
        }
        JsonNode written = document.path("Statement");
        List<Statement> statements = new ArrayList<>();
        if (written.isObject()) {
            statements.add(Statement.parse(written, 0));
        } else {
            written.forEach(node -> statements.add(Statement.parse(node, statements.size())));
        }
        if (statements.isEmpty()) {
            throw new UnsupportedPolicyException("the policy has no 'Statement'");
        }
        return new PolicyDocument(statements);
    }

    /** A deny beats every allow; what nothing allows is refused. */
    public Decision decide(Call call) {
        Optional<String> denied = first(call, false);
        if (denied.isPresent()) {
            return new Decision.Denied(denied.get());
        }
        return first(call, true).<Decision>map(Decision.Allowed::new).orElseGet(Decision.NotAllowed::new);
    }

    private Optional<String> first(Call call, boolean allow) {
        return statements.stream()
                .filter(statement -> statement.allow() == allow)
                .filter(statement -> statement.matches(call.action(), call.resource(), call.context()))
                .map(Statement::sid)
                .findFirst();
    }

    public boolean allows(String action, String resource, RequestContext context) {
        return decide(new Call(action, resource, context)).allowed();
    }

    /** This policy without one action, wherever a statement allows it: to show what then fails. */
    public PolicyDocument without(String action) {
        List<Statement> kept = new ArrayList<>();
        statements.forEach(statement -> statement.without(action).ifPresent(kept::add));
        return new PolicyDocument(kept);
    }

    List<Statement> statements() {
        return statements;
    }
}
