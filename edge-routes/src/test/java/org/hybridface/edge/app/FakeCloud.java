// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.hybridface.messages.Answer;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.Topics;

/** The other end of the wire: answers questions, and keeps the one shadow as AWS IoT does (versions, delta, 409). */
final class FakeCloud implements MqttCallback, AutoCloseable {

    final List<NewFace> questions = new CopyOnWriteArrayList<>();
    final List<String> views = new CopyOnWriteArrayList<>();

    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final String thing;
    private final MqttClient client;
    private final Function<NewFace, Answer> brain;
    private final ObjectNode faces = json.createObjectNode();
    private long version;

    FakeCloud(URI broker, String thing, Function<NewFace, Answer> brain) throws MqttException {
        this.thing = thing;
        this.brain = brain;
        client = new MqttClient(broker.toString(), "cloud", new MemoryPersistence());
        client.setCallback(this);
        client.connect();
        for (String topic : List.of(Topics.NEW_FACE, Topics.INFERENCE, Topics.shadowGet(thing), Topics.shadowUpdate(thing))) {
            client.subscribe(topic, 1);
        }
    }

    /** Puts an answer into the mailbox. */
    void answers(String key, Answer answer) {
        thread.execute(() -> put(key, answer));
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        thread.execute(() -> handle(topic, message.getPayload()));
    }

    private void handle(String topic, byte[] payload) {
        try {
            if (topic.equals(Topics.NEW_FACE)) {
                NewFace question = NewFace.fromJson(payload);
                questions.add(question);
                Answer answer = brain.apply(question);
                if (answer != null) {
                    put(question.key(), answer);
                }
            } else if (topic.equals(Topics.INFERENCE)) {
                views.add(new String(payload, StandardCharsets.UTF_8));
            } else if (topic.equals(Topics.shadowGet(thing))) {
                get();
            } else {
                update(json.readTree(payload));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(String key, Answer answer) {
        faces.set(key, answer.toNode().put("trace", "store-photo=41 search-face=120"));
        version++;
        delta();
    }

    private void get() {
        if (version == 0) {
            send(Topics.shadowGetRejected(thing), json.createObjectNode().put("code", 404));
            return;
        }
        ObjectNode document = json.createObjectNode().put("version", version);
        document.putObject("state").putObject("desired").set("faces", faces);
        send(Topics.shadowGetAccepted(thing), document);
    }

    private void update(JsonNode update) {
        if (update.path("version").asLong() != version) {
            send(Topics.shadowUpdateRejected(thing), json.createObjectNode().put("code", 409));
            return;
        }
        update.path("state").path("desired").path("faces").fieldNames().forEachRemaining(faces::remove);
        version++;
        send(Topics.shadowUpdateAccepted(thing), json.createObjectNode().put("version", version));
        if (!faces.isEmpty()) {
            delta();
        }
    }

    private void delta() {
        ObjectNode document = json.createObjectNode().put("version", version);
        document.putObject("state").set("faces", faces);
        send(Topics.shadowDelta(thing), document);
    }

    boolean mailboxIsEmpty() {
        return faces.isEmpty();
    }

    private void send(String topic, JsonNode document) {
        try {
            client.publish(topic, document.toString().getBytes(StandardCharsets.UTF_8), 1, false);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws MqttException {
        thread.shutdownNow();
        client.disconnectForcibly(0, 100);
        client.close();
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
    }

    @Override
    public void connectComplete(boolean reconnect, String uri) {
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
    }
}
