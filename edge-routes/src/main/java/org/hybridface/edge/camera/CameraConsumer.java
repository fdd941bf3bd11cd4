// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.DefaultConsumer;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.print.Quoted;
import org.hybridface.edge.time.SteadyClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the route once per picture. {@link Delivery#EVERY}: one thread reads a picture, runs the route, reads the next.
 * {@link Delivery#NEWEST}: one thread reads all the time and another runs the route with the newest picture.
 */
public class CameraConsumer extends DefaultConsumer implements Suspendable {

    private static final Logger LOG = LoggerFactory.getLogger(CameraConsumer.class);

    /** How long stopping waits for the route to finish a picture; a native read that hangs is left to its own time-out. */
    private static final long STOP_TIMEOUT_MS = 800;

    private final CameraEndpoint endpoint;
    private final CameraStatistics statistics;
    private volatile RunControl control = new RunControl();
    private ExecutorService threads;
    private CountDownLatch finished = new CountDownLatch(0);
    private FrameSlot slot;
    private CameraHealthCheck health;
    /** Open already, because the route before this one was exchanged for it. */
    private final AtomicReference<FrameSource> inherited = new AtomicReference<>();

    CameraConsumer(CameraEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.statistics = endpoint.statistics();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        registerHealth();
        control = new RunControl();
        slot = new FrameSlot();
        statistics.become(CameraStatus.OPENING);
        endpoint.sources().take(endpoint.getEndpointUri()).ifPresent(inherited::set);
        boolean every = endpoint.everyFrame();
        threads = endpoint.getCamelContext().getExecutorServiceManager()
                .newFixedThreadPool(this, endpoint.name(), every ? 1 : 2);
        // Every thread counts: the route's may be done while the reader still has the camera.
        finished = new CountDownLatch(every ? 1 : 2);
        CameraReader reader = reader(every ? this::runRoute : this::putIntoSlot);
        if (every) {
            threads.execute(() -> {
                reader.run();
                end();
            });
        } else {
            threads.execute(() -> {
                reader.run();
                slot.finish();
                finished.countDown();
            });
            threads.execute(this::runRouteWithNewest);
        }
    }

    private CameraReader reader(CameraReader.Sink sink) {
        CameraReader.Plan plan = new CameraReader.Plan(endpoint.name(), endpoint.address().live() && !endpoint.everyFrame(),
                !endpoint.address().live(), endpoint.isLoop(), !endpoint.everyFrame());
        return new CameraReader(plan, this::openSource, sink, endpoint.backOff(), control, statistics, listener(), SteadyClock.SYSTEM);
    }

    private FrameSource openSource() throws CameraUnavailableException {
        FrameSource open = inherited.getAndSet(null);
        return open == null ? endpoint.sources().keep(endpoint.getEndpointUri(), endpoint.openSource()) : open;
    }

    private CameraListener listener() {
        Set<CameraListener> listeners = endpoint.getCamelContext().getRegistry().findByType(CameraListener.class);
        return new CameraListeners(Set.copyOf(listeners));
    }

    private void putIntoSlot(Frame frame) {
        if (slot.put(frame)) {
            statistics.dropped();
        }
    }

    private void runRouteWithNewest() {
        try {
            Optional<Frame> frame = slot.take();
            while (frame.isPresent()) {
                if (control.running()) {
                    runRoute(frame.get());
                } else {
                    frame.get().close();
                }
                frame = slot.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    /** The exchange owns the frame: it is released when the exchange completes, wherever it was handed to, failed or not. */
    private void runRoute(Frame frame) {
        try {
            Exchange exchange = createExchange(false);
            exchange.getExchangeExtension().addOnCompletion(new FrameRelease(frame));
            try {
                createUoW(exchange);
                fill(exchange.getMessage(), frame);
                getProcessor().process(exchange);
            } catch (Throwable e) {
                exchange.setException(e);
            } finally {
                Exception failure = exchange.getException();
                doneUoW(exchange);
                if (failure != null) {
                    handleException("the route could not finish " + frame, exchange, failure);
                }
                releaseExchange(exchange, false);
            }
        } catch (Throwable e) {
            // Not even the failure could be handled; the next picture finds the thread alive.
            LOG.error("camera={} {} is lost", Quoted.value(endpoint.name()), frame, e);
        }
    }

    private static void fill(Message message, Frame frame) {
        message.setBody(frame);
        message.setHeader(CameraConstants.FRAME_NUMBER, frame.number());
        message.setHeader(CameraConstants.FRAME_SOURCE, frame.source());
        message.setHeader(Exchange.MESSAGE_TIMESTAMP, SteadyClock.SYSTEM.toWall(frame.capturedAt()).toEpochMilli());
    }

    private void end() {
        finished.countDown();
        if (statistics.status() == CameraStatus.ENDED && !control.stopped()) {
            LOG.info("camera={} is at its end after {} frames", Quoted.value(endpoint.name()), statistics.frames());
            listener().ending(endpoint.name());
            listener().ended(endpoint.name(), statistics.frames());
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        control.suspend();
        slot.clear();
        if (statistics.status() != CameraStatus.ENDED) {
            statistics.become(CameraStatus.SUSPENDED);
        }
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        if (statistics.status() != CameraStatus.ENDED) {
            statistics.become(CameraStatus.OPENING);
        }
        control.resume();
    }

    @Override
    protected void doStop() throws Exception {
        control.stop();
        slot.finish();
        slot.clear();
        if (!finished.await(STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
            LOG.debug("camera={} still reads; its thread ends with the read", endpoint.name());
        }
        Optional.ofNullable(inherited.getAndSet(null)).ifPresent(FrameSource::close);
        // Not shutdownNow: an interrupt could hit a route in the middle of writing a file.
        endpoint.getCamelContext().getExecutorServiceManager().shutdown(threads);
        statistics.become(CameraStatus.STOPPED);
        unregisterHealth();
        super.doStop();
    }

    private void registerHealth() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(endpoint.getCamelContext());
        if (registry != null) {
            health = new CameraHealthCheck(endpoint, getRouteId());
            health.setEnabled(((CameraComponent) endpoint.getComponent()).isHealthCheckConsumerEnabled());
            registry.register(health);
        }
    }

    private void unregisterHealth() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(endpoint.getCamelContext());
        if (registry != null && health != null) {
            registry.unregister(health);
            health = null;
        }
    }
}
