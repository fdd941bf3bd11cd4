// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.text;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.camel.Variable;
import org.hybridface.cloud.event.Correcting;
import org.hybridface.cloud.event.FaceEvent;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.face.PersonMatch;
import org.hybridface.cloud.name.NameChange;
import org.hybridface.cloud.person.People;
import org.hybridface.cloud.person.Person;
import org.hybridface.cloud.person.PersonFace;
import org.hybridface.cloud.person.RefusedException;
import org.hybridface.messages.Correction;
import org.hybridface.messages.Correction.Act;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Persons in the table. A correction is one transaction: the person items, all their faces, and the line of the audit trail; so two people who correct
 * one person at once leave what one of them left after the other, and never half of both. Thread safe.
 */
public final class Persons {

    /** A transaction writes at most 100 items (DynamoDB API reference, TransactWriteItems); some are persons, and one is the audit trail's. */
    static final int MAX_FACES = 90;

    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final Table table;
    private final PersonItems items;
    private final Duration keepCorrections;
    private final Clock clock;

    /** @param keepCorrections how long the audit trail is kept */
    Persons(Table table, PersonItems items, Duration keepCorrections, Clock clock) {
        this.table = table;
        this.items = items;
        this.keepCorrections = keepCorrections;
        this.clock = clock;
    }

    /** The id of a correction's item, its line of the audit trail. */
    public static String correctionId(UUID correction) {
        return "correction#" + correction;
    }

    /**
     * Does what a correction says, once. The table's stream tells the devices.
     *
     * @return what is written; nothing when it was done before, or changes nothing
     * @throws RefusedException when it cannot be done as things are
     */
    public People correct(@Variable("correcting") Correcting correcting) {
        Correction correction = correcting.correction();
        return Contended.untilDone(correction + " met " + Contended.TRIES + " other changes of the same person", Contended.TRIES, () ->
                table.read(correctionId(correction.id())).isEmpty() ? attempt(correcting) : Optional.of(People.NONE));
    }

    private Optional<People> attempt(Correcting correcting) {
        Correction correction = correcting.correction();
        Optional<Map<String, AttributeValue>> undone = correction.act() instanceof Act.Undo undo ? Optional.of(line(undo, correcting)) : Optional.empty();
        Reading reading = new Reading();
        if (undone.isPresent()) {
            People left = trail(undone.get(), AFTER);
            left.faces().keySet().forEach(reading::face);
            left.persons().keySet().forEach(reading::person);
        } else {
            correction.act().faces().forEach(id -> reading.mustHave(id, correcting.thing()));
        }
        People before = reading.people();
        People after = undone.map(line -> before.undone(trail(line, BEFORE), trail(line, AFTER)))
                .orElseGet(() -> before.corrected(correction, correcting.sighting(), clock.instant()));
        People changed = after.changedSince(before);
        if (changed.isEmpty()) {
            return Optional.of(changed);
        }
        List<Write> writes = reading.writes(changed, correction.by(), Optional.of(correction.id().toString()));
        writes.add(line(correcting, before.only(changed), changed));
        return table.writeAll(writes) ? Optional.of(changed) : Optional.empty();
    }

    private Map<String, AttributeValue> line(Act.Undo undo, Correcting correcting) {
        Map<String, AttributeValue> line = table.read(correctionId(undo.correction()));
        if (line.isEmpty()) {
            throw new RefusedException("unknown-correction", "the audit trail has no such correction");
        }
        if (correcting.thing().isPresent() && !correcting.thing().equals(Items.text(line, "thing"))) {
            throw new RefusedException("not-yours", "another device or an operator made it: undo it there");
        }
        return line;
    }

    private static People trail(Map<String, AttributeValue> line, String which) {
        return Trail.fromJson(line.get(which).s());
    }

    private Write line(Correcting correcting, People before, People after) {
        Correction correction = correcting.correction();
        Write line = Write.to(correctionId(correction.id())).ifAbsent(Items.ID)
                .set("do", text(correction.act().word())).set("by", text(correction.by())).set("at", text(clock.instant().toString()))
                .set(BEFORE, text(Trail.toJson(before))).set(AFTER, text(Trail.toJson(after)))
                .set(Items.EXPIRES_AT, Items.seconds(clock.instant().plus(keepCorrections)));
        correcting.thing().ifPresent(thing -> line.set("thing", text(thing)));
        if (correction.act() instanceof Act.Undo undo) {
            line.set("undo", text(undo.correction().toString()));
        }
        return line;
    }

    /**
     * Keeps a person's item and other faces in step with a face whose name somebody edited in the table, or that is new with a name. A new face of a known
     * person gets that person's name; otherwise the edit counts for all faces.
     */
    public void follow(@Variable("change") NameChange change) {
        Contended.untilDone(change + ": its person was changed " + Contended.TRIES + " times while it was written", Contended.TRIES, () ->
                Optional.of(change).filter(this::followed));
    }

    private boolean followed(NameChange change) {
        Reading reading = new Reading();
        reading.face(change.faceId());
        People before = reading.people();
        if (!before.faces().containsKey(change.faceId())) {
            return change.whose().person().map(person -> gone(change.faceId(), person)).orElse(true);
        }
        PersonFace face = before.face(change.faceId());
        Person person = before.personOf(face.id());
        boolean written = reading.isWritten(person.id());
        if (!written && face.name().isEmpty()) {
            return true;
        }
        People changed = before.following(face, written && person.faces().contains(face.id())).changedSince(reading.written());
        return changed.isEmpty() || table.writeAll(reading.writes(changed, "the table", Optional.empty()));
    }

    private boolean gone(String faceId, String personId) {
        Map<String, AttributeValue> item = table.read(PersonItems.id(personId));
        if (item.isEmpty() || !PersonItems.person(personId, item).faces().contains(faceId)) {
            return true;
        }
        return table.write(items.write(PersonItems.person(personId, item).without(faceId), item, "the table", Optional.empty())).isEmpty();
    }

    /** A person's faces, as the table says now, in order; none when there is no such person. */
    public Set<String> facesOf(String personId) {
        Map<String, AttributeValue> item = table.read(PersonItems.id(personId));
        return item.isEmpty() ? Set.of() : new TreeSet<>(PersonItems.person(personId, item).faces());
    }

    /** The person among whose faces this one is; a stranger's face is nobody's. */
    Optional<String> whoseIs(String faceId) {
        Map<String, AttributeValue> item = table.read(faceId);
        return item.isEmpty() ? Optional.empty()
                : Optional.of(PersonItems.face(item).personId()).filter(personId -> facesOf(personId).contains(faceId));
    }

    /**
     * A face of the person whose vector was found, by which the person is looked up and told to devices: the same one each time.
     *
     * @return null, as routes ask whether a variable is set, when the table knows no face of this person: the vector is out of date
     */
    public Match faceOf(@Variable("person") PersonMatch found) {
        return facesOf(found.personId()).stream().findFirst().map(faceId -> new Match(faceId, found.personId(), found.similarity())).orElse(null);
    }

    /** The event, to which none of the matched face's person is an answer any more. */
    public FaceEvent exclude(@Variable("event") FaceEvent event, @Variable("match") Match match) {
        Reading reading = new Reading();
        reading.face(match.faceId());
        Set<String> ids = new TreeSet<>(Set.of(match.faceId(), match.personId()));
        reading.people().persons().values().forEach(person -> {
            ids.add(person.id());
            ids.addAll(person.faces());
        });
        return event.butNot(ids);
    }

    /** Items of persons and their faces, read on from where one leads to another. */
    private final class Reading {

        private final Map<String, Map<String, AttributeValue>> persons = new HashMap<>();
        private final Map<String, Map<String, AttributeValue>> faceItems = new HashMap<>();
        private final Deque<String> unread = new ArrayDeque<>();

        /** @throws RefusedException when there is no such face, or the device never saw it */
        void mustHave(String faceId, Optional<String> thing) {
            face(faceId);
            Map<String, AttributeValue> item = faceItems.get(faceId);
            if (item.isEmpty()) {
                throw new RefusedException("unknown-face", "the table has no such face");
            }
            if (thing.isPresent() && SeenBy.of(thing.get(), item).isEmpty()) {
                throw new RefusedException("never-seen", "this device never saw the face: correct it at one that did, or as an operator");
            }
        }

        void face(String faceId) {
            unread.add(faceId);
            while (!unread.isEmpty()) {
                String id = unread.remove();
                if (!faceItems.containsKey(id)) {
                    Map<String, AttributeValue> item = table.read(id);
                    faceItems.put(id, item);
                    if (!item.isEmpty()) {
                        person(PersonItems.face(item).personId());
                    }
                }
            }
        }

        void person(String personId) {
            if (persons.containsKey(personId)) {
                return;
            }
            Map<String, AttributeValue> item = table.read(PersonItems.id(personId));
            persons.put(personId, item);
            if (!item.isEmpty()) {
                Person person = PersonItems.person(personId, item);
                person.joined().ifPresent(this::person);
                person.faces().forEach(this::face);
            }
            if (faceItems.size() > MAX_FACES) {
                throw new RefusedException("too-many-faces", "more than " + MAX_FACES
                        + " faces would change at once: delete the worst of the person's photos from the table first");
            }
        }

        boolean isWritten(String personId) {
            return !persons.get(personId).isEmpty();
        }

        People people() {
            Map<String, PersonFace> known = new HashMap<>();
            faceItems.values().stream().filter(item -> !item.isEmpty()).map(PersonItems::face).forEach(face -> known.put(face.id(), face));
            List<Person> all = new ArrayList<>();
            persons.forEach((id, item) -> all.add(person(id, item, known)));
            return People.of(all, known.values());
        }

        private Person person(String id, Map<String, AttributeValue> item, Map<String, PersonFace> known) {
            List<PersonFace> faces = known.values().stream().filter(face -> face.personId().equals(id)).toList();
            if (!item.isEmpty()) {
                return PersonItems.person(id, item).keeping(faces);
            }
            return Person.unwritten(id, faces);
        }

        /** What of all this stands in the table. */
        People written() {
            People all = people();
            return People.of(all.persons().values().stream().filter(person -> isWritten(person.id())).toList(), all.faces().values());
        }

        List<Write> writes(People changed, String by, Optional<String> correction) {
            List<Write> writes = new ArrayList<>();
            changed.persons().values().forEach(person -> writes.add(items.write(person, persons.getOrDefault(person.id(), Map.of()), by, correction)));
            changed.faces().values().forEach(face -> writes.add(items.write(face, faceItems.get(face.id()), correction)));
            return writes;
        }
    }
}
