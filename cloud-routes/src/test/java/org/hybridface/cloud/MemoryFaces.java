// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.hybridface.cloud.face.EnrolledFace;
import org.hybridface.cloud.face.FaceCollection;
import org.hybridface.cloud.face.Match;
import org.hybridface.cloud.face.PersonMatch;
import org.hybridface.cloud.face.PersonVectors;
import org.hybridface.cloud.face.UnusablePhotoException;
import org.hybridface.cloud.sweep.FacePages;
import org.hybridface.cloud.sweep.Page;
import org.hybridface.cloud.sweep.PooledFace;
import org.hybridface.messages.RejectionReason;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;

/**
 * A pool of faces in memory for tests. A photo of {@link TestPhotos} says who is on it, so two photos of one person are 99
 * alike and photos of two persons are not.
 */
final class MemoryFaces implements FaceCollection, FacePages {

    private record Pooled(String faceId, String personId, String who, URI photo) {
    }

    private final MemoryS3 s3;
    private final Map<String, Pooled> pool = new LinkedHashMap<>();
    private final AtomicReference<RuntimeException> nextFailure = new AtomicReference<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> qualities = new ArrayList<>();
    private Runnable afterSearch = () -> { };
    private Runnable afterForget = () -> { };
    private boolean missing;
    private final AtomicReference<String> failing = new AtomicReference<>("");
    private final Persons persons = new Persons();

    MemoryFaces(MemoryS3 s3) {
        this.s3 = s3;
    }

    void failNextCallWith(RuntimeException failure) {
        nextFailure.set(failure);
    }

    /** The next call of this name fails. */
    void failBefore(String name) {
        failing.set(name);
    }

    private Runnable beforePage = () -> { };

    /** Lets a test act before each page of a listing. */
    void beforeEachPage(Runnable action) {
        beforePage = action;
    }

    /** Somebody took the face out of the collection, and nobody told the table. */
    void lose(String faceId) {
        pool.remove(faceId);
    }

    /** The token is the number of faces before. */
    @Override
    public Page<PooledFace> page(Optional<String> token, int limit) {
        beforePage.run();
        int from = token.map(Integer::parseInt).orElse(0);
        List<PooledFace> rest = pool.values().stream().skip(from)
                .map(face -> new PooledFace(face.faceId(), Optional.ofNullable(face.personId()))).toList();
        return new Page<>(rest.subList(0, Math.min(limit, rest.size())),
                rest.size() > limit ? Optional.of(Integer.toString(from + limit)) : Optional.empty());
    }

    @Override
    public Set<String> known(Collection<String> faceIds) {
        return faceIds.stream().filter(pool::containsKey).collect(Collectors.toSet());
    }

    /** Lets a test act when the next face has just left the pool: somebody met it a moment before. */
    void afterNextForget(Runnable action) {
        afterForget = action;
    }

    /** Lets a test act between a search and what follows it: how two devices race. */
    void afterNextSearch(Runnable action) {
        afterSearch = action;
    }

    /** The next search begins before the faces of this moment are in the pool. */
    void missNextSearch() {
        missing = true;
    }

    List<String> calls() {
        return calls;
    }

    /** With which quality filter each search and enrolment came. */
    List<String> qualities() {
        return qualities;
    }

    int size() {
        return pool.size();
    }

    /** The faces of one person. */
    List<String> of(String who) {
        return pool.values().stream().filter(face -> face.who().equals(who)).map(Pooled::faceId).toList();
    }

    boolean contains(String faceId) {
        return pool.containsKey(faceId);
    }

    @Override
    public Optional<Match> search(URI photo, double minSimilarity, String quality) {
        call("search");
        qualities.add(quality);
        String who = who(photo);
        if (who.startsWith("blurred ")) {
            throw new UnusablePhotoException(RejectionReason.NO_FACE, "no face that passes the filter");
        }
        Optional<Match> match = missing ? Optional.empty() : best(who, photo, minSimilarity);
        missing = false;
        Runnable action = afterSearch;
        afterSearch = () -> { };
        action.run();
        return match;
    }

    @Override
    public EnrolledFace enrol(URI photo, String personId, String quality) {
        call("enrol");
        qualities.add(quality);
        String who = who(photo);
        if (who.startsWith("turned ")) {
            throw new UnusablePhotoException(RejectionReason.LOW_QUALITY, "EXTREME_POSE");
        }
        String faceId = pool.values().stream().filter(face -> personId.equals(face.personId()) && face.photo().equals(photo))
                .map(Pooled::faceId).findFirst().orElseGet(() -> UUID.randomUUID().toString());
        pool.put(faceId, new Pooled(faceId, personId, who, photo));
        return new EnrolledFace(faceId, "7.0");
    }

    @Override
    public EnrolledFace enrolOnlyFace(URI photo, String personId, String quality) {
        EnrolledFace face = enrol(photo, personId, quality);
        if (who(photo).contains(" and ")) {
            forget(face.faceId());
            throw new UnusablePhotoException("several-faces", "two faces");
        }
        return face;
    }

    @Override
    public List<Match> twins(EnrolledFace face, String personId, double minSimilarity) {
        call("twins");
        if (!pool.containsKey(face.faceId())) {
            throw InvalidParameterException.builder().message("faceId was not found in the collection.").build();
        }
        return alike(pool.get(face.faceId()).who(), personId, minSimilarity);
    }

    @Override
    public void forget(String faceId) {
        call("forget");
        persons.takeOut(faceId);
        pool.remove(faceId);
        Runnable action = afterForget;
        afterForget = () -> { };
        action.run();
    }

    @Override
    public Optional<PersonVectors> persons() {
        return Optional.of(persons);
    }

    /** The vectors of persons, each with the faces it is made of. */
    Map<String, Set<String>> vectors() {
        return persons.vectors;
    }

    /** A person is like whoever is on one of the faces that the vector is made of. */
    private final class Persons implements PersonVectors {

        private final Map<String, Set<String>> vectors = new TreeMap<>();

        @Override
        public Optional<PersonMatch> search(URI photo, double minSimilarity, String quality) {
            call("search person");
            qualities.add(quality);
            String who = who(photo);
            return vectors.entrySet().stream().filter(person -> person.getValue().stream().anyMatch(face -> pool.get(face).who().equals(who)))
                    .map(person -> new PersonMatch(person.getKey(), 99)).filter(match -> match.similarity() >= minSimilarity).findFirst();
        }

        @Override
        public Set<String> faces(String personId) {
            call("vector");
            return Set.copyOf(vectors.getOrDefault(personId, Set.of()));
        }

        @Override
        public void add(String personId, Set<String> faceIds) {
            call("add to vector");
            faceIds.forEach(this::takeOut);
            Set<String> faces = vectors.computeIfAbsent(personId, id -> new TreeSet<>());
            faceIds.stream().filter(pool::containsKey).forEach(faces::add);
        }

        @Override
        public void remove(String personId, Set<String> faceIds) {
            call("remove from vector");
            vectors.getOrDefault(personId, new TreeSet<>()).removeAll(faceIds);
        }

        @Override
        public void forget(String personId) {
            call("forget vector");
            vectors.remove(personId);
        }

        private void takeOut(String faceId) {
            vectors.values().forEach(faces -> faces.remove(faceId));
        }
    }

    /** The face that came from the photo itself is the most similar. */
    private Optional<Match> best(String who, URI photo, double minSimilarity) {
        return pool.values().stream().filter(face -> face.photo().equals(photo))
                .map(face -> new Match(face.faceId(), face.personId(), 100)).findFirst()
                .or(() -> alike(who, "", minSimilarity).stream().findFirst());
    }

    private List<Match> alike(String who, String exceptPerson, double minSimilarity) {
        return pool.values().stream()
                .filter(face -> !exceptPerson.equals(face.personId()))
                .map(face -> new Match(face.faceId(), face.personId(), face.who().equals(who) ? 99 : 12))
                .filter(match -> match.similarity() >= minSimilarity)
                .sorted(Comparator.comparingDouble(Match::similarity).reversed())
                .toList();
    }

    private String who(URI photo) {
        String who = TestPhotos.whoIsOn(s3.object(photo));
        if (who.isEmpty()) {
            throw new UnusablePhotoException(RejectionReason.NO_FACE, "nobody is on it");
        }
        return who;
    }

    private void call(String name) {
        calls.add(name);
        Run.about(name);
        if (failing.compareAndSet(name, "")) {
            throw new IllegalStateException("fails once: " + name);
        }
        RuntimeException failure = nextFailure.getAndSet(null);
        if (failure != null) {
            throw failure;
        }
    }
}
