// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A function that does what its event says; packed into a zip by {@link LambdaTest} and run in a child JVM. */
public final class TroublesomeHandler implements RequestStreamHandler {

    private static final AtomicInteger CALLS = new AtomicInteger();

    static {
        if ("yes".equals(System.getenv("BREAK_INIT"))) {
            throw new IllegalStateException("this function does not start");
        }
        if (System.getenv("SLOW_END") != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(TroublesomeHandler::hang));
        }
        if (System.getenv("SLOW_START_MILLIS") != null) {
            sleep(Long.parseLong(System.getenv("SLOW_START_MILLIS")));
        }
        String slowOnce = System.getenv("SLOW_FIRST_START");
        if (slowOnce != null && new java.io.File(slowOnce).mkdir()) {
            hang();
        }
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "");
        int call = CALLS.incrementAndGet();
        System.out.println("event " + event + " call " + call);
        switch (event) {
            case "exit" -> System.exit(3);
            case "hang" -> hang();
            case "fail" -> throw new IllegalArgumentException("as the event says");
            case "fail twice" -> {
                if (call <= 2) {
                    throw new IllegalArgumentException("call " + call);
                }
            }
            default -> { }
        }
        out.write(("{\"call\":" + call + ",\"thing\":\"" + System.getenv("TEST_VARIABLE") + "\",\"home\":\"" + System.getenv("HOME")
                + "\",\"function\":\"" + context.getFunctionName() + "\",\"arn\":\"" + context.getInvokedFunctionArn() + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void hang() {
        sleep(60_000);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
