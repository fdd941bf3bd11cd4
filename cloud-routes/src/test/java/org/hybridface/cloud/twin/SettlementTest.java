// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hybridface.cloud.face.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every order in which the steps of some runs can follow one another is gone through, and every step after which a run can die:
 * whichever it is, one face stays, it is in the table, and it is what every run answers.
 */
class SettlementTest {

    private enum Next { SEARCH, READ, INDEX, TWINS, SETTLE, KEEP, DROP, JOIN, ANSWER, OVER }

    /** One run: where it is and what it knows. Person, event and face have one id here. */
    private record Runner(String id, int claim, Next next, String match, Optional<Settlement> settlement, String answer) {

        Runner to(Next step) {
            return new Runner(id, claim, step, match, settlement, answer);
        }

        Runner matching(String face) {
            return new Runner(id, claim, Next.READ, face, settlement, answer);
        }

        Runner settling(Settlement now) {
            return new Runner(id, claim, Next.SETTLE, match, Optional.of(now), answer);
        }

        Runner answering(String face) {
            return new Runner(id, claim, Next.ANSWER, face, Optional.empty(), face);
        }

        /** Another delivery of its event begins anew. */
        Runner again() {
            return new Runner(id, claim, Next.SEARCH, "", Optional.empty(), "");
        }
    }

    /** All that runs share, and all runs. */
    private record World(Set<String> pool, Set<String> items, Map<String, String> stays, Set<String> answered,
                         List<Runner> runners, int deaths, List<String> deleted, int deletions) {

        World with(int index, Runner runner) {
            List<Runner> all = new ArrayList<>(runners);
            all.set(index, runner);
            return new World(pool, items, stays, answered, all, deaths, deleted, deletions);
        }

        World afterDeath() {
            return new World(pool, items, stays, answered, runners, deaths - 1, deleted, deletions);
        }

        World withPool(String face, boolean in) {
            return new World(changed(pool, face, in), items, stays, answered, runners, deaths, deleted, deletions);
        }

        World withItem(String face) {
            return new World(pool, changed(items, face, true), stays, answered, runners, deaths, deleted, deletions);
        }

        World withAnswerOf(String event) {
            return new World(pool, items, stays, changed(answered, event, true), runners, deaths, deleted, deletions);
        }

        World withStays(String face, String other) {
            Map<String, String> all = new HashMap<>(stays);
            all.put(face, other);
            return new World(pool, items, all, answered, runners, deaths, deleted, deletions);
        }

        /** Somebody deletes a face: it goes out of the pool, and its event is open anew. */
        World withoutFace(String face) {
            Map<String, String> open = new HashMap<>(stays);
            open.remove(face);
            return new World(changed(pool, face, false), changed(items, face, false), open, changed(answered, face, false), runners, deaths,
                    Stream.concat(deleted.stream(), Stream.of(face)).toList(), deletions - 1);
        }

        boolean isOver() {
            return runners.stream().allMatch(runner -> runner.next == Next.OVER);
        }

        private static Set<String> changed(Set<String> set, String element, boolean in) {
            Set<String> all = new HashSet<>(set);
            if (in) {
                all.add(element);
            } else {
                all.remove(element);
            }
            return all;
        }
    }

    /** Every world that was come to, and whether all that may come of it was gone through. */
    private final Map<World, Boolean> seen = new HashMap<>();
    private int ends;

    @ParameterizedTest
    @CsvSource({"1, 2, 2", "1, 1, 2"})
    void ofTwoRunsThatMayDieOneFaceStays(int first, int second, int deaths) {
        explore(world(deaths, first, second));

        assertThat(ends).isPositive();
        assertThat(seen).hasSizeGreaterThan(1_000);
    }

    @Test
    void ofThreeRunsOneFaceStays() {
        explore(world(0, 1, 2, 3));

        assertThat(ends).isPositive();
        assertThat(seen).hasSizeGreaterThan(100_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 3", "2, 1, 3", "3, 2, 1"})
    void noRunGoesRoundInACircleThoughFacesAreDeletedMeanwhile(int first, int second, int third) {
        World world = world(0, first, second, third);
        explore(new World(world.pool, world.items, world.stays, world.answered, world.runners, 0, List.of(), 2));

        assertThat(ends).isPositive();
        assertThat(seen).hasSizeGreaterThan(100_000);
    }

    @Test
    void aFaceWithoutTwinsStaysWithOneWriteAndNoQuestion() {
        Settlement settlement = Settlement.alone(match("a"), Instant.EPOCH);

        assertThat(settlement.question()).isEmpty();
        assertThat(settlement.verdict()).contains(new Settlement.Verdict(match("a"), match("a"), Instant.EPOCH));
        assertThat(settlement.written().verdict()).isEmpty();
        assertThat(settlement.written().question()).isEmpty();
        assertThat(settlement.written().stays()).isEqualTo(match("a"));
    }

    @Test
    void twoFacesThatStayAreLeftAloneAndTheMostSimilarIsTheAnswer() {
        Settlement settlement = Settlement.of(match("own"), List.of(match("ada"), match("bob")))
                .read(new Standing.Open(Instant.EPOCH)).read(new Standing.Stays());

        assertThat(settlement.verdict()).contains(new Settlement.Verdict(match("own"), match("ada"), Instant.EPOCH));
        settlement = settlement.written().read(new Standing.Stays());
        assertThat(settlement.question()).isEmpty();
        assertThat(settlement.verdict()).isEmpty();
        assertThat(settlement.stays()).isEqualTo(match("ada"));
    }

    private void explore(World world) {
        Boolean done = seen.putIfAbsent(world, false);
        if (done != null) {
            assertThat(done).as("no run goes round in a circle").isTrue();
            return;
        }
        if (world.isOver()) {
            ends++;
            if (world.deleted.isEmpty()) {
                assertOneFaceStays(world);
            }
        }
        if (world.deletions > 0) {
            world.items.forEach(face -> explore(world.withoutFace(face)));
        }
        for (int i = 0; i < world.runners.size(); i++) {
            Runner runner = world.runners.get(i);
            if (runner.next != Next.OVER) {
                for (World next : steps(world, i, runner)) {
                    explore(next);
                }
                if (world.deaths > 0 && runner.next != Next.SEARCH) {
                    explore(world.with(i, runner.again()).afterDeath());
                }
            }
        }
        seen.put(world, true);
    }

    private static void assertOneFaceStays(World world) {
        assertThat(world.pool).as("%s", world).hasSize(1);
        assertThat(world.items).as("%s", world).isEqualTo(world.pool);
        assertThat(world.runners).as("%s", world).extracting(Runner::answer).containsOnly(world.pool.iterator().next());
    }

    /** What may come of a run's next step: more than one thing where a search may find one face or another. */
    private static List<World> steps(World world, int i, Runner runner) {
        String own = runner.id;
        switch (runner.next) {
            case SEARCH:
                // A photo that is in the pool is most like itself; of the others any may be the most similar.
                Set<String> found = world.pool.contains(own) ? Set.of(own) : world.pool;
                return found.isEmpty() ? List.of(world.with(i, runner.to(Next.INDEX)))
                        : found.stream().map(face -> world.with(i, runner.matching(face))).toList();
            case READ:
                return List.of(world.with(i, world.items.contains(runner.match) ? runner.to(Next.JOIN) : runner.to(Next.INDEX)));
            case INDEX:
                return List.of(world.withPool(own, true).with(i, runner.to(Next.TWINS)));
            case TWINS:
                List<Match> twins = world.pool.stream().filter(face -> !face.equals(own)).sorted().map(SettlementTest::match).toList();
                return List.of(world.with(i, settled(twins.isEmpty()
                        ? runner.settling(Settlement.alone(match(own), Instant.ofEpochMilli(runner.claim)))
                        : runner.settling(Settlement.of(match(own), twins)))));
            case SETTLE:
                return List.of(settle(world, i, runner));
            case KEEP:
                return List.of(world.withItem(own).with(i, runner.answering(own)));
            case DROP:
                return List.of(world.withPool(own, false).with(i, runner.to(Next.JOIN)));
            case JOIN:
                return List.of(world.withItem(runner.match).with(i, runner.answering(runner.match)));
            default:
                return List.of(world.withAnswerOf(own).with(i, runner.to(Next.OVER)));
        }
    }

    private static World settle(World world, int i, Runner runner) {
        Settlement settlement = runner.settlement.orElseThrow();
        if (settlement.question().isPresent()) {
            return world.with(i, settled(runner.settling(settlement.read(standing(world, settlement.question().get().personId())))));
        }
        Settlement.Verdict verdict = settlement.verdict().orElseThrow();
        String face = verdict.face().personId();
        boolean isOpen = standing(world, face) instanceof Standing.Open open && open.claimedAt().equals(verdict.claimedAt());
        return isOpen
                ? world.withStays(face, verdict.stays().personId()).with(i, settled(runner.settling(settlement.written())))
                : world.with(i, settled(runner.settling(settlement.refused())));
    }

    private static Runner settled(Runner runner) {
        Settlement settlement = runner.settlement.orElseThrow();
        if (settlement.question().isPresent() || settlement.verdict().isPresent()) {
            return runner;
        }
        String stays = settlement.stays().personId();
        return new Runner(runner.id, runner.claim, stays.equals(runner.id) ? Next.KEEP : Next.DROP, stays, Optional.empty(), "");
    }

    private static Standing standing(World world, String face) {
        String stays = world.stays.get(face);
        if (stays != null) {
            return stays.equals(face) ? new Standing.Stays() : new Standing.Yields(match(stays));
        }
        int last = world.deleted.lastIndexOf(face);
        int claim = last >= 0 ? -1 - last : world.runners.stream().filter(runner -> runner.id.equals(face)).findFirst().orElseThrow().claim;
        return world.answered.contains(face) ? new Standing.Stays() : new Standing.Open(Instant.ofEpochMilli(claim));
    }

    private static World world(int deaths, int... claims) {
        List<Runner> runners = new ArrayList<>();
        for (int claim : claims) {
            runners.add(new Runner(Character.toString('a' + runners.size()), claim, Next.SEARCH, "", Optional.empty(), ""));
        }
        return new World(Set.of(), Set.of(), Map.of(), Set.of(), runners, deaths, List.of(), 0);
    }

    private static Match match(String id) {
        return new Match(id, id, 99);
    }
}
