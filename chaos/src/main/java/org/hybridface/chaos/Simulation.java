// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;

/** One schedule from the first event to rest. Everything happens by name, so that a list of names is a schedule. */
final class Simulation {

    static final String KEY = "User001";

    /** The route of a device's question. */
    static final String NEW_FACE = "new-face";

    /** The sweeper's route. */
    static final String SWEEP = "sweep";

    private static final String MAIL = "mail";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_STEPS = 3_000;

    private final World world;
    private final Scenario scenario;
    private final Map<String, Invocation> invocations = new LinkedHashMap<>();
    private final Map<String, FaceStream> streams = new LinkedHashMap<>();
    private final Map<String, String> people = new LinkedHashMap<>();
    private final List<String> decisions = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private int steps;
    private int edits;
    private int sweeps;
    private int mails;

    Simulation(World world, Scenario scenario) {
        this.world = world;
        this.scenario = scenario;
        world.reset();
        world.table.streamTo(record -> streams.computeIfAbsent(record.at("/dynamodb/Keys/id/S").asText(),
                id -> new FaceStream("face" + (streams.size() + 1), id)).add(record));
        world.tellEmptied(this::emptied);
        scenario.sightings().forEach(sighting -> {
            if (sighting.full()) {
                world.fillMailbox(sighting.thing());
            }
            see(sighting.thing(), sighting.who());
        });
    }

    World world() {
        return world;
    }

    /** Who is on each device's photo. */
    Map<String, String> people() {
        return people;
    }

    Map<String, Invocation> invocations() {
        return invocations;
    }

    List<FaceStream> streams() {
        return List.copyOf(streams.values());
    }

    /** How often somebody changed the table by hand. */
    int edits() {
        return edits;
    }

    List<String> decisions() {
        return decisions;
    }

    /** Everything that happened, a line each. */
    List<String> story() {
        return story;
    }

    /** A question enters Lambda's queue. */
    void see(String thing, String who) {
        people.put(thing, who);
        invocations.put(thing, new Invocation(thing, NEW_FACE, newFace(thing, who), world.clock.instant()));
    }

    /** A device took answers out of its mailbox. Where none waits, the run would only find that out. */
    private void emptied(String thing) {
        if (world.table.hasWaiting(thing)) {
            String name = MAIL + ++mails;
            ObjectNode event = JsonTree.object().put("thing", thing).put("topic", Topics.shadowUpdateAccepted(thing));
            invocations.put(name, new Invocation(name, "mailbox-emptied", event.toString().getBytes(StandardCharsets.UTF_8), world.clock.instant()));
        }
    }

    /** The sweeper's hour has come. */
    void sweep() {
        String name = SWEEP + ++sweeps;
        invocations.put(name, new Invocation(name, SWEEP, "{\"action\":\"sweep\"}".getBytes(StandardCharsets.UTF_8), world.clock.instant()));
    }

    /**
     * Goes on until nothing needs to happen any more.
     *
     * @return false when that never comes
     */
    boolean run(Chooser chooser) {
        boolean asks = true;
        for (Map<String, Runnable> needed = needed(); !needed.isEmpty(); needed = needed()) {
            if (++steps > MOST_STEPS) {
                return false;
            }
            Map<String, Runnable> optional = asks ? optional() : Map.of();
            Optional<String> choice = asks ? chooser.choose(calls(needed), List.copyOf(optional.keySet())) : Optional.empty();
            asks = choice.isPresent();
            choice.ifPresent(decisions::add);
            String name = choice.orElse(needed.keySet().iterator().next());
            story.add(name + detail(name));
            (needed.containsKey(name) ? needed : optional).get(name).run();
        }
        return true;
    }

    /** In the usual order: who has begun goes on, devices listen, the stream flows, and time passes last. */
    private Map<String, Runnable> needed() {
        Map<String, Runnable> needed = new LinkedHashMap<>();
        invocations.values().forEach(each -> each.run().ifPresent(run -> needed.put("go " + each.name(), () -> go(each, run, Fault.NONE))));
        streams.values().forEach(each -> each.run().ifPresent(run -> needed.put("go " + each.name(), () -> go(each, run, Fault.NONE))));
        for (Device device : world.devices()) {
            if (device.hasMail()) {
                needed.put("apply " + device.thing(), device::apply);
            }
            if (device.hasWord()) {
                needed.put("ack " + device.thing(), device::acknowledge);
            }
        }
        streams.values().stream().filter(FaceStream::isWaiting).forEach(each -> needed.put("begin " + each.name(), () -> begin(each)));
        invocations.values().stream().filter(Invocation::isWaiting).sorted(java.util.Comparator.comparing(Invocation::due))
                .forEach(each -> needed.put("begin " + each.name(), () -> begin(each)));
        return needed;
    }

    private Map<String, Runnable> optional() {
        Map<String, Runnable> optional = new LinkedHashMap<>();
        for (Fault fault : Fault.values()) {
            if (fault != Fault.NONE) {
                invocations.values().forEach(each -> each.run().ifPresent(run ->
                        optional.put(fault.word() + " " + each.name(), () -> go(each, run, fault))));
                streams.values().forEach(each -> each.run().ifPresent(run ->
                        optional.put(fault.word() + " " + each.name(), () -> go(each, run, fault))));
            }
        }
        if (sweeps == 0) {
            optional.put("sweep now", this::sweep);
        }
        invocations.values().stream().filter(each -> each.asks() && each.hasBegun() && !invocations.containsKey(each.name() + "+") && !each.name().endsWith("+"))
                .forEach(each -> optional.put("again " + each.name(), () -> again(each)));
        streams.values().stream().filter(FaceStream::isFace).filter(FaceStream::inTable).forEach(each -> {
            optional.put("edit " + each.name(), () -> edit(each, "Name" + (edits + 1)));
            optional.put("unname " + each.name(), () -> edit(each, ""));
            optional.put("delete " + each.name(), () -> delete(each));
        });
        return optional;
    }

    private Map<String, Call> calls(Map<String, Runnable> needed) {
        Map<String, Call> calls = new LinkedHashMap<>();
        needed.keySet().forEach(name -> calls.put(name, runOf(name).map(Run::next).orElse(Call.BEGIN)));
        return calls;
    }

    private Optional<Run> runOf(String name) {
        String who = name.substring(name.indexOf(' ') + 1);
        return Optional.ofNullable(invocations.get(who)).flatMap(Invocation::run)
                .or(() -> streams.values().stream().filter(each -> each.name().equals(who)).findFirst().flatMap(FaceStream::run));
    }

    private String detail(String name) {
        return runOf(name).map(run -> "  (" + run.next().what() + " " + run.next().resource() + ")").orElse("");
    }

    private void begin(Invocation invocation) {
        world.clock.advance(Duration.ofMillis(1));
        world.clock.advanceTo(invocation.due());
        timeOut();
        var deadline = world.clock.instant().plus(TIMEOUT);
        Run run = Run.of(invocation.down(), () -> world.routes.run(invocation.route(), invocation.event(), deadline,
                invocation.requestId()));
        invocation.begin(run, deadline);
        go(invocation, run, Fault.NONE);
    }

    private void begin(FaceStream stream) {
        byte[] event = stream.begin();
        var deadline = world.clock.instant().plus(TIMEOUT);
        Run run = Run.of(stream.down(), () -> world.routes.run("name-changed", event, deadline));
        stream.begin(run);
        go(stream, run, Fault.NONE);
    }

    /** Lambda kills what has not ended when its time is up. */
    private void timeOut() {
        invocations.values().forEach(each -> each.run().filter(run -> !each.deadline().isAfter(world.clock.instant()))
                .ifPresent(run -> go(each, run, Fault.KILL)));
    }

    private void go(Invocation invocation, Run run, Fault fault) {
        run.go(fault);
        for (int i = 0; i < fault.tries(); i++) {
            invocation.suffers();
        }
        if (run.ended()) {
            story.add("    " + invocation.name() + " " + run.ending());
            if (run.succeeded()) {
                invocation.done();
            } else {
                invocation.failed(world.clock.instant(), scenario.pause());
            }
        }
    }

    private void go(FaceStream stream, Run run, Fault fault) {
        run.go(fault);
        if (run.ended()) {
            story.add("    " + stream.name() + " " + run.ending());
            stream.ended(run);
        }
    }

    private void again(Invocation first) {
        String name = first.name() + "+";
        first.suffers();
        invocations.put(name, new Invocation(name, first.route(), first.event(), world.clock.instant()));
    }

    /** Somebody changes a name in the table. */
    void edit(FaceStream face, String name) {
        edits++;
        world.clock.advance(Duration.ofMillis(1));
        world.table.edit(face.faceId(), name);
    }

    private void delete(FaceStream face) {
        edits++;
        world.clock.advance(Duration.ofMillis(1));
        world.table.delete(face.faceId());
    }

    /** A random one as devices make them, but the same for the same thing. */
    private static UUID eventOf(String thing) {
        UUID named = UUID.nameUUIDFromBytes(thing.getBytes(StandardCharsets.UTF_8));
        return new UUID(named.getMostSignificantBits() & ~0xF000L | 0x4000L, named.getLeastSignificantBits());
    }

    private static byte[] newFace(String thing, String who) {
        UUID uuid = eventOf(thing);
        NewFace face = new NewFace(uuid, KEY, java.time.Instant.parse("2026-01-31T10:15:00Z"), Photo.of(who, thing),
                new PhotoQuality(142, 0.7, -8));
        ObjectNode message = ((ObjectNode) JsonTree.read(face.toJson())).put("thing", thing).put("topic", Topics.NEW_FACE);
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }
}
