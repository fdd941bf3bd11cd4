// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.recognise;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hybridface.edge.cache.CacheSettings;
import org.hybridface.edge.cache.Likeness;
import org.hybridface.edge.cache.Match;
import org.hybridface.edge.cache.SeenFaces;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.recognise.Person.Standing;
import org.hybridface.vision.EmbedReason;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.Track;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who is who: which tracks to look at, which remembered face each of them is, and when an unknown one gets a key of its
 * own. Somebody known is named with the first good look; for anybody else several good looks are gathered first, as long as
 * {@code face.patience} lets it or the face stays. Touches no pixels: a {@link Looker} does. Used by one thread.
 */
final class Identities {

    /**
     * A track keeps its key against a rival that is nearer by less than this part of the same-face distance, or two alike faces would swap
     * names at each look.
     */
    private static final double STICKINESS = 0.2;

    /** A look at a face of which nobody doubts who it is waits so long for a good moment. */
    private static final Duration REVERIFY_WAIT = Duration.ofSeconds(5);

    /** A face out of sight for longer has left: what was gathered of it decides. */
    private static final Duration LEFT_AFTER = Duration.ofMillis(300);

    /** So many good looks give a key. */
    private static final int ENOUGH = 2;

    private static final Duration FORGET_TRACK_AFTER = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);

    private final SeenFaces cache;
    private final Learning learning;
    private final Duration patience;
    private final Map<Long, Person> people = new LinkedHashMap<>();
    private boolean keysRefused;

    /** Looks at the pixels of a track. */
    interface Looker {

        Embedding embed(Track track);

        /** Whether the face is large, sharp and straight enough to be remembered as somebody new. */
        boolean isGood(Track track);

        /** Whether the model itself says that it saw little of the face. */
        boolean isPoor(Embedding look);
    }

    /**
     * @param good         whether it may speak for somebody new
     * @param certainBelow how near somebody must be for this look alone to say who it is
     * @param alone        whether it is a good look and all there is to see of the face, as a photo is; a video shows more
     */
    private record Look(Embedding vector, boolean good, double certainBelow, boolean alone) {
    }

    Identities(SeenFaces cache, Duration patience) {
        this.cache = cache;
        this.learning = new Learning(cache);
        this.patience = patience;
    }

    /**
     * @param kind a face on a photo gets a key at once
     * @return who is in the picture, in the order of the tracks
     */
    List<Person> identify(Frame.Kind kind, Instant at, List<Track> tracks, Looker looker) {
        people.values().removeIf(person -> person.lastSeen().plus(FORGET_TRACK_AFTER).isBefore(at));
        people.values().forEach(person -> person.key().ifPresent(key -> person.renamed(cache.current(key))));
        for (Track track : tracks) {
            people.computeIfAbsent(track.id(), id -> new Person(patience, at)).seen(track, at);
        }
        if (kind == Frame.Kind.VIDEO) {
            doubtWhoeverMayBeAnother(at, tracks, looker);
        }
        Map<Track, Look> looks = look(kind, at, tracks, looker);
        Map<Long, String> settled = Claim.settle(claims(looks), keysNotLookedAt(tracks, looks));
        looks.forEach((track, look) -> settle(at, track, look, taken(track, tracks, looks, settled)));
        for (Track track : tracks) {
            if (isRipe(kind, at, person(track))) {
                decide(person(track), Optional.ofNullable(looks.get(track)));
            }
        }
        sayWhoIsIn(tracks);
        return tracks.stream().map(this::person).toList();
    }

    /**
     * Whose face has left lately: whoever has no key yet gets one from what was gathered.
     *
     * @param at now
     */
    List<Person> left(Instant at) {
        return left(people.values().stream().filter(person -> person.lastSeen().plus(LEFT_AFTER).isBefore(at)).toList());
    }

    /** As {@link #left(Instant)}, for everybody: there are no more pictures. */
    List<Person> allLeft() {
        return left(List.copyOf(people.values()));
    }

    private List<Person> left(Collection<Person> gone) {
        for (Person person : gone) {
            if (person.standing() == Standing.UNKNOWN && person.looks().size() > 0 && person.track().sightings() > 1) {
                decide(person, Optional.empty());
            }
        }
        return gone.stream().filter(person -> person.certainKey().isPresent()).toList();
    }

    /** While there is no good moment to look, nobody is shown for certain under the name of whoever stood there before. */
    private void doubtWhoeverMayBeAnother(Instant at, List<Track> tracks, Looker looker) {
        for (Track track : tracks) {
            if (track.reason() == EmbedReason.SWAPPED && person(track).standing() == Standing.CERTAIN && !looker.isGood(track)) {
                person(track).mayBeAnother(at);
            }
        }
    }

    /** The tracks that want it, and those that hold a key one of these looks like: only a look at both tells who is right. */
    private Map<Track, Look> look(Frame.Kind kind, Instant at, List<Track> tracks, Looker looker) {
        Map<Track, Look> looks = new LinkedHashMap<>();
        Set<String> wanted = new HashSet<>();
        for (Track track : tracks) {
            if (kind == Frame.Kind.STILL || isDue(at, track, looker)) {
                Look look = look(kind, at, track, looker);
                looks.put(track, look);
                cache.near(look.vector()).stream().findFirst().map(Match::key).ifPresent(wanted::add);
            }
        }
        for (Track track : tracks) {
            if (!looks.containsKey(track) && person(track).key().filter(wanted::contains).isPresent()) {
                looks.put(track, look(kind, at, track, looker));
            }
        }
        return looks;
    }

    private boolean isDue(Instant at, Track track, Looker looker) {
        Person person = person(track);
        if (person.isUnsure() || person.looks().size() > 0) {
            return !isRipe(Frame.Kind.VIDEO, at, person) && !isOneView(person) && person.times().isDue(at, looker.isGood(track));
        }
        if (!track.needsEmbedding()) {
            return false;
        }
        // Whoever stands there may be somebody else.
        if (track.reason() == EmbedReason.SWAPPED) {
            return true;
        }
        Duration wait = track.reason() == EmbedReason.REVERIFY ? REVERIFY_WAIT : LookTimes.GOOD_LOOK_WAIT;
        return person.uneasyFor(at).compareTo(wait) >= 0 || looker.isGood(track);
    }

    /** Whether an unknown face has shown what it has to show; it only waits for its key, and for a better photo. */
    private boolean isOneView(Person person) {
        return person.standing() == Standing.UNKNOWN && person.looks().agree(CacheSettings.NEW_VIEW * cache.sameFaceDistance());
    }

    /** A good look at a face nobody is sure of counts together with the ones before. */
    private Look look(Frame.Kind kind, Instant at, Track track, Looker looker) {
        Person person = person(track);
        Embedding vector = looker.embed(track);
        boolean shows = looker.isGood(track) && !looker.isPoor(vector);
        if (kind == Frame.Kind.STILL) {
            // Of a photo there is no better look to wait for: line and margin decide alone.
            return new Look(vector, looker.isGood(track), Double.POSITIVE_INFINITY, shows);
        }
        if (shows) {
            person.times().showed(at);
        } else if (looker.isGood(track)) {
            person.times().showedLittle(at);
        } else {
            person.times().takenAnyhow(at);
        }
        if (looker.isGood(track) && person.isUnsure()) {
            person.allLooks().add(vector, at, cache.sameFaceDistance());
        }
        if (shows && (person.isUnsure() || person.looks().size() > 0)) {
            person.looks().add(vector, at, cache.sameFaceDistance());
            return new Look(person.looks().mean().orElse(vector), true, Double.POSITIVE_INFINITY, false);
        }
        if (looker.isGood(track) && person.isUnsure() && person.allLooks().size() > 1) {
            double certainBelow = isAllThereIs(at, person) ? Double.POSITIVE_INFINITY : Learning.VERY_LIKE * cache.sameFaceDistance();
            return new Look(person.allLooks().mean().orElse(vector), false, certainBelow, false);
        }
        return new Look(vector, shows, certainBelow(looker.isGood(track), looker.isPoor(vector)), false);
    }

    /**
     * A look at half a face says for certain who that is only when it is very like somebody, and one in which the model itself saw little only when it
     * would not even be a new view of them (several of those together do better); when both is so, it says no more than "probably".
     */
    private double certainBelow(boolean good, boolean poor) {
        double line = cache.sameFaceDistance();
        if (good) {
            return poor ? CacheSettings.NEW_VIEW * line : Double.POSITIVE_INFINITY;
        }
        return poor ? 0 : Learning.VERY_LIKE * line;
    }

    private List<Claim> claims(Map<Track, Look> looks) {
        List<Claim> claims = new ArrayList<>();
        looks.forEach((track, look) -> {
            Optional<String> own = track.reason() == EmbedReason.SWAPPED ? Optional.empty() : person(track).certainKey();
            for (Match match : cache.near(look.vector())) {
                boolean keeps = own.filter(match.key()::equals).isPresent();
                claims.add(new Claim(track.id(), match.key(), keeps ? match.distance() - STICKINESS * cache.sameFaceDistance() : match.distance()));
            }
        });
        return claims;
    }

    /** The keys that are somebody else's in this picture. */
    private Set<String> taken(Track track, List<Track> tracks, Map<Track, Look> looks, Map<Long, String> settled) {
        Set<String> taken = keysNotLookedAt(tracks, looks);
        settled.forEach((id, key) -> {
            if (id != track.id()) {
                taken.add(key);
            }
        });
        return taken;
    }

    private void settle(Instant at, Track track, Look look, Set<String> taken) {
        Person person = person(track);
        boolean swapped = track.reason() == EmbedReason.SWAPPED;
        Optional<String> own = swapped ? Optional.empty() : person.certainKey();
        List<Match> near = cache.near(look.vector()).stream().filter(match -> !taken.contains(match.key())).toList();
        // Followed all the time, a face that still looks like its key needs no margin.
        if (own.isPresent() && stays(own.get(), near)) {
            person.sure();
            if (look.good()) {
                learning.followed(at, person, own.get(), look.vector());
            }
            return;
        }
        Likeness likeness = cache.likeness(look.vector(), taken);
        if (likeness instanceof Likeness.Certain certain) {
            name(person, certain.match(), look);
        } else if (likeness instanceof Likeness.Probable probable) {
            person.isProbably(probable.match().key());
        } else {
            unlike(at, person, look, swapped);
        }
    }

    private boolean stays(String own, List<Match> near) {
        double nearest = near.isEmpty() ? Double.POSITIVE_INFINITY : near.get(0).distance();
        return near.stream().anyMatch(match -> match.key().equals(own)
                && match.distance() - STICKINESS * cache.sameFaceDistance() <= nearest);
    }

    private void name(Person person, Match match, Look look) {
        String key = match.key();
        if (match.distance() >= look.certainBelow() && !person.certainKey().equals(Optional.of(key))) {
            person.isProbably(key);
            return;
        }
        if (!person.certainKey().equals(Optional.of(key))) {
            cache.recognised(key, look.vector());
        }
        person.is(key);
        if (look.alone()) {
            learning.shownOnce(match, look.vector());
        }
    }

    private void unlike(Instant at, Person person, Look look, boolean swapped) {
        // A look that is too poor to tell leaves it probable that whoever stood there still does.
        boolean tells = look.good() || !swapped;
        if (person.certainKey().isEmpty()) {
            if (tells) {
                person.isUnknown();
            }
        } else if (cache.find(person.certainKey().get()).isEmpty() || swapped && look.good()) {
            person.startAnew(at);
            gather(at, person, look);
        } else if (!tells) {
            person.mayBeAnother(at);
        } else if (look.good() && person.doubt(at)) {
            gather(at, person, look);
        }
    }

    private void gather(Instant at, Person person, Look look) {
        if (look.good()) {
            person.looks().add(look.vector(), at, cache.sameFaceDistance());
            person.times().showed(at);
        }
    }

    private boolean isRipe(Frame.Kind kind, Instant at, Person person) {
        if (kind == Frame.Kind.STILL) {
            return person.standing() == Standing.UNKNOWN;
        }
        if (person.standing() == Standing.UNKNOWN && isAllThereIs(at, person)) {
            return true;
        }
        // Between two people a few more looks help; after that only the cloud can tell.
        int enough = person.standing() == Standing.PROBABLE ? GoodLooks.MOST : ENOUGH;
        return person.standing() != Standing.CERTAIN && person.looks().size() >= enough && person.looks().isRipe(at, patience);
    }

    /** Whether somebody stands there long enough and shows no more: then the faint looks must do together, or nobody would ever hear who that is. */
    private boolean isAllThereIs(Instant at, Person person) {
        return person.looks().size() < ENOUGH && person.allLooks().size() == GoodLooks.MOST && person.allLooks().isRipe(at, patience);
    }

    /** Gives a key: that of whom the looks together show, or a new one. */
    private void decide(Person person, Optional<Look> lastLook) {
        GoodLooks looks = person.looks().size() < ENOUGH && person.allLooks().size() > 0 ? person.allLooks() : person.looks();
        Embedding vector = looks.mean().or(() -> lastLook.map(Look::vector)).orElseThrow();
        Set<String> others = new HashSet<>();
        people.values().stream().filter(other -> other != person && other.lastSeen().equals(person.lastSeen()))
                .forEach(other -> other.certainKey().ifPresent(others::add));
        if (cache.likeness(vector, others) instanceof Likeness.Certain certain) {
            cache.recognised(certain.match().key(), vector);
            person.becomes(certain.match().key());
        } else {
            Set<String> keep = new HashSet<>(others);
            people.values().forEach(other -> other.key().ifPresent(keep::add));
            newKey(vector, others, keep).ifPresent(person::becomes);
        }
    }

    /** Empty when the disk does not let it be promised that no other face ever gets that key: the others in the frame go on. */
    private Optional<String> newKey(Embedding look, Set<String> others, Set<String> inFrame) {
        try {
            String key = cache.adopt(look, others, inFrame).orElseGet(() -> cache.remember(look, inFrame));
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

    private void sayWhoIsIn(List<Track> tracks) {
        Set<String> certain = new HashSet<>();
        Set<String> probable = new HashSet<>();
        for (Track track : tracks) {
            Person person = person(track);
            person.key().ifPresent((person.standing() == Standing.CERTAIN ? certain : probable)::add);
        }
        cache.inFrame(certain, probable);
    }

    private Set<String> keysNotLookedAt(List<Track> tracks, Map<Track, Look> looks) {
        Set<String> keys = new HashSet<>();
        tracks.stream().filter(track -> !looks.containsKey(track)).forEach(track -> person(track).certainKey().ifPresent(keys::add));
        return keys;
    }

    private Person person(Track track) {
        return people.get(track.id());
    }
}
