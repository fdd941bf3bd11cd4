// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hybridface.local.files.PrivateFiles;
import org.hybridface.messages.Limits;

/**
 * All shadows. Requests are taken one after the other, and what they publish is handed to the publisher in that order.
 */
public final class Shadows {

    private final Clock clock;
    private final Map<String, ShadowDocument> documents = new TreeMap<>();
    private final Optional<ShadowFiles> files;
    private Publisher publisher = (topic, json) -> { };

    /**
     * In memory.
     *
     * @param clock time stamps of documents and metadata
     */
    public Shadows(Clock clock) {
        this(clock, Optional.empty());
    }

    private Shadows(Clock clock, Optional<ShadowFiles> files) {
        this.clock = clock;
        this.files = files;
    }

    /**
     * With what an earlier process kept there.
     *
     * @param folder of files that outlast the process; empty for memory
     * @throws IOException when one cannot be read
     */
    public static Shadows in(Optional<Path> folder, Clock clock) throws IOException {
        if (folder.isEmpty()) {
            return new Shadows(clock);
        }
        ShadowFiles files = new ShadowFiles(PrivateFiles.folder(folder.get()));
        Shadows shadows = new Shadows(clock, Optional.of(files));
        shadows.documents.putAll(files.read());
        return shadows;
    }

    /** Where {@code update/delta}, {@code update/documents} and the like go. Must not block. */
    @FunctionalInterface
    public interface Publisher {
        void publish(String topic, byte[] json);
    }

    /** To be called once, before the first request. */
    public synchronized void publishTo(Publisher newPublisher) {
        this.publisher = newPublisher;
    }

    /**
     * Changes a shadow, and makes it at its first time.
     *
     * @return the document that goes to {@code update/accepted}; it is published there as well
     * @throws ShadowException when it is refused; then nothing is published
     */
    public synchronized ObjectNode update(ShadowId id, byte[] json) {
        if (json.length > Limits.SHADOW_BYTES) {
            throw ShadowException.tooLarge();
        }
        ShadowRequest request = ShadowRequest.parse(json);
        long now = clock.instant().getEpochSecond();
        ShadowDocument before = find(id);
        ShadowDocument after = before.with(request, now);
        put(id, after);

        ObjectNode accepted = object();
        accepted.set("state", request.state());
        accepted.set("metadata", after.metadataOf(request));
        finish(accepted, after.version(), now, request.clientToken());
        publish(id, "/update/accepted", accepted);
        after.delta().ifPresent(delta -> publish(id, "/update/delta", delta(after, delta, now, request.clientToken())));
        publish(id, "/update/documents", documents(before, after, now, request.clientToken()));
        return accepted;
    }

    /**
     * @return the document that goes to {@code get/accepted}; it is not published
     * @throws ShadowException 404 when there is no such shadow
     */
    public synchronized ObjectNode get(ShadowId id) {
        ShadowDocument document = existing(id);
        ObjectNode answer = object();
        ObjectNode state = document.state();
        document.delta().ifPresent(delta -> state.set("delta", delta));
        answer.set("state", state);
        answer.set("metadata", document.metadata());
        return finish(answer, document.version(), clock.instant().getEpochSecond(), Optional.empty());
    }

    /**
     * @return the document that goes to {@code delete/accepted}; it is published there as well
     * @throws ShadowException 404 when there is no such shadow
     */
    public synchronized ObjectNode delete(ShadowId id) {
        ShadowDocument document = existing(id);
        put(id, document.withoutState());
        ObjectNode answer = finish(object(), document.version(), clock.instant().getEpochSecond(), Optional.empty());
        publish(id, "/delete/accepted", answer);
        return answer;
    }

    /** Names of a thing's named shadows, sorted. */
    public synchronized List<String> names(String thing) {
        String prefix = new ShadowId(thing, Optional.of("")).topic();
        return documents.entrySet().stream().filter(entry -> entry.getKey().startsWith(prefix) && !entry.getValue().deleted())
                .map(entry -> entry.getKey().substring(prefix.length())).toList();
    }

    /** On the disk first: what is told is kept. */
    private void put(ShadowId id, ShadowDocument document) {
        files.ifPresent(to -> to.write(id.topic(), document));
        documents.put(id.topic(), document);
    }

    private ShadowDocument find(ShadowId id) {
        return documents.getOrDefault(id.topic(), ShadowDocument.none());
    }

    private ShadowDocument existing(ShadowId id) {
        ShadowDocument document = find(id);
        if (document.deleted()) {
            throw ShadowException.noShadow(id);
        }
        return document;
    }

    private void publish(ShadowId id, String suffix, ObjectNode document) {
        publisher.publish(id.topic() + suffix, bytes(document));
    }

    private static ObjectNode delta(ShadowDocument after, ObjectNode delta, long now, Optional<String> clientToken) {
        ObjectNode document = object();
        document.set("state", delta);
        document.set("metadata", after.deltaMetadata());
        return finish(document, after.version(), now, clientToken);
    }

    private static ObjectNode documents(ShadowDocument before, ShadowDocument after, long now, Optional<String> clientToken) {
        ObjectNode document = object();
        if (!before.deleted()) {
            document.set("previous", snapshot(before));
        }
        document.set("current", snapshot(after));
        document.put("timestamp", now);
        clientToken.ifPresent(token -> document.put("clientToken", token));
        return document;
    }

    private static ObjectNode snapshot(ShadowDocument shadow) {
        ObjectNode snapshot = object();
        snapshot.set("state", shadow.state());
        snapshot.set("metadata", shadow.metadata());
        return snapshot.put("version", shadow.version());
    }

    private static ObjectNode finish(ObjectNode document, long version, long now, Optional<String> clientToken) {
        document.put("version", version).put("timestamp", now);
        clientToken.ifPresent(token -> document.put("clientToken", token));
        return document;
    }

    /** The document that goes to a {@code rejected} topic. */
    ObjectNode rejection(ShadowException refusal, Optional<String> clientToken) {
        ObjectNode document = object().put("code", refusal.code()).put("message", refusal.getMessage())
                .put("timestamp", clock.instant().getEpochSecond());
        clientToken.ifPresent(token -> document.put("clientToken", token));
        return document;
    }

    static byte[] bytes(ObjectNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode object() {
        return ShadowRequest.JSON.createObjectNode();
    }
}
