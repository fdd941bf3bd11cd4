// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

/** What a policy says to a call, and which statement said so. */
public sealed interface Decision {

    /** A statement allows it and none denies it. */
    record Allowed(String sid) implements Decision {
    }

    /** A statement denies it; no other can allow it again. */
    record Denied(String sid) implements Decision {
    }

    /** No statement speaks of it, which is a refusal, too. */
    record NotAllowed() implements Decision {
    }

    default boolean allowed() {
        return this instanceof Allowed;
    }

    /** For an error message, in AWS's words: {@code because no identity-based policy allows the s3:PutObject action}. */
    default String reason(Call call) {
        if (this instanceof Allowed allowed) {
            return "because statement " + allowed.sid() + " allows the " + call.action() + " action";
        }
        return this instanceof Denied denied
                ? "with an explicit deny in statement " + denied.sid()
                : "because no identity-based policy allows the " + call.action() + " action on resource " + call.resource();
    }
}
