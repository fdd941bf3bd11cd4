// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.lambda;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function and its execution environments. Environments start when they are needed and are used again, the last used first; a dead one
 * is replaced. Thread safe.
 */
public final class LambdaFunction implements Invoker, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LambdaFunction.class);

    /** A JVM that does not come up so often will not come up. */
    private static final int MOST_STARTS = 3;

    private final FunctionSettings settings;
    private final FunctionCode code;
    private final Semaphore slots;
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final List<ExecutionEnvironment> all = new ArrayList<>();
    private int started;
    private boolean closed;

    public LambdaFunction(FunctionSettings settings, FunctionCode code) {
        this.settings = settings;
        this.code = code;
        this.slots = new Semaphore(settings.concurrency(), true);
    }

    public FunctionSettings settings() {
        return settings;
    }

    /** Starts the first environment now, so that the first event does not wait for it. Returns at once. */
    public void warmUp() throws IOException {
        giveBack(take());
    }

    /** Runs an event; waits while all environments are busy. */
    @Override
    public InvocationResult invoke(Invocation invocation) throws InterruptedException {
        slots.acquire();
        try {
            Duration limit = settings.initLimit();
            InvocationResult result = run(invocation, limit);
            for (int start = 2; start <= MOST_STARTS && result.isOfType(ExecutionEnvironment.INIT_TIMEOUT); start++) {
                LOG.warn("slow start requestId={}: {}; the event waits for another start, which is no try of it", invocation.requestId(), result.summary());
                // A machine that is too slow for one limit is too slow for the same limit again.
                limit = limit.multipliedBy(2);
                result = run(invocation, limit);
            }
            return result;
        } catch (IOException e) {
            LOG.error("{}", e.getMessage());
            return InvocationResult.error("ServiceException", e.getMessage());
        } finally {
            slots.release();
        }
    }

    private InvocationResult run(Invocation invocation, Duration initLimit) throws IOException, InterruptedException {
        ExecutionEnvironment environment = take();
        try {
            return environment.invoke(invocation, initLimit);
        } finally {
            giveBack(environment);
        }
    }

    /** The processes of the environments there are now. */
    public synchronized List<ProcessHandle> processes() {
        return all.stream().map(ExecutionEnvironment::process).toList();
    }

    private synchronized ExecutionEnvironment take() throws IOException {
        if (closed) {
            throw new IOException("the function " + settings.name() + " is stopped");
        }
        for (ExecutionEnvironment candidate = idle.poll(); candidate != null; candidate = idle.poll()) {
            if (candidate.isAlive()) {
                return candidate;
            }
            discard(candidate);
        }
        ExecutionEnvironment environment = ExecutionEnvironment.start(++started, settings, code);
        all.add(environment);
        return environment;
    }

    private synchronized void giveBack(ExecutionEnvironment environment) {
        if (environment.isAlive() && !closed) {
            idle.push(environment);
        } else {
            discard(environment);
        }
    }

    private void discard(ExecutionEnvironment environment) {
        all.remove(environment);
        environment.close();
    }

    @Override
    public void close() {
        List<ExecutionEnvironment> last;
        synchronized (this) {
            closed = true;
            last = List.copyOf(all);
            all.clear();
            idle.clear();
        }
        last.parallelStream().forEach(ExecutionEnvironment::close);
    }
}
