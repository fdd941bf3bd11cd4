// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.function;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * One start of the function in a JVM of its own, which has the zip's content on its class path and nothing else but this class: so it knows the
 * function's classes by their names only.
 */
final class StartedFunction {

    /** Before the four figures, in the one line that is read of all that the function prints. */
    static final String MARK = "started-function";

    private static final double NANOS_PER_MILLI = 1e6;
    private static final int TIMEOUT_MILLIS = 30_000;

    private StartedFunction() {
    }

    /** @param args the event of an unknown face */
    public static void main(String[] args) throws Exception {
        Used before = Used.now();
        Object handler = Class.forName("org.hybridface.cloud.FaceHandler").getConstructor().newInstance();
        Used started = Used.now();
        Class<?> context = Class.forName("com.amazonaws.services.lambda.runtime.Context");
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.getClass().getMethod("handleRequest", InputStream.class, OutputStream.class, context)
                .invoke(handler, new ByteArrayInputStream(args[0].getBytes(StandardCharsets.UTF_8)), answer, context(context));
        Used answered = Used.now();
        if (!answer.toString(StandardCharsets.UTF_8).contains("enrolled")) {
            throw new IllegalStateException("the face was not enrolled: " + answer);
        }
        System.out.printf(Locale.ROOT, "%s %.1f %.1f %.1f %.1f%n", MARK, before.wallTo(started), before.processorTo(started), before.wallTo(answered),
                before.processorTo(answered));
        System.out.flush();
        // Not the end of the routes is measured.
        Runtime.getRuntime().halt(0);
    }

    private static Object context(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
            case "getInvokedFunctionArn" -> "arn:aws:lambda:eu-central-1:123456789012:function:face-recogniser:latest";
            case "getRemainingTimeInMillis" -> TIMEOUT_MILLIS;
            case "getAwsRequestId" -> UUID.randomUUID().toString();
            default -> null;
        });
    }

    /** @param processorNanos of all threads of this process, its compiler's and collector's included */
    private record Used(long wallNanos, long processorNanos) {

        static Used now() {
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Used(System.nanoTime(), system.getProcessCpuTime());
        }

        double wallTo(Used later) {
            return (later.wallNanos - wallNanos) / NANOS_PER_MILLI;
        }

        double processorTo(Used later) {
            return (later.processorNanos - processorNanos) / NANOS_PER_MILLI;
        }
    }
}
