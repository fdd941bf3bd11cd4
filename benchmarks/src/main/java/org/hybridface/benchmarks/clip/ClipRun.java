// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hybridface.benchmarks.clip.Clip.Standing;
import org.hybridface.vision.Box;

/**
 * What a device made of a clip.
 *
 * @param shown     every face with a key, frame by frame
 * @param detected  faces found in all frames
 * @param embedded  of those
 * @param questions put to the cloud
 */
record ClipRun(Clip clip, List<Shown> shown, long detected, long embedded, int questions) {

    /** Somebody whole in view for less is not said to have been there. */
    private static final double VISIT_S = 1;

    /** Away for longer, somebody who is there again came back. */
    private static final double AWAY_S = 2;

    /** Of the table whose rows {@link #row} makes. */
    static final String HEAD = "| clip | frames | people | visits | keys for each person | without a key | purity | shown under another's key "
            + "| embedded, of faces found | questions for each visit | first key after, s: first visit, later |\n|---|---|---|---|---|---|---|---|---|---|---|";

    /** Whose face it is when nobody stands there. */
    private static final String NOBODY = "nobody";

    /**
     * A face with a key.
     *
     * @param frame   from 0
     * @param certain whether it is more than probably this key
     */
    record Shown(int frame, String key, boolean certain, Box box) {
    }

    /**
     * Somebody was there for a while.
     *
     * @param from  frame in which they were whole in view first
     * @param until frame in which they were last
     * @param back  whether they had been there before
     */
    record Visit(String person, int from, int until, boolean back) {
    }

    /** In the order in which they ended. */
    List<Visit> visits() {
        Map<String, List<Integer>> inView = new TreeMap<>();
        List<Visit> visits = new ArrayList<>();
        for (int frame = 0; frame < clip.frames(); frame++) {
            for (Standing one : clip.who(frame)) {
                List<Integer> frames = inView.computeIfAbsent(one.person(), any -> new ArrayList<>());
                if (one.whole()) {
                    if (!frames.isEmpty() && frame - frames.get(frames.size() - 1) > AWAY_S * clip.framesPerSecond()) {
                        ended(one.person(), frames, visits);
                        frames.clear();
                    }
                    frames.add(frame);
                }
            }
        }
        inView.forEach((person, frames) -> ended(person, frames, visits));
        return visits;
    }

    private void ended(String person, List<Integer> frames, List<Visit> visits) {
        if (frames.size() >= (int) (VISIT_S * clip.framesPerSecond())) {
            visits.add(new Visit(person, frames.get(0), frames.get(frames.size() - 1), visits.stream().anyMatch(one -> one.person().equals(person))));
        }
    }

    /** Whose key each key was most of the time, and in how many frames it was whose. */
    private Map<String, Map<String, Integer>> framesOfKeys() {
        Map<String, Map<String, Integer>> frames = new TreeMap<>();
        for (Shown one : shown) {
            if (one.certain()) {
                frames.computeIfAbsent(one.key(), key -> new HashMap<>()).merge(personAt(one).orElse(NOBODY), 1, Integer::sum);
            }
        }
        return frames;
    }

    private Optional<String> personAt(Shown one) {
        return clip.who(one.frame()).stream()
                .filter(standing -> standing.face().centre().distance(one.box().centre()) < 0.5 * standing.face().width())
                .min((a, b) -> Double.compare(a.face().centre().distance(one.box().centre()), b.face().centre().distance(one.box().centre())))
                .map(Standing::person);
    }

    /** Of everybody who was there for a while or got a key; a key that nobody has counts too. */
    double keysPerPerson() {
        return (double) framesOfKeys().size() / keysByPerson().size();
    }

    private Map<String, TreeSet<String>> keysByPerson() {
        Map<String, TreeSet<String>> keys = new TreeMap<>();
        visits().forEach(visit -> keys.put(visit.person(), new TreeSet<>()));
        framesOfKeys().forEach((key, people) -> people.keySet().stream().filter(person -> !person.equals(NOBODY))
                .forEach(person -> keys.computeIfAbsent(person, any -> new TreeSet<>()).add(key)));
        return keys;
    }

    /** The part of the shown faces whose key is mostly that person's. */
    double purity() {
        Map<String, Map<String, Integer>> frames = framesOfKeys();
        int all = frames.values().stream().flatMap(one -> one.values().stream()).mapToInt(Integer::intValue).sum();
        int right = frames.values().stream().mapToInt(one -> one.values().stream().mapToInt(Integer::intValue).max().orElse(0)).sum();
        return all == 0 ? 0 : (double) right / all;
    }

    double embeddedPart() {
        return (double) embedded / detected;
    }

    double questionsPerVisit() {
        return (double) questions / visits().size();
    }

    /** Who was there and never got a key. */
    private long withoutKey() {
        return keysByPerson().values().stream().filter(TreeSet::isEmpty).count();
    }

    /** People who were shown, for however short a time, under a key that is mostly somebody else's. */
    private Set<String> underAnothersKey() {
        Set<String> people = new TreeSet<>();
        framesOfKeys().values().forEach(whose -> {
            int most = whose.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            whose.forEach((person, frames) -> {
                if (frames < most && !person.equals(NOBODY)) {
                    people.add(person);
                }
            });
        });
        return people;
    }

    /** Mean time from somebody's being whole in view to their first key, seconds; of those who got one in that visit. */
    private double firstKeyAfter(boolean back) {
        return visits().stream().filter(visit -> visit.back() == back).flatMapToInt(visit -> shown.stream()
                .filter(one -> one.certain() && one.frame() <= visit.until() && one.frame() > visit.from() - AWAY_S * clip.framesPerSecond()
                        && personAt(one).equals(Optional.of(visit.person())))
                .mapToInt(one -> one.frame() - visit.from()).limit(1)).average().orElse(Double.NaN) / clip.framesPerSecond();
    }

    /** A row for docs/accuracy.md. */
    String row(String name) {
        return String.format(Locale.ROOT, "| %s | %d | %d | %d | %.3f | %d | %.4f | %d | %.1f %% of %d | %.2f | %.2f, %.2f |", name, clip.frames(),
                keysByPerson().size(), visits().size(), keysPerPerson(), withoutKey(), purity(), underAnothersKey().size(), 100 * embeddedPart(),
                detected, questionsPerVisit(), firstKeyAfter(false), firstKeyAfter(true));
    }

    /** Who has no key or several, and which keys are several people's. */
    String oddities() {
        Map<String, TreeSet<String>> keys = keysByPerson();
        keys.values().removeIf(own -> own.size() == 1);
        return (keys.isEmpty() ? "everybody has one key" : "keys by person, of those who have not one: " + keys) + "; frames by key: " + framesOfKeys();
    }
}
