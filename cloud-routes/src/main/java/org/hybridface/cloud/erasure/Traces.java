// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.cloud.event.Json;
import org.hybridface.cloud.event.Sighting;

/**
 * By what a person is found: ids only, never a name. Immutable.
 *
 * @param persons   ids of the person; several when some were merged
 * @param faces     ids of the faces in the collection
 * @param events    ids of events that showed the person
 * @param photos    object names in the bucket
 * @param sightings which devices saw the person, {@code thing#key}
 * @param things    devices that may hold something of the person
 */
public record Traces(Set<String> persons, Set<String> faces, Set<String> events, Set<String> photos, Set<String> sightings, Set<String> things) {

    /** Of nobody. */
    public static final Traces NONE = new Traces(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Traces {
        persons = Set.copyOf(persons);
        faces = Set.copyOf(faces);
        events = Set.copyOf(events);
        photos = Set.copyOf(photos);
        sightings = Set.copyOf(sightings);
        things = Set.copyOf(things);
    }

    public Traces withPersons(Collection<String> more) {
        return new Traces(and(persons, more), faces, events, photos, sightings, things);
    }

    public Traces withFaces(Collection<String> more) {
        return new Traces(persons, and(faces, more), events, photos, sightings, things);
    }

    public Traces withEvents(Collection<String> more) {
        return new Traces(persons, faces, and(events, more), photos, sightings, things);
    }

    public Traces withPhotos(Collection<String> more) {
        return new Traces(persons, faces, events, and(photos, more), sightings, things);
    }

    /** With those who saw the person, each also as a device that may hold something. */
    public Traces seenBy(Collection<String> more) {
        return new Traces(persons, faces, events, photos, and(sightings, more),
                and(things, more.stream().flatMap(text -> Sighting.parse(text).stream()).map(Sighting::thing).toList()));
    }

    public Traces withThings(Collection<String> more) {
        return new Traces(persons, faces, events, photos, sightings, and(things, more));
    }

    public Traces and(Traces other) {
        return withPersons(other.persons).withFaces(other.faces).withEvents(other.events).withPhotos(other.photos).seenBy(other.sightings)
                .withThings(other.things);
    }

    private static Set<String> and(Set<String> some, Collection<String> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a text holds one of the ids. */
    public boolean isIn(String text) {
        return Stream.of(persons, faces, events).flatMap(Set::stream).anyMatch(text::contains);
    }

    /** A device's keys of the person. */
    public Set<String> keysOf(String thing) {
        return sightings.stream().flatMap(text -> Sighting.parse(text).stream()).filter(sighting -> sighting.thing().equals(thing)).map(Sighting::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public ObjectNode toNode() {
        ObjectNode node = Json.MAPPER.createObjectNode();
        put(node, "persons", persons);
        put(node, "faces", faces);
        put(node, "events", events);
        put(node, "photos", photos);
        put(node, "sightings", sightings);
        put(node, "things", things);
        return node;
    }

    public static Traces fromNode(JsonNode node) {
        return new Traces(texts(node, "persons"), texts(node, "faces"), texts(node, "events"), texts(node, "photos"), texts(node, "sightings"),
                texts(node, "things"));
    }

    private static void put(ObjectNode node, String field, Set<String> texts) {
        texts.stream().sorted().forEach(node.putArray(field)::add);
    }

    private static Set<String> texts(JsonNode node, String field) {
        Set<String> texts = new TreeSet<>();
        node.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
