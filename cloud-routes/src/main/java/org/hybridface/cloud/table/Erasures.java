// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.number;
import static org.hybridface.cloud.table.Items.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hybridface.cloud.erasure.Erasure;
import org.hybridface.cloud.erasure.Traces;
import org.hybridface.cloud.event.Json;
import org.hybridface.cloud.table.Contended.Plan;
import org.hybridface.messages.Sha256;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Erasures in the table: {@code id}=erasure#UUID, {@code state} (JSON: what was done where and when), {@code traces} (JSON: ids that are looked for,
 * only while it is open), {@code rev}, {@code expiresAt} (once it is done). No name, no photo. Thread safe.
 */
public final class Erasures {

    static final String PREFIX = "erasure#";
    private static final String STATE = "state";
    private static final String TRACES = "traces";
    private static final String REVISION = "rev";

    /** Every device may speak at once. */
    private static final int TRIES = 50;

    private final Table table;
    private final Duration keepDone;
    private final Clock clock;

    /** @param keepDone how long the receipt of what is done is kept */
    Erasures(Table table, Duration keepDone, Clock clock) {
        this.table = table;
        this.keepDone = keepDone;
        this.clock = clock;
    }

    public Optional<Erasure> find(UUID id) {
        return Optional.of(table.read(PREFIX + id)).filter(item -> !item.isEmpty()).map(item -> read(id, item));
    }

    /** The one of a person who had this id, or a face with it. */
    public Optional<Erasure> about(String id) {
        String digest = Sha256.hex(id);
        return table.all().filter(item -> item.get(Items.ID).s().startsWith(PREFIX)).map(item -> read(UUID.fromString(item.get(Items.ID).s().substring(PREFIX.length())), item))
                .filter(erasure -> erasure.subjects().contains(digest)).findFirst();
    }

    /** Those that are open. */
    public List<UUID> open() {
        return table.all().filter(item -> item.get(Items.ID).s().startsWith(PREFIX) && item.containsKey(TRACES))
                .map(item -> UUID.fromString(item.get(Items.ID).s().substring(PREFIX.length()))).toList();
    }

    /**
     * Writes an erasure as it is after a change, which is asked again when somebody else changed it meanwhile.
     *
     * @param fresh what it is when the table has none
     */
    public Erasure change(Erasure fresh, UnaryOperator<Erasure> change) {
        String id = PREFIX + fresh.id();
        return Contended.write(table, id, table.read(id), TRIES, item -> {
            Erasure after = change.apply(item.isEmpty() ? fresh : read(fresh.id(), item));
            Write write = Write.to(id).set(STATE, text(string(after.toNode()))).set(REVISION, number(Items.number(item, REVISION) + 1)).ifSame(item, REVISION);
            if (after.isDone()) {
                write.remove(TRACES).set(Items.EXPIRES_AT, Items.seconds(clock.instant().plus(keepDone)));
            } else {
                write.set(TRACES, text(string(after.traces().toNode()))).remove(Items.EXPIRES_AT);
            }
            return Plan.of(write, after);
        });
    }

    private static Erasure read(UUID id, Map<String, AttributeValue> item) {
        Traces traces = Items.text(item, TRACES).map(json -> Traces.fromNode(Json.parse(json.getBytes(StandardCharsets.UTF_8)))).orElse(Traces.NONE);
        return Erasure.fromNode(id, Json.parse(item.get(STATE).s().getBytes(StandardCharsets.UTF_8)), traces);
    }

    private static String string(JsonNode node) {
        return new String(Json.bytes(node), StandardCharsets.UTF_8);
    }
}
