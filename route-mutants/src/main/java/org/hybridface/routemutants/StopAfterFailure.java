// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routemutants;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** One failure says enough of a mutant: the tests behind it are skipped. JUnit finds this extension by itself in a {@link TestWorker}. */
public final class StopAfterFailure implements ExecutionCondition, TestWatcher {

    private static volatile boolean failed;

    /** The next mutant. */
    static void reset() {
        failed = false;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return failed ? ConditionEvaluationResult.disabled("a test before failed") : ConditionEvaluationResult.enabled("no test failed so far");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        failed = true;
    }
}
