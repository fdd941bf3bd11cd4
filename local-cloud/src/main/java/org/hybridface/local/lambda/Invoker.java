// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

/** Runs a function on an event and waits for what comes of it. */
@FunctionalInterface
public interface Invoker {

    InvocationResult invoke(Invocation invocation) throws InterruptedException;
}
