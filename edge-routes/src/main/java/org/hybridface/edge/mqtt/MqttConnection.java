// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.service.ServiceSupport;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.hybridface.edge.print.Quoted;
import org.hybridface.edge.thread.LastingThreads;
import org.hybridface.edge.time.SteadyClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the shared client connected: connects, subscribes, tells the application, and starts over with a growing delay when the
 * connection is lost. A fault is logged once, not at every try. All of it happens in one thread, which owns the state.
 */
public final class MqttConnection extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final SharedMqttClient client;
    private final MqttSettings settings;
    private final MqttWill will;
    private final Runnable onConnected;
    private final Clock clock;
    private final ScheduledExecutorService thread = LastingThreads.scheduler("mqtt-connection");
    private int failures;
    private String lastLogged = "";
    private volatile String fault = "not connected yet";
    private volatile boolean up;
    private volatile Instant upSince = Instant.MAX;

    /** @param onConnected what to do after each connect, when the subscriptions are made */
    public MqttConnection(SharedMqttClient client, MqttSettings settings, MqttWill will, Runnable onConnected, Clock clock) {
        this.client = client;
        this.settings = settings;
        this.will = will;
        this.onConnected = onConnected;
        this.clock = SteadyClock.of(clock);
    }

    @Override
    protected void doStart() {
        client.watch(new SharedMqttClient.Watcher() {
            @Override
            public void lost(String reason) {
                inThread(() -> MqttConnection.this.lost(reason));
            }

            @Override
            public void subscribedLate() {
                inThread(MqttConnection.this::tellConnected);
            }
        });
        if (!settings.isTls() && !settings.isOnThisMachine()) {
            LOG.warn("mqtt.url {} is not encrypted: photos of faces travel in the clear; use ssl:// outside this machine", settings.url());
        }
        inThread(this::connect);
    }

    @Override
    protected void doStop() throws Exception {
        client.watchNoMore();
        thread.shutdownNow();
        thread.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (client.isConnected()) {
                sayGoodbye();
                client.disconnect(GOODBYE.toMillis());
            }
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("The connection was gone before it was closed", e);
        }
        up = false;
        fault = "stopped";
    }

    /** Whether messages can be sent now. */
    public boolean isConnected() {
        return up && client.isConnected();
    }

    /** Since when this connection stands; empty while there is none. */
    public Optional<Instant> connectedSince() {
        return isConnected() ? Optional.of(upSince) : Optional.empty();
    }

    /** Why it is not connected, and what to do; empty when it is. */
    public String getFault() {
        return isConnected() ? "" : fault;
    }

    /** Where it connects to. */
    public String getUrl() {
        return settings.url().toString();
    }

    private void connect() {
        try {
            client.connect(settings.options(will));
            client.subscribeAgain();
            failures = 0;
            upSince = clock.instant();
            up = true;
            lastLogged = "";
            LOG.info("event=mqtt-connected thing={} url={}", Quoted.value(settings.thing()), settings.url());
        } catch (MqttException | TlsFileException | RuntimeException | Error e) {
            giveUp(ConnectFault.of(e, settings.url()));
            return;
        }
        tellConnected();
    }

    private void tellConnected() {
        try {
            onConnected.run();
        } catch (RuntimeException e) {
            LOG.warn("event=mqtt-connected-task-failed {}", e.toString());
        }
    }

    private void lost(String reason) {
        // Both the library and a publisher may report one loss; the second finds the connection marked as down.
        if (up) {
            giveUp(reason);
        }
    }

    private void giveUp(String reason) {
        up = false;
        fault = reason;
        closeQuietly();
        Duration delay = ReconnectDelay.after(++failures, ThreadLocalRandom.current().nextDouble());
        if (!reason.equals(lastLogged)) {
            LOG.warn("event=mqtt-down thing={} {}. Trying again, at most every {} s; faces wait in the outbox",
                    Quoted.value(settings.thing()), reason, ReconnectDelay.LONGEST.toSeconds());
            lastLogged = reason;
        }
        if (!thread.isShutdown()) {
            thread.schedule(this::connect, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Leaves no half-open connection behind, or the next try finds "connect already in progress". */
    private void closeQuietly() {
        try {
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException e) {
            LOG.trace("Nothing to close", e);
        }
    }

    private void sayGoodbye() throws MqttException {
        MqttMessage message = new MqttMessage(will.payload());
        message.setQos(0);
        client.publish(will.topic(), message);
    }

    private void inThread(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(task);
        }
    }
}
