// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One child JVM with the function in it. Takes one event at a time; after a time-out or crash it is dead and another is needed, as in
 * Lambda.
 */
final class ExecutionEnvironment implements AutoCloseable {

    /** The function's own output, one line each, under the function's name. */
    private static final Logger OUTPUT = LoggerFactory.getLogger("org.hybridface.local.lambda.output");
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionEnvironment.class);
    private static final String BOOTSTRAP = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    /** The event has not begun: it is no try of it. */
    static final String INIT_TIMEOUT = "Runtime.InitTimeout";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
    /** Variables of this process that a JVM may need; the function sees nothing else of it. */
    private static final List<String> INHERITED = List.of("PATH", "LD_LIBRARY_PATH", "TMPDIR");

    private final String label;
    private final FunctionSettings settings;
    private final RuntimeApi api;
    private final Process process;
    private final CompletableFuture<Integer> exit;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ExecutionEnvironment(String label, FunctionSettings settings, RuntimeApi api, Process process) {
        this.label = label;
        this.settings = settings;
        this.api = api;
        this.process = process;
        this.exit = process.onExit().thenApply(Process::exitValue);
    }

    /** Starts the JVM and returns at once. */
    static ExecutionEnvironment start(int number, FunctionSettings settings, FunctionCode code) throws IOException {
        String label = settings.name() + "#" + number;
        RuntimeApi api = new RuntimeApi("runtime-" + label);
        try {
            ProcessBuilder builder = new ProcessBuilder(command(settings, code)).directory(code.directory().toFile());
            environment(builder.environment(), settings, code, api.address());
            Process process = builder.start();
            process.getOutputStream().close();
            follow(label, process.getInputStream());
            follow(label, process.getErrorStream());
            return new ExecutionEnvironment(label, settings, api, process);
        } catch (IOException e) {
            api.close();
            throw new IOException("no JVM could be started for the function " + settings.name() + ": " + e.getMessage(), e);
        }
    }

    private static List<String> command(FunctionSettings settings, FunctionCode code) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + settings.memoryMb() * 3 / 4 + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-Dsun.net.httpserver.nodelay=true");
        command.addAll(code.runtimeOptions());
        command.addAll(settings.jvmOptions());
        command.add("-cp");
        command.add(code.classPath());
        command.add(BOOTSTRAP);
        command.add(settings.handler());
        return command;
    }

    private static void environment(Map<String, String> variables, FunctionSettings settings, FunctionCode code, String runtimeApi) {
        variables.keySet().retainAll(INHERITED);
        variables.putAll(settings.environment());
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("_HANDLER", settings.handler());
        variables.put("LAMBDA_TASK_ROOT", code.directory().toString());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java21");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_FUNCTION_NAME", settings.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(settings.memoryMb()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + settings.name());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        variables.put("TZ", ":UTC");
    }

    private static void follow(String label, InputStream stream) {
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isBlank() && !line.startsWith("Picked up JAVA_TOOL_OPTIONS")) {
                        OUTPUT.info("{} | {}", label, line);
                    }
                }
            } catch (IOException e) {
                LOG.debug("the output of {} ended: {}", label, e.toString());
            }
        }, "output-" + label);
        reader.setDaemon(true);
        reader.start();
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Whether it can take an event. One that was stopped cannot, however long its process takes to end. */
    boolean isAlive() {
        return !closed.get() && process.isAlive();
    }

    /**
     * Runs one event to its end; blocks. Never throws for what the function does.
     *
     * @param initLimit how long to wait for the JVM to come up
     */
    InvocationResult invoke(Invocation invocation, Duration initLimit) throws InterruptedException {
        InvocationResult broken = awaitInit(initLimit);
        if (broken != null) {
            return broken;
        }
        long started = System.nanoTime();
        CompletableFuture<InvocationResult> result = api.submit(invocation, Instant.now().plus(settings.timeout()));
        try {
            CompletableFuture.anyOf(result, exit).get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (result.isDone()) {
                LOG.info("invoked function={} requestId={} failed={} millis={}", label, invocation.requestId(), result.join().failed(),
                        (System.nanoTime() - started) / 1_000_000);
                return result.join();
            }
            return InvocationResult.error("Runtime.ExitError", "RequestId: " + invocation.requestId()
                    + " Error: Runtime exited with error: exit status " + exit.join());
        } catch (TimeoutException e) {
            LOG.warn("timed out function={} requestId={} after={} s: its JVM is stopped", label, invocation.requestId(),
                    settings.timeout().toSeconds());
            close();
            return InvocationResult.error("Sandbox.Timedout", "RequestId: " + invocation.requestId() + " Error: Task timed out after "
                    + String.format(Locale.ROOT, "%.2f", settings.timeout().toMillis() / 1000.0) + " seconds");
        } catch (ExecutionException e) {
            throw new IllegalStateException("neither the answer nor the exit can fail", e);
        }
    }

    /** @return what to answer when the environment did not come up, or null when it did */
    private InvocationResult awaitInit(Duration initLimit) throws InterruptedException {
        try {
            CompletableFuture.anyOf(api.ready(), exit).get(initLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            close();
            return InvocationResult.error(INIT_TIMEOUT, "the function did not start within " + initLimit.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException("neither start nor exit can fail", e);
        }
        if (api.ready().isDone() && process.isAlive()) {
            return null;
        }
        return api.initError().isEmpty()
                ? InvocationResult.error("Runtime.ExitError",
                        "the function's JVM ended before it took an event: exit status " + exit.join())
                : InvocationResult.error(api.initError().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        api.close();
    }
}
