// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks.clip;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    /** Whoever was there, and how often. */
    Map<String, Integer> visits() {
        Map<String, Integer> visits = new TreeMap<>();
        Map<String, Integer> last = new HashMap<>();
        Map<String, Integer> inView = new HashMap<>();
        double rate = clip.framesPerSecond();
        for (int frame = 0; frame < clip.frames(); frame++) {
            for (Standing one : clip.who(frame)) {
                if (one.whole()) {
                    if (frame - last.getOrDefault(one.person(), Integer.MIN_VALUE / 2) > AWAY_S * rate) {
                        inView.put(one.person(), 0);
                    }
                    last.put(one.person(), frame);
                    if (inView.merge(one.person(), 1, Integer::sum) == (int) (VISIT_S * rate)) {
                        visits.merge(one.person(), 1, Integer::sum);
                    }
                }
            }
        }
        return visits;
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
        visits().keySet().forEach(person -> keys.put(person, new TreeSet<>()));
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
        return (double) questions / visits().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A row for docs/accuracy.md. */
    String row(String name) {
        return String.format(Locale.ROOT, "| %s | %d | %d | %d | %.2f | %.4f | %.1f %% of %d | %.2f |", name, clip.frames(), keysByPerson().size(),
                visits().values().stream().mapToInt(Integer::intValue).sum(), keysPerPerson(), purity(), 100 * embeddedPart(), detected,
                questionsPerVisit());
    }

    /** Who has no key or several, and which keys are several people's. */
    String oddities() {
        Map<String, TreeSet<String>> keys = keysByPerson();
        keys.values().removeIf(own -> own.size() == 1);
        return (keys.isEmpty() ? "everybody has one key" : "keys by person, of those who have not one: " + keys) + "; frames by key: " + framesOfKeys();
    }
}
