package org.hybridface.edge.recognise;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.Match;
import org.hybridface.edge.frame.Frame;
import org.hybridface.vision.EmbedReason;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.Track;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who is who: which tracks to look at, which remembered face each of them is, and when an unknown one gets a key of its
 * own. Touches no pixels: a {@link Looker} does. Used by one thread.
 */
final class Identities {

    /**
     * A track keeps its key against a rival that is nearer by less than this part of the same-face distance, or two alike faces would swap
     * names at each look.
     */
    private static final double STICKINESS = 0.2;

    /** Part of the same-face distance above which a view that was followed into is worth remembering. */
    private static final double NEW_VIEW = 0.6;

    private static final Duration FORGET_TRACK_AFTER = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);

    private final FaceCache cache;
    private final Map<Long, Person> people = new HashMap<>();
    private boolean keysRefused;

    /** Looks at the pixels of a track. */
    interface Looker {

        Embedding embed(Track track);

        /** Whether the face is large, sharp and straight enough to be remembered as somebody new. */
        boolean isGood(Track track);
    }

    Identities(FaceCache cache) {
        this.cache = cache;
    }

    /**
     * @param kind a face in a video gets a key once it was seen twice; one in a photo at once
     * @return the key of each track that has one, in the order of the tracks
     */
    Map<Long, String> identify(Frame.Kind kind, Instant at, List<Track> tracks, Looker looker) {
        people.values().removeIf(person -> person.lastSeen().plus(FORGET_TRACK_AFTER).isBefore(at));
        for (Track track : tracks) {
            people.computeIfAbsent(track.id(), id -> new Person()).seen(at);
        }
        Map<Track, Embedding> looks = look(tracks, looker);
        Map<Long, String> settled = Claim.settle(claims(looks), keysNotLookedAt(tracks, looks));
        looks.forEach((track, look) -> settle(track, look, Optional.ofNullable(settled.get(track.id()))));
        Set<String> inFrame = new HashSet<>(keys(tracks));
        cache.inFrame(inFrame);
        looks.forEach((track, look) -> giveKey(kind, track, look, looker, inFrame));
        Map<Long, String> result = new LinkedHashMap<>();
        for (Track track : tracks) {
            person(track).key().ifPresent(key -> result.put(track.id(), key));
        }
        return result;
    }

    /** The tracks that want it, and those that hold a key one of these looks like: only a look at both tells who is right. */
    private Map<Track, Embedding> look(List<Track> tracks, Looker looker) {
        Map<Track, Embedding> looks = new LinkedHashMap<>();
        Set<String> wanted = new HashSet<>();
        for (Track track : tracks) {
            if (track.needsEmbedding() || person(track).isDue(track.sightings())) {
                Embedding look = looker.embed(track);
                looks.put(track, look);
                cache.near(look).stream().findFirst().map(Match::key).ifPresent(wanted::add);
            }
        }
        for (Track track : tracks) {
            if (!looks.containsKey(track) && person(track).key().filter(wanted::contains).isPresent()) {
                looks.put(track, looker.embed(track));
            }
        }
        looks.keySet().forEach(track -> person(track).looked(track.sightings()));
        return looks;
    }

    private List<Claim> claims(Map<Track, Embedding> looks) {
        List<Claim> claims = new ArrayList<>();
        looks.forEach((track, look) -> {
            Optional<String> own = track.reason() == EmbedReason.SWAPPED ? Optional.empty() : person(track).key();
            for (Match match : cache.near(look)) {
                boolean keeps = own.filter(match.key()::equals).isPresent();
                claims.add(new Claim(track.id(), match.key(), keeps ? match.distance() - STICKINESS * cache.sameFaceDistance() : match.distance()));
            }
        });
        return claims;
    }

    private void settle(Track track, Embedding look, Optional<String> key) {
        Person person = person(track);
        if (key.isPresent()) {
            boolean followed = person.key().equals(key) && track.reason() == EmbedReason.REVERIFY;
            if (!person.key().equals(key)) {
                cache.recognised(key.get(), look);
            }
            person.is(key.get());
            if (followed) {
                rememberView(key.get(), look);
            }
        } else if (person.key().isPresent()) {
            boolean forgotten = cache.find(person.key().get()).isEmpty();
            if (forgotten || track.reason() == EmbedReason.SWAPPED) {
                person.forgetKey();
            } else {
                person.doubt();
            }
        }
    }

    private void rememberView(String key, Embedding look) {
        cache.near(look).stream()
                .filter(match -> match.key().equals(key) && match.distance() > NEW_VIEW * cache.sameFaceDistance())
                .findFirst()
                .ifPresent(match -> cache.alsoLooksLike(key, look));
    }

    private void giveKey(Frame.Kind kind, Track track, Embedding look, Looker looker, Set<String> inFrame) {
        Person person = person(track);
        if (person.key().isPresent()) {
            return;
        }
        boolean known = kind == Frame.Kind.STILL
                || person.isSecondLook(look, cache.sameFaceDistance()) && looker.isGood(track);
        if (known) {
            newKey(look, inFrame).ifPresent(key -> {
                person.is(key);
                inFrame.add(key);
                cache.inFrame(inFrame);
            });
        }
    }

    /** Empty when the disk does not let it be promised that no other face ever gets that key: the others in the frame go on. */
    private Optional<String> newKey(Embedding look, Set<String> inFrame) {
        try {
            String key = cache.remember(look, inFrame);
            keysRefused = false;
            return Optional.of(key);
        } catch (UncheckedIOException e) {
            if (!keysRefused) {
                LOG.error("event=no-new-keys {} ({}). Until then only faces that are known are recognised", e.getMessage(), e.getCause().toString());
            }
            keysRefused = true;
            return Optional.empty();
        }
    }

    private Set<String> keysNotLookedAt(List<Track> tracks, Map<Track, Embedding> looks) {
        return keys(tracks.stream().filter(track -> !looks.containsKey(track)).toList());
    }

    private Set<String> keys(List<Track> tracks) {
        Set<String> keys = new HashSet<>();
        tracks.forEach(track -> person(track).key().ifPresent(keys::add));
        return keys;
    }

    private Person person(Track track) {
        return people.get(track.id());
    }
}
