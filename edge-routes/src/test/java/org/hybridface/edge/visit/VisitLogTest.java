// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hybridface.edge.cache.Faces.SEALER;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.edge.visit.Visit.Certainty;
import org.hybridface.edge.visit.Visit.Phase;
import org.hybridface.vision.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisitLogTest {

    private static final Duration GAP = Duration.ofSeconds(10);
    private static final byte[] JPEG = {1, 2, 3};

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final SteadyClock steady = SteadyClock.of(clock);
    /** What the memory of faces says: a name, or none. */
    private final Map<String, Optional<String>> remembered = new HashMap<>();
    private final Map<String, String> joined = new HashMap<>();

    @Test
    void aVisitBeginsIsNamedAndEndsWhenNobodySawThePersonForTheGap() throws Exception {
        VisitLog log = open(kept(30, 1_000_000));
        Instant begun = clock.instant();
        assertThat(see(log, "hall", face("User001"))).extracting(Visit::phase).containsExactly(Phase.BEGUN);
        clock.advance(Duration.ofSeconds(5));
        assertThat(see(log, "door", face("User001"))).isEmpty();
        assertThat(only(log).lastSeen()).as("nothing was written since").isEqualTo(clock.instant());
        assertThat(see(log, "door", face("User001", "Ada"))).extracting(Visit::phase).containsExactly(Phase.CHANGED);
        Instant last = clock.instant();
        clock.advance(GAP);
        assertThat(passed(log)).isEmpty();
        assertThat(only(log).phase()).as("still there").isNotEqualTo(Phase.ENDED);
        clock.advance(Duration.ofSeconds(1));
        assertThat(passed(log)).extracting(Visit::phase).containsExactly(Phase.ENDED);
        Visit visit = only(log);
        assertThat(visit.begun()).isEqualTo(begun);
        assertThat(visit.lastSeen()).isEqualTo(last);
        assertThat(visit.name()).contains("Ada");
        assertThat(visit.cameras()).containsExactly("door", "hall");
        assertThat(log.picture(visit.id())).contains(JPEG);
    }

    @Test
    void aTurnedHeadEndsNoVisitAndAReturnIsAnotherOne() throws Exception {
        VisitLog log = open(kept(30, 1_000_000));
        see(log, "", face("User001"));
        clock.advance(GAP);
        see(log, "", face("User001"));
        clock.advance(GAP.plusSeconds(1));
        assertThat(see(log, "", face("User001"))).extracting(Visit::phase).containsExactly(Phase.ENDED, Phase.BEGUN);
        assertThat(all(log)).hasSize(2);
    }

    @Test
    void whoeverIsOnlyProbablyAdaIsSaidToBeThatUntilItIsCertain() throws Exception {
        VisitLog log = open(kept(30, 1_000_000));
        see(log, "", SeenFace.probably("User001", "Ada", new Box(0, 0, 10, 10)));
        assertThat(only(log).certainty()).isEqualTo(Certainty.PROBABLE);
        see(log, "", face("User001", "Ada"));
        assertThat(only(log).certainty()).isEqualTo(Certainty.CERTAIN);
        see(log, "", SeenFace.probably("User001", "Ada", new Box(0, 0, 10, 10)));
        assertThat(only(log)).matches(visit -> visit.certainty() == Certainty.CERTAIN && visit.name().equals(Optional.of("Ada")));
    }

    @Test
    void whoeverIsOnlyProbablyAdaDoesNotProlongAdasVisitAndHasOneOfTheirOwn() throws Exception {
        VisitLog log = open(kept(30, 1_000_000));
        see(log, "hall", face("User001", "Ada"));
        Instant left = clock.instant();
        SeenFace somebody = SeenFace.probably("User001", "Ada", new Box(0, 0, 10, 10));
        clock.advance(GAP);
        assertThat(see(log, "door", somebody)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(see(log, "door", somebody)).extracting(Visit::phase, Visit::certainty, Visit::lastSeen).containsExactly(
                tuple(Phase.ENDED, Certainty.CERTAIN, left), tuple(Phase.BEGUN, Certainty.PROBABLE, clock.instant()));
        assertThat(all(log)).extracting(visit -> String.join(" ", visit.cameras())).containsExactly("door", "hall");
    }

    @Test
    void aNameGivenLaterShowsInEarlierVisitsAndStaysWhenTheFaceIsNotRememberedAnyMore() throws Exception {
        remembered.put("User001", Optional.empty());
        VisitLog log = open(kept(30, 1_000_000));
        visit(log, "User001");
        assertThat(only(log).name()).isEmpty();
        remembered.put("User001", Optional.of("Grace"));
        assertThat(only(log).name()).contains("Grace");
        log.tidy();
        remembered.clear();
        assertThat(only(open(kept(30, 1_000_000))).name()).contains("Grace");
        remembered.put("User001", Optional.empty());
        assertThat(only(log).name()).as("a wrong name that was taken away").isEmpty();
    }

    @Test
    void twoKeysThatWereOnePersonAreOnePersonInTheLogToo() throws Exception {
        VisitLog log = open(kept(30, 1_000_000));
        visit(log, "User001");
        see(log, "", face("User005"));
        joined.put("User005", "User001");
        assertThat(passed(log)).extracting(Visit::phase, Visit::key).containsExactly(tuple(Phase.CHANGED, "User001"));
        log.close();
        joined.clear();
        assertThat(all(open(kept(30, 1_000_000)))).extracting(Visit::key).containsExactly("User001", "User001");
    }

    @Test
    void thePersonWhoIsForgottenIsGoneFromTheDiskUnderAllKeysAndNobodyElseIs() throws Exception {
        VisitLog log = open(kept(30, 1_000_000));
        visit(log, "User001");
        visit(log, "User002");
        visit(log, "User005");
        joined.put("User005", "User001");
        log.tidy();
        List<Visit> late = log.seen(List.of(face("User001")), "");
        assertThat(log.forget("User001")).isGreaterThanOrEqualTo(4);
        late.forEach(log::write);
        assertThat(all(log)).extracting(Visit::key).containsExactly("User002");
        joined.clear();
        assertThat(all(open(kept(30, 1_000_000)))).extracting(Visit::key).containsExactly("User002");
        assertThat(passed(log)).as("whoever was in view has left the log").isEmpty();
    }

    @Test
    void theDiskShowsNeitherNameNorPictureAndOnlyItsUserReadsIt() throws Exception {
        VisitLog log = open(kept(30, 1_000_000));
        see(log, "front door", face("User001", "Ada"));
        log.close();
        for (Path file : files()) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("Ada", "front", "User001", "begun");
            assertThat(org.hybridface.edge.store.DurableFile.isPrivate(file)).isTrue();
        }
    }

    @Test
    void whatIsTooOldGoesAndSoDoesTheOldestWhenThereIsTooMuch() throws Exception {
        VisitLog log = open(kept(3, 1_000_000));
        visit(log, "User001");
        clock.advance(Duration.ofDays(2));
        visit(log, "User002");
        log.tidy();
        assertThat(all(log)).hasSize(2);
        clock.advance(Duration.ofDays(2));
        log.tidy();
        assertThat(all(log)).extracting(Visit::key).containsExactly("User002");

        VisitLog small = open(kept(3, 20_000));
        for (int person = 100; person < 200; person++) {
            visit(small, "User" + person);
        }
        small.tidy();
        assertThat(bytes()).isBetween(10_000L, 22_000L);
        assertThat(all(small)).extracting(Visit::key).contains("User199").doesNotContain("User100", "User002");
    }

    @Test
    void halfALineOfAPowerCutCostsThatRowOnly() throws Exception {
        VisitLog log = open(kept(30, 1_000_000));
        visit(log, "User001");
        Files.writeString(files().get(0), "AQIDBAUGBwg", StandardOpenOption.APPEND);
        VisitLog next = open(kept(30, 1_000_000));
        visit(next, "User002");
        assertThat(all(next)).extracting(Visit::key).containsExactly("User002", "User001");
    }

    @Test
    void aPowerCutInTheMiddleOfAVisitCostsAMinuteOfItAtMost() throws Exception {
        VisitLog log = open(kept(30, 1_000_000));
        for (int second = 0; second < 150; second += 5) {
            see(log, "", face("User001"));
            clock.advance(Duration.ofSeconds(5));
        }
        Visit visit = only(open(kept(30, 1_000_000)));
        assertThat(visit.phase()).as("nobody is in view after a start").isEqualTo(Phase.ENDED);
        assertThat(Duration.between(visit.begun(), visit.lastSeen())).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));
    }

    @Test
    void aSearchFindsByPartOfTheNameByKeyAndByTime() throws Exception {
        VisitLog log = open(kept(30, 1_000_000));
        Instant first = clock.instant();
        visit(log, "User001", "Ada Lovelace");
        clock.advance(Duration.ofHours(1));
        Instant second = clock.instant();
        visit(log, "User002");
        assertThat(keys(log, first, second, "")).containsExactly("User001");
        assertThat(keys(log, second, clock.instant(), "")).containsExactly("User002");
        assertThat(keys(log, Instant.EPOCH, clock.instant(), "lovel")).containsExactly("User001");
        assertThat(keys(log, Instant.EPOCH, clock.instant(), "user002")).containsExactly("User002");
        assertThat(keys(log, Instant.EPOCH, clock.instant(), "Grace")).isEmpty();
    }

    @Test
    void aClockThatIsSetBackWhileSomebodyIsThereNeitherShortensTheVisitNorDoublesIt() throws Exception {
        VisitLog log = open(kept(30, 1_000_000));
        Instant before = clock.instant();
        see(log, "", face("User001"));
        clock.advance(Duration.ofSeconds(5));
        see(log, "", face("User001"));
        clock.set(clock.instant().minus(Duration.ofHours(1)));
        assertThat(lasted(only(log))).as("still there").isEqualTo(Duration.ofSeconds(5));
        see(log, "", face("User001"));
        clock.advance(GAP.plusSeconds(1));
        passed(log);
        assertThat(lasted(only(log))).isEqualTo(Duration.ofSeconds(5));
        assertThat(keys(log, before.minusSeconds(60), before.plusSeconds(60), "")).as("the time that never was").isEmpty();
    }

    @Test
    void aClockThatIsSetBackOverMidnightLeavesTheVisitWhole() throws Exception {
        clock.set(Instant.parse("2026-10-25T00:30:00Z"));
        VisitLog log = open(kept(30, 1_000_000));
        see(log, "", face("User001"));
        clock.advance(Duration.ofSeconds(5));
        see(log, "", face("User001"));
        clock.set(clock.instant().minus(Duration.ofHours(1)));
        assertThat(passed(log)).isEmpty();
        clock.advance(GAP.plusSeconds(1));
        passed(log);
        assertThat(only(log)).matches(visit -> lasted(visit).equals(Duration.ofSeconds(5)) && visit.phase() == Phase.ENDED && visit.begun().toString().startsWith("2026-10-24T23:30"));
        assertThat(only(open(kept(30, 1_000_000))).begun()).as("after a restart").isEqualTo(only(log).begun());
    }

    @Test
    void aVisitOverMidnightIsOneOfBothDaysAlsoWhileItLasts() throws Exception {
        Instant midnight = Instant.parse("2026-10-25T00:00:00Z");
        clock.set(midnight.minusSeconds(30));
        VisitLog log = open(kept(30, 1_000_000));
        see(log, "", face("User001"));
        for (int second = 0; second < 35; second += 5) {
            clock.advance(Duration.ofSeconds(5));
            see(log, "", face("User001"));
        }
        assertThat(keys(log, midnight.minus(Duration.ofDays(1)), midnight, "")).containsExactly("User001");
        assertThat(keys(log, midnight, midnight.plus(Duration.ofDays(1)), "")).as("the minute's row is not written yet").containsExactly("User001");
        clock.advance(GAP.plusSeconds(1));
        passed(log);
        assertThat(keys(log, midnight.minus(Duration.ofDays(1)), midnight, "")).containsExactly("User001");
        assertThat(keys(log, midnight, midnight.plus(Duration.ofDays(1)), "")).containsExactly("User001");
        assertThat(lasted(only(log))).isEqualTo(Duration.ofSeconds(35));
    }

    private static Duration lasted(Visit visit) {
        return Duration.between(visit.begun(), visit.lastSeen());
    }

    @Test
    void anOwnerWhoWantsNoLogHasNone() throws Exception {
        VisitLog log = open(kept(0, 1_000_000));
        visit(log, "User001");
        assertThat(folder.resolve("visits")).doesNotExist();
    }

    private static VisitSettings kept(int days, long bytes) {
        return new VisitSettings(GAP, days, bytes, VisitSettings.Pictures.SMALL);
    }

    private VisitLog open(VisitSettings settings) throws IOException {
        KnownFaces known = new KnownFaces() {
            @Override
            public String current(String key) {
                return joined.getOrDefault(key, key);
            }

            @Override
            public Optional<Called> name(String key) {
                return Optional.ofNullable(remembered.get(key)).map(Called::new);
            }
        };
        VisitLog log = new VisitLog(() -> settings, new VisitFiles(folder.resolve("visits"), SEALER, () -> settings), known, (key, since) -> Optional.of(JPEG), steady);
        log.open();
        return log;
    }

    private static List<Visit> see(VisitLog log, String camera, SeenFace... faces) {
        return kept(log, log.seen(List.of(faces), camera));
    }

    private static List<Visit> passed(VisitLog log) {
        return kept(log, log.passed());
    }

    private static List<Visit> kept(VisitLog log, List<Visit> news) {
        news.forEach(log::write);
        return news.stream().filter(log::isNews).toList();
    }

    private void visit(VisitLog log, String key, String... name) {
        see(log, "", face(key, name));
        clock.advance(GAP.plusSeconds(1));
        passed(log);
    }

    private static SeenFace face(String key, String... name) {
        return new SeenFace(key, Stream.of(name).findFirst(), "pending", OptionalDouble.empty(), new Box(0, 0, 10, 10));
    }

    private static Visit only(VisitLog log) throws IOException {
        assertThat(all(log)).hasSize(1);
        return all(log).get(0);
    }

    private static List<Visit> all(VisitLog log) throws IOException {
        return log.find(new VisitSearch(Instant.EPOCH, Instant.MAX, Optional.empty(), 1000));
    }

    private static List<String> keys(VisitLog log, Instant from, Instant to, String person) throws IOException {
        return log.find(new VisitSearch(from, to, Optional.of(person).filter(text -> !text.isEmpty()), 1000)).stream().map(Visit::key).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("visits"))) {
            return files.sorted().toList();
        }
    }

    private long bytes() throws IOException {
        long sum = 0;
        for (Path file : files()) {
            sum += Files.size(file);
        }
        return sum;
    }
}
