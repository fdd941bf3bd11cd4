// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.hybridface.cloud.event.Erasing;
import org.hybridface.cloud.event.Json;
import org.hybridface.messages.Sha256;

/**
 * A person is being erased, or was. Whatever is done is written down place by place and device by device, so that a run that died goes on. Immutable.
 *
 * @param id      follows from the person: whoever erases somebody twice goes on with one erasure
 * @param subject SHA-256 of the person's id, in hexadecimal digits: who knows the id knows whose receipt it is
 * @param subjects the same of every id of the person and of the person's faces: by these a device that was brought back from a backup knows whom it must not have
 * @param by      who wanted it
 * @param thing   the device at which it was wanted; empty for an operator
 * @param traces  what is looked for; none any more once all is done
 * @param places  in the cloud
 * @param devices by thing name
 */
public record Erasure(UUID id, String subject, Set<String> subjects, String by, Optional<String> thing, Instant began, Optional<Instant> done, Traces traces,
                      Map<Place, Step> places, Map<String, AtDevice> devices) {

    /**
     * @param gone  how much was taken out so far
     * @param left  how much was found when it was read again
     * @param clear when it was read again and nothing was found; empty while it is open
     */
    public record Step(int gone, int left, Optional<Instant> clear) {

        /** Nothing was done yet. */
        public static final Step OPEN = new Step(0, 0, Optional.empty());
    }

    /**
     * @param done when the cloud heard that the device has erased the person; empty while it is open
     * @param gone how much went out of each of the device's places, as it says
     * @param scrapped by whom it was said that the device and its disk are no more; empty when nobody said so
     */
    public record AtDevice(Optional<Instant> done, Map<String, Integer> gone, Optional<String> scrapped) {

        /** Nothing was heard yet. */
        public static final AtDevice OPEN = new AtDevice(Optional.empty(), Map.of(), Optional.empty());

        public AtDevice {
            gone = Map.copyOf(gone);
        }
    }

    public Erasure {
        subjects = Collections.unmodifiableSet(new TreeSet<>(subjects));
        places = Collections.unmodifiableMap(new TreeMap<>(places));
        devices = Collections.unmodifiableMap(new TreeMap<>(devices));
    }

    /** @param root the person's id, or the face's when there is no person */
    public static UUID idOf(String root) {
        return UUID.nameUUIDFromBytes(("erasure:" + root).getBytes(StandardCharsets.UTF_8));
    }

    public static Erasure begun(String root, Erasing erasing, Instant now) {
        return new Erasure(idOf(root), Sha256.hex(root), Set.of(Sha256.hex(root)), erasing.request().by(), erasing.thing(), now, Optional.empty(), Traces.NONE, Map.of(), Map.of());
    }

    /** With more to be looked for. Every place is to be looked at again; a device that has said it is done only if there is something new for it. */
    public Erasure lookingFor(Traces more) {
        Traces all = traces.and(more);
        Map<Place, Step> open = new TreeMap<>();
        for (Place place : Place.values()) {
            open.put(place, new Step(step(place).gone, 0, Optional.empty()));
        }
        Map<String, AtDevice> told = new TreeMap<>(devices);
        boolean anew = isDone() || !all.faces().equals(traces.faces()) || !all.persons().equals(traces.persons());
        all.things().forEach(device -> told.putIfAbsent(device, AtDevice.OPEN));
        told.replaceAll((device, state) -> anew || !all.keysOf(device).equals(traces.keysOf(device)) ? new AtDevice(Optional.empty(), state.gone, Optional.empty()) : state);
        Set<String> digests = new TreeSet<>(subjects);
        Stream.concat(all.persons().stream(), all.faces().stream()).map(Sha256::hex).forEach(digests::add);
        return new Erasure(id, subject, digests, by, thing, began, Optional.empty(), all, open, told);
    }

    private Step step(Place place) {
        return places.getOrDefault(place, Step.OPEN);
    }

    /** So much more was taken out there. */
    public Erasure took(Place place, int gone) {
        Map<Place, Step> all = new TreeMap<>(places);
        all.put(place, new Step(step(place).gone + gone, step(place).left, step(place).clear));
        return new Erasure(id, subject, subjects, by, thing, began, done, traces, all, devices);
    }

    /** It was read again there. */
    public Erasure readAgain(Place place, int left, Instant now) {
        Map<Place, Step> all = new TreeMap<>(places);
        all.put(place, new Step(step(place).gone, left, left == 0 ? Optional.of(now) : Optional.empty()));
        return new Erasure(id, subject, subjects, by, thing, began, done, traces, all, devices);
    }

    /** A device says that it has erased the person. */
    public Erasure heardOf(String device, Map<String, Integer> gone, Instant now) {
        Map<String, Integer> sum = new TreeMap<>(devices.getOrDefault(device, AtDevice.OPEN).gone);
        // A device that says it twice, since it was cut off between, counts what it found all in all.
        gone.forEach((place, count) -> sum.merge(place, count, Math::max));
        Map<String, AtDevice> all = new TreeMap<>(devices);
        all.put(device, new AtDevice(Optional.of(now), sum, Optional.empty()));
        return new Erasure(id, subject, subjects, by, thing, began, done, traces, places, all);
    }

    /** A device is no more, and will never say anything; nothing changes when it has said that it is done. */
    public Erasure withoutDevice(String device, String saysWho, Instant now) {
        Map<String, AtDevice> all = new TreeMap<>(devices);
        all.computeIfPresent(device, (thing, state) -> state.done.isPresent() ? state : new AtDevice(Optional.of(now), state.gone, Optional.of(saysWho)));
        return new Erasure(id, subject, subjects, by, thing, began, done, traces, places, all);
    }

    /** Done once every place is clear and every device has said so; nobody needs to know any more what was looked for. */
    public Erasure closed(Instant now) {
        boolean all = places.size() == Place.values().length && places.values().stream().allMatch(step -> step.clear.isPresent())
                && devices.values().stream().allMatch(device -> device.done.isPresent());
        return all && done.isEmpty() ? new Erasure(id, subject, subjects, by, thing, began, Optional.of(now), Traces.NONE, places, devices) : this;
    }

    public boolean isDone() {
        return done.isPresent();
    }

    /** As the table keeps it, without what is looked for. */
    public ObjectNode toNode() {
        ObjectNode node = Json.MAPPER.createObjectNode().put("subject", subject).put("by", by).put("began", began.toString());
        thing.ifPresent(device -> node.put("thing", device));
        done.ifPresent(at -> node.put("done", at.toString()));
        ArrayNode digests = node.putArray("subjects");
        subjects.forEach(digests::add);
        ObjectNode steps = node.putObject("places");
        places.forEach((place, step) -> {
            ObjectNode one = steps.putObject(place.name()).put("gone", step.gone).put("left", step.left);
            step.clear.ifPresent(at -> one.put("clear", at.toString()));
        });
        ObjectNode told = node.putObject("devices");
        devices.forEach((device, state) -> {
            ObjectNode one = told.putObject(device);
            state.done.ifPresent(at -> one.put("done", at.toString()));
            state.scrapped.ifPresent(who -> one.put("scrapped", who));
            ObjectNode gone = one.putObject("gone");
            new TreeMap<>(state.gone).forEach(gone::put);
        });
        return node;
    }

    /** Reads what {@link #toNode} wrote. */
    public static Erasure fromNode(UUID id, JsonNode node, Traces traces) {
        Map<Place, Step> places = new TreeMap<>();
        node.path("places").properties().forEach(place -> places.put(Place.valueOf(place.getKey()), new Step(place.getValue().path("gone").asInt(),
                place.getValue().path("left").asInt(), moment(place.getValue(), "clear"))));
        Map<String, AtDevice> devices = new TreeMap<>();
        node.path("devices").properties().forEach(device -> {
            Map<String, Integer> gone = new TreeMap<>();
            device.getValue().path("gone").properties().forEach(place -> gone.put(place.getKey(), place.getValue().asInt()));
            devices.put(device.getKey(), new AtDevice(moment(device.getValue(), "done"), gone,
                    Optional.ofNullable(device.getValue().get("scrapped")).map(JsonNode::asText)));
        });
        Set<String> subjects = new TreeSet<>(Set.of(node.path("subject").asText()));
        node.path("subjects").forEach(digest -> subjects.add(digest.asText()));
        return new Erasure(id, node.path("subject").asText(), subjects, node.path("by").asText(), Optional.ofNullable(node.get("thing")).map(JsonNode::asText),
                Instant.parse(node.path("began").asText()), moment(node, "done"), traces, places, devices);
    }

    private static Optional<Instant> moment(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).map(JsonNode::asText).map(Instant::parse);
    }

    /** Says neither who was erased nor who wanted it. */
    @Override
    public String toString() {
        return "event=erasure id=" + id + " state=" + (isDone() ? "done" : "open") + " devices=" + devices.size() + " open="
                + devices.values().stream().filter(device -> device.done.isEmpty()).count();
    }
}
