// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.table;

import static org.hybridface.cloud.table.Items.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hybridface.cloud.erasure.Said;
import org.hybridface.cloud.erasure.Traces;
import org.hybridface.cloud.event.Json;
import org.hybridface.cloud.person.People;
import org.hybridface.cloud.person.Person;
import org.hybridface.cloud.person.PersonFace;
import org.hybridface.cloud.person.RefusedException;
import org.hybridface.messages.ErasePerson;
import org.hybridface.messages.FaceId;
import org.hybridface.messages.InvalidMessageException;
import org.hybridface.messages.PersonId;
import org.hybridface.messages.PhotoUri;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the table says of one person: found, taken out, and looked for again. An item belongs to the person when one of the person's ids stands anywhere
 * in it, whatever kind of item it is; what is somebody else's, and only names an id, loses the id alone. Thread safe.
 */
public final class TraceItems {

    /** Says to the table's stream that a face was erased: nothing is to be told or written of it any more. */
    public static final String ERASED = "erased";

    private static final String PERSON = "person#";
    private static final String CORRECTION = "correction#";
    private static final String WAITING = "waiting#";
    private static final String FORGOTTEN = FaceItems.FORGOTTEN;
    private static final String EVENT = "event#";
    private static final List<String> OWN = List.of(FORGOTTEN, "orphan#", "sweep#");
    private static final String DIFFERS = "differs";

    private final Table table;
    private final ErasedMarks marks;
    private final String bucket;

    /** @param bucket where the photos lie that may be erased */
    TraceItems(Table table, ErasedMarks marks, String bucket) {
        this.table = table;
        this.marks = marks;
        this.bucket = bucket;
    }

    /** Whose face it is: the person's id; empty when the table has no such face, or the device never saw it. */
    public Optional<String> personOf(String faceId, Optional<String> thing) {
        Map<String, AttributeValue> item = table.read(faceId);
        boolean visible = !item.isEmpty() && (thing.isEmpty() || SeenBy.of(thing.get(), item).isPresent());
        return visible ? Optional.of(PersonItems.face(item).personId()) : Optional.empty();
    }

    /**
     * A UUID looks like any other.
     *
     * @throws RefusedException when a face is given as a person, or a person as a face
     */
    public void requireRightKind(ErasePerson who) {
        if (who.person().filter(id -> !table.read(id).isEmpty()).isPresent()) {
            throw new RefusedException("not-a-person", "this is the id of a face: give it as 'faceId'");
        }
        if (who.faceId().filter(id -> table.read(id).isEmpty()).filter(this::isPerson).isPresent()) {
            throw new RefusedException("not-a-face", "this is the id of a person: give it as 'person'");
        }
    }

    private boolean isPerson(String id) {
        return table.all().anyMatch(item -> item.get(Items.ID).s().equals(PERSON + id)
                || FaceId.isValid(item.get(Items.ID).s()) && Items.text(item, FaceItems.PERSON_ID).filter(id::equals).isPresent());
    }

    /** All that leads to more of the person, read until nothing new is found. */
    public Traces find(Traces begun) {
        Traces found = begun;
        Traces before;
        do {
            before = found;
            Traces[] all = {found};
            Others others = others(found);
            table.all().forEach(item -> all[0] = all[0].and(of(item, all[0], others)));
            found = all[0];
        } while (!sameIds(found, before));
        return found;
    }

    private static boolean sameIds(Traces one, Traces other) {
        return one.persons().equals(other.persons()) && one.faces().equals(other.faces()) && one.events().equals(other.events());
    }

    private Others others(Traces traces) {
        return Others.among(table.all(), traces);
    }

    private Traces of(Map<String, AttributeValue> item, Traces known, Others others) {
        String id = item.get(Items.ID).s();
        if (FaceId.isValid(id)) {
            PersonFace face = PersonItems.face(item);
            return known.faces().contains(id) || known.persons().contains(face.personId()) ? ofFace(item, face) : Traces.NONE;
        } else if (id.startsWith(PERSON)) {
            return ofPerson(PersonItems.person(id.substring(PERSON.length()), item), known);
        } else if (id.startsWith(EVENT) && isOfEvent(item, known, others)) {
            return Traces.NONE.withEvents(List.of(id.substring(EVENT.length()))).withPhotos(photo(Items.text(item, EventLog.PHOTO)));
        } else if (id.startsWith(FORGOTTEN) && isIn(item, known, others)) {
            return Traces.NONE.seenBy(SeenBy.in(item).stream().map(Object::toString).toList());
        } else if (id.startsWith(WAITING) && item.values().stream().anyMatch(waits -> isAnswerOf(waits, known))) {
            return Traces.NONE.withThings(List.of(id.substring(WAITING.length())));
        } else if (id.startsWith(CORRECTION) && isIn(item, known, others)) {
            return ofCorrection(item, known);
        }
        return Traces.NONE;
    }

    /** It showed the person: its answer says so, or that its face is one of the person's. */
    static boolean isOfEvent(Map<String, AttributeValue> item, Traces traces, Others others) {
        if (others.haveEvent(item)) {
            return false;
        }
        String event = item.get(Items.ID).s().substring(EVENT.length());
        return traces.events().contains(event) || traces.persons().contains(event) || isAnswerOf(item.get(EventLog.RESULT), traces)
                || Optional.ofNullable(item.get(Twins.STAYS)).filter(stays -> texts(stays).anyMatch(traces::isIn)).isPresent()
                || Optional.ofNullable(item.get("orphanFace")).filter(face -> texts(face).anyMatch(traces::isIn)).isPresent();
    }

    private static boolean isAnswerOf(AttributeValue value, Traces traces) {
        return answer(value).filter(said -> Said.isOf(said, traces)).isPresent();
    }

    static Optional<JsonNode> answer(AttributeValue value) {
        try {
            return Optional.ofNullable(value).map(AttributeValue::s).filter(text -> text.startsWith("{")).map(text -> Json.parse(text.getBytes(StandardCharsets.UTF_8)));
        } catch (InvalidMessageException e) {
            // Written there by hand: no answer.
            return Optional.empty();
        }
    }

    private Traces ofFace(Map<String, AttributeValue> item, PersonFace face) {
        return Traces.NONE.withFaces(List.of(face.id())).withPersons(List.of(face.personId()))
                .withEvents(Items.text(item, FaceItems.EVENT_ID).stream().toList()).withPhotos(photo(Items.text(item, FaceItems.LINK)))
                .seenBy(face.seenBy());
    }

    private static Traces ofPerson(Person person, Traces known) {
        boolean merged = person.joined().filter(known.persons()::contains).isPresent();
        if (!known.persons().contains(person.id()) && !merged) {
            return Traces.NONE;
        }
        return Traces.NONE.withPersons(Stream.concat(Stream.of(person.id()), person.joined().stream()).toList()).withFaces(person.faces());
    }

    /** Who saw one of the faces when somebody corrected it, and may not be noted with it any more. */
    private static Traces ofCorrection(Map<String, AttributeValue> item, Traces known) {
        Set<String> seenBy = new TreeSet<>();
        trails(item).flatMap(people -> people.faces().values().stream()).filter(face -> known.faces().contains(face.id()))
                .forEach(face -> seenBy.addAll(face.seenBy()));
        return Traces.NONE.seenBy(seenBy);
    }

    private static Stream<People> trails(Map<String, AttributeValue> item) {
        return Stream.of("before", "after").flatMap(which -> Items.text(item, which).stream()).map(Trail::fromJson);
    }

    private List<String> photo(Optional<String> link) {
        try {
            return link.map(PhotoUri::parse).filter(uri -> uri.getAuthority().equals(bucket)).map(URI::getPath).map(path -> path.substring(1)).stream().toList();
        } catch (InvalidMessageException e) {
            // Written there by hand: it leads nowhere.
            return List.of();
        }
    }

    /**
     * What was taken out.
     *
     * @param items  how many were deleted or changed
     * @param traces what the deleted ones said by then: who had seen the person by the last moment, and where those photos lie
     */
    public record Gone(int items, Traces traces) {

        private Gone and(Optional<Traces> more) {
            return more.map(found -> new Gone(items + 1, traces.and(found))).orElse(this);
        }
    }

    /** Takes everything of the person out. */
    public Gone erase(Traces traces, String erasure) {
        marks.mark(traces, erasure);
        Others others = others(traces);
        Gone[] gone = {new Gone(0, Traces.NONE)};
        table.all().filter(item -> isOf(item, traces, others)).forEach(item -> gone[0] = gone[0].and(erase(item, traces, others, erasure)));
        return gone[0];
    }

    /** Persons whose consent has ended by now. */
    public List<String> consentEnded(Instant now) {
        return table.all().filter(item -> item.get(Items.ID).s().startsWith(PERSON))
                .map(item -> PersonItems.person(item.get(Items.ID).s().substring(PERSON.length()), item))
                .filter(person -> person.consent().filter(until -> !until.isAfter(now)).isPresent()).map(Person::id).filter(PersonId::isValid).toList();
    }

    /** How many items of the table still say something of the person. */
    public int left(Traces traces) {
        return all(traces).size();
    }

    private static boolean isOf(Map<String, AttributeValue> item, Traces traces, Others others) {
        return !item.get(Items.ID).s().startsWith(Erasures.PREFIX) && isIn(item, traces, others);
    }

    /** @return what the item said, when it was deleted; empty when nothing was changed */
    private Optional<Traces> erase(Map<String, AttributeValue> item, Traces traces, Others others, String erasure) {
        String id = item.get(Items.ID).s();
        if (FaceId.isValid(id) && traces.faces().contains(id)) {
            table.write(Write.to(id).set(ERASED, text(erasure)).ifPresent(Items.ID));
            return Optional.of(deleted(id, traces, others));
        } else if (id.startsWith(PERSON) && traces.persons().contains(id.substring(PERSON.length())) || OWN.stream().anyMatch(id::startsWith)
                || id.startsWith(EVENT) && isOfEvent(item, traces, others)) {
            return Optional.of(deleted(id, traces, others));
        }
        boolean changed = id.startsWith(CORRECTION) ? scrub(item, traces)
                : id.startsWith(WAITING) || id.startsWith(EVENT) ? takeAnswers(item, traces, others) : takeElements(item, traces, erasure);
        return changed ? Optional.of(Traces.NONE) : Optional.empty();
    }

    private Traces deleted(String id, Traces traces, Others others) {
        Map<String, AttributeValue> item = table.delete(id);
        return item.isEmpty() ? Traces.NONE : of(item, traces, others);
    }

    /** That there was a correction, by whom and when, stays; of what it found and left only what is of others. */
    private boolean scrub(Map<String, AttributeValue> item, Traces traces) {
        Write write = Write.to(item.get(Items.ID).s()).ifPresent(Items.ID).set(ERASED, AttributeValue.fromBool(true));
        for (String which : List.of("before", "after")) {
            Items.text(item, which).map(Trail::fromJson).map(people -> without(people, traces))
                    .ifPresent(rest -> write.set(which, text(Trail.toJson(rest))).ifSame(item, which));
        }
        return table.write(write).isEmpty();
    }

    private static People without(People people, Traces traces) {
        List<Person> persons = people.persons().values().stream()
                .filter(person -> !traces.persons().contains(person.id()) && person.joined().filter(traces.persons()::contains).isEmpty())
                .map(person -> traces.faces().stream().reduce(person, Person::without, (one, other) -> one)).toList();
        List<PersonFace> faces = people.faces().values().stream()
                .filter(face -> !traces.faces().contains(face.id()) && !traces.persons().contains(face.personId()))
                .map(face -> face.notDifferingFrom(traces.persons())).toList();
        return People.of(persons, faces);
    }

    /** Answers about others stay, without a word of the person. */
    private boolean takeAnswers(Map<String, AttributeValue> item, Traces traces, Others others) {
        Write write = Write.to(item.get(Items.ID).s());
        item.forEach((attribute, value) -> {
            if (!FaceId.isValid(attribute) && others.texts(item, attribute).anyMatch(traces::isIn)) {
                write.ifEqual(attribute, value);
                answer(value).filter(said -> others.haveEvent(item) || !Said.isOf(said, traces)).ifPresentOrElse(
                        said -> write.set(attribute, text(new String(Json.bytes(Said.without(said, traces)), StandardCharsets.UTF_8))),
                        () -> write.remove(attribute));
            }
        });
        return table.write(write).isEmpty();
    }

    /** Somebody else's item, which says that this person is not that one, or counts a face among its own that is not. Devices that know it are told by the stream. */
    private boolean takeElements(Map<String, AttributeValue> item, Traces traces, String erasure) {
        Write write = Write.to(item.get(Items.ID).s()).ifPresent(Items.ID);
        if (FaceId.isValid(item.get(Items.ID).s())) {
            write.set(PersonItems.CORRECTED, text(erasure));
        }
        for (String attribute : List.of(DIFFERS, PersonItems.FACES)) {
            if (item.containsKey(attribute) && texts(item.get(attribute)).anyMatch(traces::isIn)) {
                Set<String> rest = new LinkedHashSet<>(item.get(attribute).ss());
                rest.removeIf(traces::isIn);
                write.ifSame(item, attribute);
                if (rest.isEmpty()) {
                    write.remove(attribute);
                } else {
                    write.set(attribute, AttributeValue.fromSs(List.copyOf(rest)));
                }
            }
        }
        return !write.changesNothing() && table.write(write).isEmpty();
    }

    /** The letter that tells a device of an erasure waits under the erasure's id, and is no answer about the person. */
    static boolean isIn(Map<String, AttributeValue> item, Traces traces, Others others) {
        return item.keySet().stream().filter(attribute -> !FaceId.isValid(attribute)).flatMap(attribute -> others.texts(item, attribute)).anyMatch(traces::isIn);
    }

    static Stream<String> texts(AttributeValue value) {
        if (value.s() != null) {
            return Stream.of(value.s());
        } else if (value.hasSs()) {
            return value.ss().stream();
        } else if (value.hasL()) {
            return value.l().stream().flatMap(TraceItems::texts);
        }
        return value.hasM() ? value.m().values().stream().flatMap(TraceItems::texts) : Stream.empty();
    }

    /** What the table holds of the person, for whoever has a right to it: nothing of others. */
    public List<HeldItem> held(Traces traces) {
        Others others = others(traces);
        return all(traces).stream().map(item -> HeldItems.of(item, traces, others)).toList();
    }

    /** What everything in the table says that one of the ids is in. */
    public List<Map<String, AttributeValue>> all(Traces traces) {
        Others others = others(traces);
        return table.all().filter(item -> isOf(item, traces, others)).toList();
    }
}
