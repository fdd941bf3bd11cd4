// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hybridface.local.http.HttpHandler;
import org.hybridface.local.http.HttpRequest;
import org.hybridface.local.http.HttpResponse;
import org.hybridface.local.http.LoopbackServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lambda runtime API for one execution environment: the child JVM asks here for its next event and brings the answer.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda runtime API</a>
 */
final class RuntimeApi implements HttpHandler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RuntimeApi.class);
    /** Largest event or answer of Lambda, and room for what the runtime adds. */
    private static final int MAX_BODY_BYTES = 6 * 1024 * 1024 + 64 * 1024;
    private static final Pattern ANSWER = Pattern.compile("/2018-06-01/runtime/invocation/([^/]+)/(response|error)");
    private static final Pending END = new Pending(null, null, null);
    private static final String NEXT = "/2018-06-01/runtime/invocation/next";
    private static final String INIT_ERROR = "/2018-06-01/runtime/init/error";

    private static final int SECRET_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** First part of every path: the child learns it from its environment, which other users of the machine cannot read. */
    private final String secret;
    private final LoopbackServer server;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile Pending current;
    private volatile String initError = "";

    RuntimeApi(String name) throws IOException {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        this.secret = "/" + HexFormat.of().formatHex(bytes);
        this.server = LoopbackServer.start(name, 0, MAX_BODY_BYTES, this);
    }

    private record Pending(Invocation invocation, Instant deadline, CompletableFuture<InvocationResult> result) {
    }

    /** For {@code AWS_LAMBDA_RUNTIME_API}; the runtime interface client puts it before each path. */
    String address() {
        return "127.0.0.1:" + server.port() + secret;
    }

    /** Completes when the runtime has asked for its first event: its static initialisation is over. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** What the runtime reported when its initialisation failed; empty when it did not. */
    String initError() {
        return initError;
    }

    /** Hands an event to the runtime; one at a time. */
    CompletableFuture<InvocationResult> submit(Invocation invocation, Instant deadline) {
        Pending pending = new Pending(invocation, deadline, new CompletableFuture<>());
        queue.add(pending);
        return pending.result();
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws InterruptedException {
        String path = request.path();
        if (!isOurs(path)) {
            LOG.warn("refused a request to the runtime API that did not come from the function");
            return HttpResponse.json(403, "{\"errorType\":\"AccessDenied\"}".getBytes(StandardCharsets.UTF_8));
        }
        return answer(path.substring(secret.length()), request);
    }

    /** Compared in the same time wherever it differs. */
    private boolean isOurs(String path) {
        return path.length() > secret.length() && MessageDigest.isEqual(
                path.substring(0, secret.length()).getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse answer(String path, HttpRequest request) throws InterruptedException {
        if (path.equals(NEXT)) {
            return next();
        }
        if (path.equals(INIT_ERROR)) {
            initError = request.text();
            return accepted();
        }
        Matcher answer = ANSWER.matcher(path);
        if (!answer.matches()) {
            return HttpResponse.json(404, "{\"errorType\":\"NotFound\"}".getBytes(StandardCharsets.UTF_8));
        }
        Pending pending = current;
        if (pending == null || !pending.invocation().requestId().equals(answer.group(1))) {
            return HttpResponse.json(400, "{\"errorType\":\"InvalidRequestID\"}".getBytes(StandardCharsets.UTF_8));
        }
        current = null;
        pending.result().complete(answer.group(2).equals("response")
                ? InvocationResult.success(request.body()) : InvocationResult.error(request.body()));
        return accepted();
    }

    private HttpResponse next() throws InterruptedException {
        ready.complete(null);
        Pending pending = queue.take();
        if (pending == END) {
            return HttpResponse.empty(410);
        }
        current = pending;
        return new HttpResponse(200, Map.of(
                "Content-Type", "application/json",
                "Lambda-Runtime-Aws-Request-Id", pending.invocation().requestId(),
                "Lambda-Runtime-Deadline-Ms", String.valueOf(pending.deadline().toEpochMilli()),
                "Lambda-Runtime-Invoked-Function-Arn", pending.invocation().functionArn(),
                "Lambda-Runtime-Trace-Id", "Root=1-" + pending.invocation().requestId()), pending.invocation().event());
    }

    private static HttpResponse accepted() {
        return HttpResponse.json(202, "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        queue.add(END); // releases the thread that waits for the next event
        server.close();
    }
}
