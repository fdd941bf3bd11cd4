// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.event;

import java.util.Arrays;
import java.util.Optional;

/**
 * Who called the function. One function serves callers of three levels of trust, and what a caller writes into an event says nothing of
 * who it is: a device may send whatever it likes. So each calls by an alias of its own and is permitted no other (Pulumi program,
 * package {@code org.hybridface.stack}); Lambda tells the function by which it was called, and nobody can forge that.
 */
public enum Caller {

    /** The IoT rules, with what devices sent. */
    RULES("latest"),
    /** The event source mapping, with what changed in the table. */
    TABLE("table"),
    /** People and tools to whom IAM gives the right. */
    OPERATOR("operator"),
    /** The schedule that lets the sweeper run. */
    SCHEDULE("sweep"),
    /** The failure queue, while somebody lets it be delivered again. */
    FAILURES("redrive");

    /** arn:aws:lambda:region:account:function:name:alias; without the last part nobody was named. */
    private static final int ALIAS_PART = 7;

    private final String alias;

    Caller(String alias) {
        this.alias = alias;
    }

    public String alias() {
        return alias;
    }

    /**
     * Empty for a call by no alias, by a version, {@code $LATEST} or an alias unknown here: who that is, nobody knows.
     *
     * @param invokedFunctionArn as Lambda's context gives it
     */
    public static Optional<Caller> of(String invokedFunctionArn) {
        String[] parts = invokedFunctionArn.split(":", -1);
        return Arrays.stream(values()).filter(caller -> parts.length == ALIAS_PART + 1 && caller.alias.equals(parts[ALIAS_PART])).findFirst();
    }
}
