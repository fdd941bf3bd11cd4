// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hybridface.local.demo.RecordedFrame.RecordedFace;

/**
 * Whether everyone in the rendered scene got the right answer. Pure: the same frames and calls give the same findings.
 *
 * @param truth  who really stood where
 * @param namedPeople whoever had a name in the cloud: enrolled before, or named while the demo ran
 * @param people everyone who walks through the scene
 */
record DemoCheck(Truth truth, Set<String> namedPeople, Set<String> people) {

    private record WrongName(String person, String name, String key) implements Comparable<WrongName> {
        @Override
        public int compareTo(WrongName other) {
            return (person + ' ' + key + ' ' + name).compareTo(other.person + ' ' + other.key + ' ' + other.name);
        }
    }

    /** Of a clip that is played in real time a device that has the machine to itself looks at four of five frames and more. */
    private static final double ENOUGH = 0.7;

    /** @return that so few of the frames were looked at that people may have been missed; empty when they were enough */
    static Optional<String> tooBusy(int looked, int shown) {
        return looked >= shown * ENOUGH ? Optional.empty() : Optional.of("the device looked at " + looked + " of " + shown
                + " frames only: this machine was busy with something else. Run it again when it is not, before you look for a fault");
    }

    /** @return what is wrong, a sentence each; empty when all is well */
    List<String> findings(Collection<RecordedFrame> frames, long searches) {
        List<String> findings = new ArrayList<>();
        Map<String, String> personByKey = truth.personByKey(frames);
        Set<String> keys = new TreeSet<>();
        Set<String> shownByName = new TreeSet<>();
        Map<WrongName, List<String>> wrong = new TreeMap<>();
        for (RecordedFrame frame : frames) {
            for (RecordedFace face : frame.faces()) {
                keys.add(face.key());
                face.name().ifPresent(name -> truth.personAt(frame.source(), face.box()).ifPresent(person -> {
                    if (person.equals(name)) {
                        shownByName.add(person);
                    } else {
                        wrong.computeIfAbsent(new WrongName(person, name, face.key()), any -> new ArrayList<>())
                                .add(frame.source());
                    }
                }));
            }
        }
        wrong.forEach((mistake, sources) -> findings.add("%s was shown as %s (%s, %d frames from %s)".formatted(
                mistake.person(), mistake.name(), mistake.key(), sources.size(), sources.get(0))));
        for (String person : people) {
            Set<String> own = new TreeSet<>();
            personByKey.forEach((key, holder) -> {
                if (holder.equals(person)) {
                    own.add(key);
                }
            });
            if (own.isEmpty()) {
                findings.add(person + " was never seen");
            } else if (own.size() > 1) {
                findings.add(person + " has " + own.size() + " keys: " + own);
            }
            if (namedPeople.contains(person) && !shownByName.contains(person)) {
                findings.add(person + " has a name in the cloud but was never shown by it");
            }
        }
        if (searches != keys.size()) {
            findings.add(searches + " searches for " + keys.size() + " keys: a key is to be asked once");
        }
        return findings;
    }
}
