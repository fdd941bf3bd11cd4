// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.mqtt;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.util.MqttTopicValidator;
import org.hybridface.edge.thread.LastingThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client all endpoints of this device share. What the plain client leaves open: each consuming route has its own messages (the plain client has one
 * callback for all), a subscription made while there is no connection is kept and made at each connect, a route may publish while it handles a message
 * (the plain client's callback thread would wait for itself), and a message the broker refuses is an exception. Thread safe.
 */
public final class SharedMqttClient extends MqttClient {

    private static final Logger LOG = LoggerFactory.getLogger(SharedMqttClient.class);

    /** Messages that may wait for a route. */
    private static final int WAITING_MESSAGES = 100;

    /** Begins what AWS IoT itself sends. Of its shadow documents the oldest goes first, since each delta holds all that is still open. */
    private static final String RESERVED = "$";

    /** Reason codes from here on are errors (MQTT 5, 2.4). */
    private static final int FIRST_ERROR_CODE = 0x80;

    private final Map<String, Integer> subscriptions = new ConcurrentHashMap<>();
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private MqttCallback starting;
    private volatile Watcher watcher = NOBODY;
    private volatile SubscriptionWatch subscriptionWatch = SubscriptionWatch.NOBODY;

    /** A consuming route, and the thread in which it is handed its messages. */
    private record Route(MqttCallback callback, ThreadPoolExecutor thread) {

        static Route of(String filter, MqttCallback callback) {
            RejectedExecutionHandler full = filter.startsWith(RESERVED) ? new ThreadPoolExecutor.DiscardOldestPolicy() : Route::waitForRoom;
            return new Route(callback, LastingThreads.worker("mqtt-messages", WAITING_MESSAGES, full));
        }

        /** The broker sends no more meanwhile than it may before the first is acknowledged ({@code mqtt.receive-maximum}). */
        private static void waitForRoom(Runnable message, ThreadPoolExecutor thread) {
            try {
                if (!thread.isShutdown()) {
                    thread.getQueue().put(message);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Starts a consumer. */
    interface ConsumerStart {
        void run() throws Exception;
    }

    /** Told what happens to the connection. */
    interface Watcher {

        void lost(String reason);

        /** A route subscribed after the connection was made: it missed what came before. */
        void subscribedLate();
    }

    private static final Watcher NOBODY = new Watcher() {
        @Override
        public void lost(String reason) {
            LOG.trace("Lost: {}", reason);
        }

        @Override
        public void subscribedLate() {
            LOG.trace("A late subscription");
        }
    };

    /** @param settings with the broker's address, {@code ssl://host:8883} or {@code tcp://host:1883} */
    public SharedMqttClient(MqttSettings settings) throws MqttException {
        super(settings.url().toString(), settings.thing(), new MemoryPersistence());
        setTimeToWait(settings.publishTimeout().toMillis());
        super.setCallback(new Dispatcher());
    }

    void watch(Watcher newWatcher) {
        watcher = newWatcher;
    }

    void watchNoMore() {
        watcher = NOBODY;
    }

    /** Told of each subscription, before it is made and after; there is one who wants to know. */
    public void watchSubscriptions(SubscriptionWatch newWatch) {
        subscriptionWatch = newWatch;
    }

    /** Starts one consumer at a time: Camel's sets its callback and then subscribes, and so the two are known to belong together. */
    synchronized void start(ConsumerStart consumer) throws Exception {
        try {
            consumer.run();
        } finally {
            starting = null;
        }
    }

    /** That route is stopped: what comes for it meanwhile is for nobody. */
    void stopped(String topicFilter) {
        Optional.ofNullable(routes.remove(topicFilter)).ifPresent(route -> route.thread().shutdown());
    }

    /** The callback of the consumer that {@link #start starts}. */
    @Override
    public synchronized void setCallback(MqttCallback callback) {
        starting = callback;
    }

    @Override
    public synchronized IMqttToken subscribe(String topicFilter, int qos) throws MqttException {
        if (starting != null) {
            stopped(topicFilter);
            routes.put(topicFilter, Route.of(topicFilter, starting));
        }
        subscriptions.put(topicFilter, qos);
        if (!isConnected()) {
            return null;
        }
        IMqttToken token = subscribeNow(topicFilter, qos);
        watcher.subscribedLate();
        return token;
    }

    @Override
    public void unsubscribe(String topicFilter) throws MqttException {
        subscriptions.remove(topicFilter);
        if (isConnected()) {
            super.unsubscribe(topicFilter);
        }
    }

    /**
     * Makes every subscription the routes asked for. Without the device's own shadow it would hear no answer; what the broker refuses beside that is
     * said, and the device goes on without.
     */
    void subscribeAgain() throws MqttException {
        for (Map.Entry<String, Integer> subscription : subscriptions.entrySet()) {
            try {
                subscribeNow(subscription.getKey(), subscription.getValue());
            } catch (MqttException e) {
                if (subscription.getKey().startsWith(RESERVED) || !isRefusal(e)) {
                    throw e;
                }
                LOG.warn("event=subscription-refused topic={} The broker does not let this device hear it, and it goes on without: check the device's policy",
                        subscription.getKey());
            }
        }
    }

    /** The broker's reason codes have one byte, this library's own are far above. */
    private static boolean isRefusal(MqttException fault) {
        return fault.getReasonCode() >= FIRST_ERROR_CODE && fault.getReasonCode() <= 0xFF;
    }

    /** Returns when the broker has the message (QoS 1: its PUBACK). */
    @Override
    public void publish(String topic, MqttMessage message) throws MqttException {
        IMqttToken token = aClient.publish(topic, message, null, null);
        try {
            token.waitForCompletion(getTimeToWait());
        } catch (MqttException e) {
            if (e.getReasonCode() == MqttClientException.REASON_CODE_CLIENT_TIMEOUT) {
                watcher.lost("the broker did not acknowledge a message within " + getTimeToWait() / 1000 + " s");
            }
            throw e;
        }
        checkReason(token, "refused a message to " + topic);
    }

    @Override
    public void close(boolean force) throws MqttException {
        routes.values().forEach(route -> route.thread().shutdownNow());
        super.close(force);
    }

    private IMqttToken subscribeNow(String topicFilter, int qos) throws MqttException {
        subscriptionWatch.subscribing(topicFilter);
        IMqttToken token = super.subscribe(new String[] {topicFilter}, new int[] {qos});
        checkReason(token, "refused the subscription to " + topicFilter);
        subscriptionWatch.subscribed(topicFilter);
        return token;
    }

    private static void checkReason(IMqttToken token, String what) throws MqttException {
        int[] codes = token.getReasonCodes();
        if (codes != null && codes.length > 0 && (codes[0] & 0xFF) >= FIRST_ERROR_CODE) {
            int code = codes[0] & 0xFF;
            throw new MqttException(code, new RefusedByBrokerException("the broker " + what + " (MQTT reason 0x"
                    + Integer.toHexString(code) + "): check that the device's policy allows it"));
        }
    }

    private final class Dispatcher implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            boolean[] forNobody = {true};
            routes.forEach((filter, route) -> {
                if (MqttTopicValidator.isMatched(filter, topic) && !route.thread().isShutdown()) {
                    forNobody[0] = false;
                    route.thread().execute(() -> handOver(route, topic, message));
                }
            });
            if (forNobody[0]) {
                LOG.debug("A message on {} while no route listens", topic);
            }
        }

        private void handOver(Route route, String topic, MqttMessage message) {
            try {
                route.callback().messageArrived(topic, message);
            } catch (Exception e) {
                LOG.warn("A message on {} could not be handled: {}", topic, e.toString());
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            watcher.lost(ConnectFault.of(response));
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.debug("MQTT error", exception);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            LOG.trace("Delivered {}", token);
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            LOG.trace("Connected to {}", serverUri);
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            LOG.debug("An AUTH packet arrived, reason {}: this client uses certificates", reasonCode);
        }
    }
}
