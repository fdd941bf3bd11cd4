// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.eraser;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hybridface.cloud.erasure.Erasure;
import org.hybridface.cloud.erasure.Place;
import org.hybridface.cloud.event.Json;

/**
 * What was erased where and when, and what remains until when: {@code {"receipt":{...},"signature":"..."}}. The signature is Ed25519 over the receipt as
 * compact JSON, its fields in their order; without a key there is none. No name, no photo, no id of the person. Thread safe.
 */
public final class Receipts {

    /** DynamoDB keeps the table's past for so long (developer guide, "Point-in-time recovery"). */
    static final Duration TABLE_PAST = Duration.ofDays(35);

    /** DynamoDB Streams keeps records for so long (developer guide, "Change data capture for DynamoDB Streams"). */
    static final Duration TABLE_STREAM = Duration.ofDays(1);

    private final Optional<ReceiptKey> key;
    private final Duration keepLogs;
    private final Set<Place> closed;

    /**
     * @param keepLogs how long log lines are kept
     * @param key      as {@code RECEIPT_KEY} has it
     * @param closed   places where nobody can look, of which a receipt says so
     */
    public Receipts(Duration keepLogs, String key, Set<Place> closed) {
        this.closed = Set.copyOf(closed);
        this.keepLogs = keepLogs;
        this.key = ReceiptKey.parse(key);
    }

    /** As it is now. */
    public byte[] of(Erasure erasure) {
        ObjectNode receipt = Json.MAPPER.createObjectNode().put("version", 1).put("erasure", erasure.id().toString()).put("subject", erasure.subject())
                .put("by", erasure.by());
        erasure.thing().ifPresent(thing -> receipt.put("device", thing));
        receipt.put("began", erasure.began().toString()).put("state", erasure.isDone() ? "done" : "open");
        erasure.done().ifPresent(at -> receipt.put("done", at.toString()));
        ArrayNode places = receipt.putArray("places");
        for (Place place : Place.values()) {
            Erasure.Step step = erasure.places().getOrDefault(place, Erasure.Step.OPEN);
            ObjectNode one = places.addObject().put("place", place.word()).put("state", closed.contains(place) ? "not-read" : step.clear().isPresent() ? "clear" : "open").put("gone", step.gone());
            step.clear().ifPresent(at -> one.put("readAgain", at.toString()));
            if (step.left() > 0) {
                one.put("left", step.left());
            }
        }
        devices(erasure, receipt.putArray("devices"));
        ArrayNode subjects = receipt.putArray("subjects");
        erasure.subjects().forEach(subjects::add);
        remains(erasure.done().orElse(Instant.MAX), receipt.putArray("remains"));
        ObjectNode signed = Json.MAPPER.createObjectNode();
        signed.set("receipt", receipt);
        key.ifPresent(signing -> signed.put("signature", signing.sign(Json.bytes(receipt))));
        return Json.bytes(signed);
    }

    private static void devices(Erasure erasure, ArrayNode devices) {
        erasure.devices().forEach((thing, state) -> {
            ObjectNode one = devices.addObject().put("device", thing).put("state", state.scrapped().isPresent() ? "scrapped" : state.done().isPresent() ? "done" : "open");
            state.scrapped().ifPresent(who -> one.put("by", who));
            state.done().ifPresent(at -> one.put("done", at.toString()));
            ObjectNode gone = one.putObject("gone");
            new TreeMap<>(state.gone()).forEach(gone::put);
        });
    }

    /** Counted from when all was done; nothing is counted while something is open. */
    private void remains(Instant done, ArrayNode remains) {
        remain(remains, "the table's past, for point-in-time recovery", until(done, TABLE_PAST));
        remain(remains, "the table's stream of changes", until(done, TABLE_STREAM));
        remain(remains, "log lines of the cloud, with ids and without names", until(done, keepLogs));
        remain(remains, "logs of devices, with names where somebody was named", "as long as the device's system keeps its journal");
        remain(remains, "backups made with bin/edge backup", "until they are deleted; a device that is brought back from one erases the person when it connects");
        remain(remains, "what routes of your own have copied elsewhere", "nobody here knows");
    }

    private static String until(Instant done, Duration keep) {
        return done.equals(Instant.MAX) ? keep.toDays() + " day(s) after all is done" : done.plus(keep).toString();
    }

    private static void remain(ArrayNode remains, String what, String until) {
        remains.addObject().put("what", what).put("until", until);
    }
}
