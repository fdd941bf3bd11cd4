// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import static org.hybridface.edge.cache.Faces.face;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.Faces;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.edge.frame.Frame.Kind;
import org.hybridface.vision.Box;
import org.hybridface.vision.Detection;
import org.hybridface.vision.EmbedReason;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.Landmarks;
import org.hybridface.vision.Point;
import org.hybridface.vision.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** People are whole numbers; what a track looks like is set by {@link #looksLike}. */
abstract class IdentitiesSupport {

    static final Point NOWHERE = new Point(0, 0);
    static final Detection DETECTION = new Detection(new Box(0, 0, 10, 10), new Landmarks(NOWHERE, NOWHERE, NOWHERE, NOWHERE), 1);

    static final Duration FRAME = Duration.ofMillis(40);
    static final Duration PATIENCE = Duration.ofMillis(120);
    /** So many pictures take longer than the patience. */
    static final int PATIENT = 6;

    @TempDir
    Path directory;

    final TestClock clock = new TestClock();
    final Map<Long, Double> looks = new HashMap<>();
    final Map<Long, Integer> sightings = new HashMap<>();
    final List<Long> embedded = new ArrayList<>();
    final Map<Long, String> probably = new HashMap<>();
    /** Who was in the last picture. */
    List<Person> seen = List.of();
    boolean good = true;
    boolean poor;
    FaceCache cache;
    Identities identities;

    @BeforeEach
    void start() {
        cache = Faces.cache(directory, Faces.SETTINGS, clock);
        identities = new Identities(cache, PATIENCE);
    }

    @AfterEach
    void stop() {
        cache.stop();
    }

    void looksLike(long track, double person) {
        looks.put(track, person);
    }

    Track track(long id, EmbedReason reason) {
        return new Track(id, DETECTION, sightings.merge(id, 1, Integer::sum), clock.instant(), reason);
    }

    /** The track for longer than the patience. */
    Map<Long, String> watch(long id) {
        Map<Long, String> keys = Map.of();
        for (int i = 0; i < PATIENT; i++) {
            keys = video(track(id, EmbedReason.NONE));
        }
        return keys;
    }

    Map<Long, String> video(Track... tracks) {
        return identify(Kind.VIDEO, tracks);
    }

    Map<Long, String> identify(Kind kind, Track... tracks) {
        clock.advance(FRAME);
        Instant now = clock.instant();
        seen = identities.identify(kind, now, List.of(tracks), new Identities.Looker() {
            @Override
            public Embedding embed(Track track) {
                embedded.add(track.id());
                return face(looks.get(track.id()));
            }

            @Override
            public boolean isGood(Track track) {
                return good;
            }

            @Override
            public boolean isPoor(Embedding look) {
                return poor;
            }
        });
        Map<Long, String> keys = new HashMap<>();
        probably.clear();
        for (Person person : seen) {
            person.certainKey().ifPresentOrElse(key -> keys.put(person.track().id(), key),
                    () -> person.key().ifPresent(key -> probably.put(person.track().id(), key)));
        }
        return keys;
    }
}
