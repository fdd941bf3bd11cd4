// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hybridface.edge.cache.Fleet.KnownMatch;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.FaceKey;
import org.hybridface.messages.Known;
import org.hybridface.vision.Embedding;

/**
 * Takes over what other devices have learnt: a face that nobody here matches is compared with those known elsewhere, by the same line and margin. Thread
 * safe.
 */
final class FaceAdoption {

    /** No face key looks like it. */
    private static final String ELSEWHERE = "elsewhere-";

    private final FaceShelf faces;
    private final Supplier<NameRule> ruleOfNow;
    private final Fleet fleet;
    private final DoubleSupplier spotChecks;
    private final SteadyClock clock;

    /** @param spotChecks share of the adopted faces that the cloud is asked for nevertheless, 0 to 1 */
    FaceAdoption(FaceShelf faces, Supplier<NameRule> rule, Fleet fleet, DoubleSupplier spotChecks, SteadyClock clock) {
        this.faces = faces;
        this.ruleOfNow = rule;
        this.fleet = fleet;
        this.spotChecks = spotChecks;
        this.clock = clock;
    }

    /**
     * Who of those known elsewhere this is; empty when it is nobody, or may be a second person, too, known elsewhere or here, or is in the same frame
     * already.
     *
     * @param taken keys it cannot be, since they are somebody else in the same frame
     */
    Optional<KnownMatch> whoIs(Embedding look, Set<String> taken) {
        NameRule rule = ruleOfNow.get();
        Map<String, KnownMatch> elsewhere = new HashMap<>();
        fleet.near(look, rule.reach()).forEach(match -> elsewhere.put(ELSEWHERE + match.known().person(), match));
        if (elsewhere.isEmpty()) {
            return Optional.empty();
        }
        List<Match> all = new ArrayList<>(FaceMatcher.near(look, faces.all(), rule.reach()));
        all.removeIf(match -> taken.contains(match.key()));
        elsewhere.forEach((key, match) -> all.add(new Match(key, match.distance())));
        all.sort(Comparator.comparingDouble(Match::distance).thenComparing(Match::key));
        KnownMatch nearest = elsewhere.get(all.get(0).key());
        if (nearest == null || !(rule.decide(all, (first, rival) -> isSamePerson(nearest.known(), rival, elsewhere)) instanceof Likeness.Certain)) {
            return Optional.empty();
        }
        return Optional.of(nearest).filter(match -> taken.stream().noneMatch(key -> isThere(key, match.known())));
    }

    /** The key under which this device knows that person already, by another look; of several the oldest. */
    Optional<String> here(Known known) {
        return faces.all().stream().filter(face -> face.isOf(known)).map(FaceEntry::key).min(Comparator.comparingInt(FaceKey::number));
    }

    /** A new face as another device knows it. */
    FaceEntry adopted(String key, Embedding look, Known known) {
        return adopting(FaceEntry.first(key, look, clock.instant()), known);
    }

    /** A face with what another device knows of it, and its views beside its own. Whether it is checked goes by its key: of a hundred keys two. */
    FaceEntry adopting(FaceEntry face, Known known) {
        int number = FaceKey.number(face.key());
        double share = spotChecks.getAsDouble();
        boolean checked = Math.floor(number * share) > Math.floor((number - 1) * share);
        return face.adopting(known, checked ? Optional.empty() : Optional.of(clock.fromDisk(known.told())));
    }

    /** Before the first question: others may have told of it since it got its key. */
    void adoptUnheardOf(String key, CacheNews news) {
        faces.find(key).filter(FaceEntry::isUnheardOf).flatMap(face -> whoIs(face.embeddings().get(0), Set.of(key)))
                .filter(match -> here(match.known()).isEmpty()).ifPresent(match -> faces.change(key,
                        face -> face.isUnheardOf() ? adopting(face, match.known()) : face).ifPresent(face -> news.adopted(face, match)));
    }

    /** Another device was told something newer: what was taken over from there is so here, too. */
    void heard(Known known) {
        Instant told = clock.fromDisk(known.told());
        faces.all().stream().filter(face -> !face.heard(known, told).equals(face)).map(FaceEntry::key).toList()
                .forEach(key -> faces.change(key, face -> face.heard(known, told)));
    }

    /** The keys of what was taken over of one person. */
    List<String> of(String person) {
        return faces.all().stream().filter(face -> face.isAdopted() && face.person().filter(person::equals).isPresent()).map(FaceEntry::key).toList();
    }

    /** Whose faces were taken over. */
    Set<String> persons() {
        return faces.all().stream().filter(FaceEntry::isAdopted).flatMap(face -> face.person().stream()).collect(Collectors.toSet());
    }

    /** One that was taken over, and of which the cloud is still to be told. */
    Optional<FaceEntry> toSayToTheCloud() {
        return faces.all().stream().filter(face -> face.origin() == FaceOrigin.ADOPTED && face.faceId().isPresent()).findFirst();
    }

    private boolean isThere(String key, Known known) {
        return faces.find(key).filter(face -> face.isOf(known)).isPresent();
    }

    private boolean isSamePerson(Known known, String rival, Map<String, KnownMatch> elsewhere) {
        Optional<KnownMatch> there = Optional.ofNullable(elsewhere.get(rival));
        Optional<String> name = there.map(match -> match.known().name()).orElseGet(() -> faces.find(rival).flatMap(FaceEntry::name));
        return known.name().isPresent() && known.name().equals(name) || isThere(rival, known);
    }
}
