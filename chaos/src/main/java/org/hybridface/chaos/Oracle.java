// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hybridface.local.shadow.ShadowException;
import org.hybridface.messages.Answer;

/** Says which promises a schedule broke. It looks when all is at rest, and then lets names change and items expire. */
final class Oracle {

    /** Longer than an event is remembered, and shorter than a face without a name. */
    private static final Duration EVENTS_EXPIRE = Duration.ofDays(2);
    private static final Duration FACES_EXPIRE = Duration.ofDays(60);

    private final Simulation simulation;
    private final World world;
    private final List<Violation> violations = new ArrayList<>();

    private Oracle(Simulation simulation) {
        this.simulation = simulation;
        this.world = simulation.world();
    }

    /** Runs the schedule and judges it. */
    static List<Violation> judge(Simulation simulation, Chooser chooser) {
        Oracle oracle = new Oracle(simulation);
        if (!simulation.run(chooser)) {
            oracle.broken(Promise.COMES_TO_REST, "something goes on for ever");
            return oracle.violations;
        }
        oracle.questions();
        oracle.rest("at rest");
        oracle.everybodyIsNamed();
        oracle.timePasses(EVENTS_EXPIRE, "after the events have expired");
        oracle.sweep("swept");
        oracle.everybodyIsSeenAgain("later");
        oracle.timePasses(EVENTS_EXPIRE, "a sweep later");
        oracle.sweep("swept twice");
        oracle.orphans("swept twice");
        oracle.everybodyIsSeenAgain("last");
        oracle.timePasses(FACES_EXPIRE, "after all has expired");
        oracle.sweep("swept after all has expired");
        oracle.timePasses(EVENTS_EXPIRE, "a sweep after all has expired");
        oracle.sweep("swept twice after all has expired");
        oracle.orphans("swept twice after all has expired");
        return oracle.violations;
    }

    private void broken(Promise promise, String text) {
        violations.add(new Violation(promise, text));
    }

    private void questions() {
        simulation.invocations().values().stream().filter(each -> each.asks() && !each.name().endsWith("+")).forEach(each -> {
            if (!isInFailureQueue(each) && shown(each.name()).isEmpty()) {
                broken(Promise.ANSWERED, each.name() + " has no answer and is not in the failure queue");
            }
            if (each.isLost() && each.misfortunes() + simulation.edits() < Invocation.TRIES) {
                broken(Promise.A_FAULT_COSTS_A_TRY, each.name() + " met " + each.misfortunes() + " faults and is in the failure queue");
            }
        });
    }

    /** Itself, its second delivery, which another run left to it, or whoever was to send its answer from the table. */
    private boolean isInFailureQueue(Invocation question) {
        Stream<Invocation> lost = simulation.invocations().values().stream().filter(Invocation::isLost);
        boolean answerWaits = world.table.hasWaiting(question.name());
        return lost.anyMatch(each -> answerWaits || each.isOf(question));
    }

    private void rest(String when) {
        Map<String, JsonNode> items = world.table.items();
        mailboxes(when);
        persons(when, items);
        names(when, items);
    }

    private void mailboxes(String when) {
        for (Device device : world.devices()) {
            try {
                JsonNode left = world.mailbox(device.thing()).at("/state/desired/faces");
                if (!left.isEmpty()) {
                    broken(Promise.EMPTY_MAILBOX, when + " " + left + " lies in the mailbox of " + device.thing());
                }
            } catch (ShadowException e) {
                // It never had one.
            }
            // Who was to send it may be in the failure queue.
            if (world.table.hasWaiting(device.thing()) && simulation.invocations().values().stream().noneMatch(Invocation::isLost)) {
                broken(Promise.EMPTY_MAILBOX, when + " an answer waits for " + device.thing() + " in the table");
            }
        }
    }

    private void persons(String when, Map<String, JsonNode> items) {
        for (String who : new TreeSet<>(simulation.people().values())) {
            List<String> settled = world.collection.faces().entrySet().stream()
                    .filter(face -> face.getValue().who().equals(who) && items.containsKey(face.getKey())).map(Map.Entry::getKey).toList();
            if (settled.size() > 1) {
                broken(Promise.ONE_PERSON, when + " " + who + " is " + settled);
            }
        }
    }

    private void names(String when, Map<String, JsonNode> items) {
        for (Device device : world.devices()) {
            List<Answer> all = shown(device.thing());
            if (all.isEmpty()) {
                continue;
            }
            stepsBack(when, device, all);
            Answer last = all.get(all.size() - 1);
            String face = faceOf(last);
            String who = simulation.people().get(device.thing());
            if (!who.equals(world.collection.everyone().get(face))) {
                broken(Promise.RIGHT_PERSON, when + " " + device.thing() + " saw " + who + " and shows " + last);
            }
            String name = items.containsKey(face) ? items.get(face).at("/name/S").asText() : "";
            if (!name.equals(nameOf(last))) {
                broken(Promise.RIGHT_NAME, when + " " + device.thing() + " shows '" + nameOf(last) + "' and the table has '" + name + "'");
            }
        }
    }

    /** What a device showed of a face must be some of its names, in the order in which it had them. */
    private void stepsBack(String when, Device device, List<Answer> all) {
        for (FaceStream face : simulation.streams()) {
            int at = 0;
            for (Answer answer : all.stream().filter(answer -> faceOf(answer).equals(face.faceId())).toList()) {
                int next = face.names().subList(at, face.names().size()).indexOf(nameOf(answer));
                if (next < 0) {
                    broken(Promise.NO_STEP_BACK, when + " " + device.thing() + " showed " + all.stream().map(Oracle::nameOf).toList()
                            + " of a face that was called " + face.names());
                    return;
                }
                at += next;
            }
        }
    }

    /** Whoever was answered hears of a name that is given later. */
    private void everybodyIsNamed() {
        Map<String, JsonNode> items = world.table.items();
        simulation.streams().stream().filter(FaceStream::isFace).filter(face -> items.containsKey(face.faceId()) && !items.get(face.faceId()).has("name"))
                .limit(1).forEach(face -> simulation.edit(face, "Late"));
        settle("named");
    }

    private void everybodyIsSeenAgain(String when) {
        for (String who : new TreeSet<>(simulation.people().values())) {
            simulation.see(when + "-" + who, who);
        }
        settle("seen again " + when);
    }

    /** A whole sweep: where one died half-way, the next only goes on there, and the one after it begins at the beginning. */
    private void sweep(String when) {
        simulation.sweep();
        settle(when);
        if (simulation.invocations().values().stream().anyMatch(each -> !each.asks() && each.isLost())) {
            simulation.sweep();
            settle(when + " from the beginning");
        }
    }

    private void timePasses(Duration duration, String when) {
        world.clock.advance(duration);
        long now = world.clock.instant().getEpochSecond();
        Map.copyOf(world.table.items()).forEach((id, item) -> {
            if (item.has("expiresAt") && item.at("/expiresAt/N").asLong() < now) {
                world.table.delete(id);
            }
        });
        settle(when);
    }

    /** Neither side has what the other does not explain. A face with a name is the business of whoever gave the name. */
    private void orphans(String when) {
        Map<String, JsonNode> items = world.table.items();
        Set<String> faces = new HashSet<>(world.collection.faces().keySet());
        faces.removeAll(items.keySet());
        if (!faces.isEmpty()) {
            broken(Promise.NO_ORPHAN, when + " " + faces + " of the collection have no item");
        }
        vectors(when, items);
        Set<String> faceless = items.entrySet().stream().filter(item -> item.getValue().has("personId") && !item.getValue().has("name"))
                .map(Map.Entry::getKey).collect(java.util.stream.Collectors.toSet());
        faceless.removeAll(world.collection.faces().keySet());
        faceless.removeIf(id -> items.get(id).has("expiresAt"));
        if (!faceless.isEmpty()) {
            broken(Promise.NO_ORPHAN, when + " items " + faceless + " have no face in the collection and stay for ever");
        }
    }

    /** Each user is a person of the table, with the faces that the table says and the collection has. */
    private void vectors(String when, Map<String, JsonNode> items) {
        if (!world.matchesUsers()) {
            return;
        }
        Map<String, Set<String>> expected = new TreeMap<>();
        items.forEach((id, item) -> {
            Set<String> faces = new TreeSet<>();
            item.at("/faces/SS").forEach(face -> faces.add(face.asText()));
            faces.retainAll(world.collection.faces().keySet());
            if (id.startsWith(Table.PERSON) && !faces.isEmpty()) {
                expected.put(id.substring(Table.PERSON.length()), faces);
            }
        });
        if (!expected.equals(world.collection.users())) {
            broken(Promise.NO_ORPHAN, when + " the users are " + world.collection.users() + " and the table's persons " + expected);
        }
    }

    private void settle(String when) {
        if (!simulation.run((needed, optional) -> java.util.Optional.empty())) {
            broken(Promise.COMES_TO_REST, when + " something goes on for ever");
        }
        rest(when);
    }

    private List<Answer> shown(String thing) {
        return world.device(thing).shown().getOrDefault(Simulation.KEY, List.of());
    }

    private static String faceOf(Answer answer) {
        return answer instanceof Answer.Named named ? named.faceId() : answer instanceof Answer.Enrolled enrolled ? enrolled.faceId() : "";
    }

    private static String nameOf(Answer answer) {
        return answer instanceof Answer.Named named ? named.name() : "";
    }
}
