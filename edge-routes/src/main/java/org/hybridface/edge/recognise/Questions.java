// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.cache.SeenFaces;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.recognise.Person.Standing;
import org.hybridface.edge.recognise.Sighting.Purpose;
import org.hybridface.vision.Quality;
import org.hybridface.vision.Track;

/** Sees to the photo that the cloud is asked with: the best one within the patience, or a clearly better one later. Used by one thread. */
final class Questions {

    private final SeenFaces cache;
    private final Duration patience;

    /** Takes photos out of the frame at hand. */
    interface Camera {

        Quality quality(Track track);

        boolean isGood(Track track);

        FacePhoto photo(Track track);
    }

    Questions(SeenFaces cache, Duration patience) {
        this.cache = cache;
        this.patience = patience;
    }

    /**
     * A face in the frame.
     *
     * @return empty while nobody knows who it is
     */
    Optional<Sighting> seen(Person person, Instant at, Camera camera) {
        if (person.standing() == Standing.UNKNOWN) {
            takePhoto(person, at, camera);
            return Optional.empty();
        }
        Optional<FaceEntry> face = person.key().flatMap(cache::find);
        if (person.standing() == Standing.PROBABLE) {
            takePhoto(person, at, camera);
            return face.map(one -> new Sighting(probable(one, person), Purpose.ASK, Optional.empty()));
        }
        return face.map(one -> certain(person, one, at, camera));
    }

    /** A face that has left, when it is still to be asked for. */
    Optional<Sighting> left(Person person) {
        return person.certainKey().filter(cache::isWorthAsking).flatMap(cache::find)
                .flatMap(face -> person.photo().handOut().map(photo -> new Sighting(seen(face, person), Purpose.ASK, Optional.of(photo))));
    }

    private Sighting certain(Person person, FaceEntry face, Instant at, Camera camera) {
        SeenFace seen = seen(face, person);
        if (cache.isWorthAsking(face.key())) {
            takePhoto(person, at, camera);
            return new Sighting(seen, Purpose.ASK, person.photo().isRipe(at, patience) ? person.photo().handOut() : Optional.empty());
        }
        if (face.isOpen() && person.photo().isHandedOut()) {
            takePhoto(person, at, camera);
            return new Sighting(seen, Purpose.IMPROVE, person.photo().clearlyBetter());
        }
        person.photo().clear();
        return new Sighting(seen, Purpose.ASK, Optional.empty());
    }

    private static void takePhoto(Person person, Instant at, Camera camera) {
        if (camera.isGood(person.track())) {
            person.photo().offer(camera.quality(person.track()), at, () -> camera.photo(person.track()));
        } else {
            person.photo().offerPoor(at, () -> camera.photo(person.track()));
        }
    }

    private static SeenFace seen(FaceEntry face, Person person) {
        return new SeenFace(face.key(), face.name(), face.state().word(), face.similarity(), person.lastBox());
    }

    private static SeenFace probable(FaceEntry face, Person person) {
        return SeenFace.probably(face.key(), face.name().orElse(face.key()), person.lastBox());
    }
}
