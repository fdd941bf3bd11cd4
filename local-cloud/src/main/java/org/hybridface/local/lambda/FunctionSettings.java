// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a function runs.
 *
 * @param name        of the function
 * @param arn         of the function, without alias or version
 * @param aliases     that callers may name
 * @param handler     {@code package.Class::method}
 * @param environment all variables the function sees, credentials and endpoints included
 * @param memoryMb    as AWS counts it; the heap gets three quarters
 * @param timeout     of one invocation; the first one's start of the JVM is not counted
 * @param concurrency execution environments at most
 * @param initLimit   how long a JVM may take to come up; each further start for the same event may take twice as long
 * @param jvmOptions  further options of the child JVM, for example for a quick start
 */
public record FunctionSettings(String name, String arn, List<String> aliases, String handler, Map<String, String> environment, int memoryMb,
        Duration timeout, int concurrency, Duration initLimit, List<String> jvmOptions) {

    /** Lambda gives 10 s and then starts again within the first invocation; a small machine with cold caches needs more. */
    private static final Duration USUAL_INIT_LIMIT = Duration.ofSeconds(60);

    /** With the usual limit for its start. */
    public FunctionSettings(String name, String arn, List<String> aliases, String handler, Map<String, String> environment, int memoryMb,
            Duration timeout, int concurrency, List<String> jvmOptions) {
        this(name, arn, aliases, handler, environment, memoryMb, timeout, concurrency, USUAL_INIT_LIMIT, jvmOptions);
    }

    @Override
    public String toString() {
        return "FunctionSettings[" + arn + "]"; // the environment holds credentials
    }
}
