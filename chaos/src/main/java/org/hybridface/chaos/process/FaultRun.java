// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Lets strangers pass, two at a time, while something befalls the test bed, and judges what became of them when all is at rest. Of two
 * people of one round each stands in a doorway until the device has recorded a key, or until the harm is over, as the seed says.
 */
final class FaultRun {

    /** How long the first questions may take until all is at rest. A device asks again after a minute. */
    private static final Duration REST = Duration.ofSeconds(45);
    /** When they are seen again. A machine with much else to do needs minutes to start a JVM, and may start three in a row. */
    private static final Duration SECOND_REST = Duration.ofMinutes(10);
    private static final Duration SEEN = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(150);
    /** Harm begins so long after people come, at most. */
    private static final int LATEST_MILLIS = 2500;
    private static final int SHORTEST_MILLIS = 300;
    /** Frames without anybody before the next people come. */
    private static final int EMPTY_FRAMES = 3;

    private final TestBed bed;
    private final List<Visitor> people;
    private final RecordTail tail;
    private final Map<Doorway, Visitor> standing = new EnumMap<>(Doorway.class);
    private final List<Visitor> present = new ArrayList<>();
    private int nobody;
    private int next;

    FaultRun(TestBed bed, List<Visitor> people) {
        this.bed = bed;
        this.people = people;
        this.tail = new RecordTail(bed.device().record());
    }

    /**
     * A round.
     *
     * @param facesIn     people who came
     * @param seenAgain   of them, who were asked about only when they were seen a second time
     * @param failed      events that went to the failure queue
     * @param recovery    from the end of the harm to rest; empty when they never came to rest
     */
    record Result(ProcessFault fault, String schedule, int facesIn, int seenAgain, int failed, Verdict verdict, Optional<Duration> recovery) {
    }

    /** @param random decides when and for how long */
    Result round(ProcessFault fault, Random random) throws IOException, InterruptedException {
        if (next + 2 > people.size()) {
            forgetEverybody();
        }
        int failures = bed.cloud().failures().size();
        List<Visitor> now = List.of(people.get(next++), people.get(next++));
        Optional<Visitor> toBeNamed = present.stream().filter(visitor -> visitor.name().isEmpty()).findFirst();
        Duration before = Duration.ofMillis(random.nextInt(LATEST_MILLIS));
        Duration lasting = Duration.ofMillis(SHORTEST_MILLIS + random.nextInt((int) fault.longest().toMillis() - SHORTEST_MILLIS));
        boolean leave = random.nextBoolean();
        String schedule = fault.name() + "@" + before.toMillis() + "ms+" + lasting.toMillis() + "ms" + (leave ? ", they leave when they have a key" : "");

        present.addAll(now);
        come(Doorway.LEFT, now.get(0));
        come(Doorway.RIGHT, now.get(1));
        watch(before, leave);
        toBeNamed.ifPresent(this::name);
        ProcessFault.End end = fault.begin().on(bed, lasting);
        try {
            watch(lasting, leave);
        } finally {
            end.now();
        }
        long healed = System.nanoTime();
        await(SEEN, () -> now.stream().noneMatch(visitor -> visitor.keys().isEmpty()));
        leave();
        boolean rest = await(REST, this::isAtRest);
        int again = 0;
        if (!rest) {
            again = (int) now.stream().filter(visitor -> !isAnswered(visitor)).count();
            rest = seeAgain(now);
        }
        Optional<Duration> recovery = rest ? Optional.of(Duration.ofNanos(System.nanoTime() - healed)) : Optional.empty();
        Verdict verdict = verdict();
        Result result = new Result(fault, schedule, now.size(), again, bed.cloud().failures().size() - failures, verdict, recovery);
        if (!verdict.isGood() || !rest) {
            forgetEverybody();
        }
        return result;
    }

    private Verdict verdict() throws IOException, InterruptedException {
        return Verdict.of(people, present, bed.device().faces().path("faces"), bed.view().collection(), bed.view().faces());
    }

    private void come(Doorway doorway, Visitor visitor) {
        standing.put(doorway, visitor);
        bed.camera().show(doorway, visitor.portrait());
    }

    /** They go, and nobody comes before the device has seen that. */
    private void leave() throws IOException, InterruptedException {
        Arrays.stream(Doorway.values()).forEach(bed.camera()::clear);
        nobody = 0;
        await(SEEN, () -> nobody >= EMPTY_FRAMES);
        standing.clear();
    }

    /**
     * The two of this round come once more, the second before the first and each by the other doorway, and whoever else has no answer any more comes
     * again, too. So keys that are given from the beginning again are given to others.
     *
     * @return whether all came to rest
     */
    private boolean seeAgain(List<Visitor> now) throws IOException, InterruptedException {
        List<Visitor> again = new ArrayList<>(now);
        present.stream().filter(visitor -> !now.contains(visitor) && !isAnswered(visitor)).forEach(again::add);
        boolean rest = false;
        for (int i = 0; i < again.size(); i += 2) {
            List<Visitor> two = again.subList(i, Math.min(i + 2, again.size()));
            if (two.size() > 1) {
                int before = two.get(1).seen();
                come(Doorway.LEFT, two.get(1));
                await(SEEN, () -> two.get(1).seen() > before);
            }
            come(Doorway.RIGHT, two.get(0));
            boolean last = i + 2 >= again.size();
            rest = await(SECOND_REST, () -> last ? isAtRest() : two.stream().allMatch(this::isAnswered));
            leave();
        }
        return rest;
    }

    /** Writes down what the device records for a while. */
    private void watch(Duration time, boolean leave) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        do {
            read();
            if (leave) {
                standing.forEach((doorway, visitor) -> {
                    if (!visitor.keys().isEmpty()) {
                        bed.camera().clear(doorway);
                    }
                });
            }
            Thread.sleep(LOOK.toMillis());
        } while (System.nanoTime() < end);
    }

    private void read() throws IOException {
        for (List<RecordTail.Seen> frame : tail.next()) {
            nobody = frame.isEmpty() ? nobody + 1 : 0;
            for (RecordTail.Seen seen : frame) {
                Optional.ofNullable(standing.get(seen.doorway())).filter(visitor -> !seen.key().isEmpty()).ifPresent(visitor -> {
                    visitor.seenAs(seen.key());
                    if (!seen.name().isEmpty()) {
                        visitor.shownNames().add(seen.name());
                    }
                });
            }
        }
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** @return whether it came to hold */
    private boolean await(Duration most, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end) {
            read();
            try {
                if (condition.holds()) {
                    return true;
                }
            } catch (IOException | SdkException notYet) {
                // it is still starting, or not back yet
            }
            Thread.sleep(LOOK.toMillis());
        }
        return false;
    }

    /** Nothing waits anywhere, everybody has an answer, and the names are those of the table. */
    private boolean isAtRest() throws IOException, InterruptedException {
        JsonNode status = bed.device().status();
        return status.at("/cloud/connected").asBoolean() && status.at("/outbox/waiting").asInt(1) == 0
                && status.at("/faces/unanswered").asInt(1) == 0 && bed.view().mailbox(TestBed.THING).isEmpty()
                && present.stream().allMatch(this::isAnswered) && verdict().misnamed().isEmpty();
    }

    private boolean isAnswered(Visitor visitor) {
        try {
            for (JsonNode face : bed.device().faces().path("faces")) {
                if (visitor.keys().contains(face.path("key").asText()) && face.hasNonNull("faceId") && !face.path("waiting").asBoolean()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void name(Visitor visitor) {
        try {
            for (JsonNode face : bed.device().faces().path("faces")) {
                if (visitor.keys().contains(face.path("key").asText()) && face.hasNonNull("faceId")) {
                    visitor.named("Name of " + visitor.who());
                    bed.view().name(face.path("faceId").asText(), visitor.name());
                    return;
                }
            }
        } catch (IOException | SdkException e) {
            visitor.named("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<String> forgetEverybody() throws InterruptedException {
        Set<String> left = Forgetting.everybody(bed.view(), bed.device());
        present.forEach(Visitor::forget);
        present.clear();
        next = 0;
        return left;
    }

    /** When all is over: what is left after everybody was forgotten. */
    Set<String> leftOvers() throws InterruptedException {
        return forgetEverybody();
    }
}
