// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.people.Everybody;
import org.hybridface.edge.people.Somebody;
import org.hybridface.edge.visit.LastVisit;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.messages.Known;

/** Everybody known here or to the other devices, for the people page; and who of them may be one person. */
public final class PeopleApi {

    /** As many as a browser shows with ease; who is beyond was not seen for longest. */
    static final int MOST = 1500;

    /** More questions at once nobody answers. */
    static final int MOST_PAIRS = 20;

    private final FaceCache cache;
    private final LiveView view;
    private final Editions editions;
    private final VisitLog visits;
    private final Supplier<LiveSettings> settings;
    private final Clock clock;

    PeopleApi(FaceCache cache, LiveView view, Editions editions, VisitLog visits, Supplier<LiveSettings> settings, Clock clock) {
        this.cache = cache;
        this.view = view;
        this.editions = editions;
        this.visits = visits;
        this.settings = settings;
        this.clock = clock;
    }

    /** Everybody, those seen here first, the last seen first. */
    public Map<String, Object> list() {
        Everybody all = everybody();
        Instant inViewSince = clock.instant().minus(settings.get().linger());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("thing", settings.get().thing());
        answer.put("known", all.people().size());
        Map<String, LastVisit> last = visits.last();
        answer.put("people", all.people().stream().limit(MOST).map(one -> describe(one, inViewSince, last)).toList());
        return answer;
    }

    /** Who may be one person, the most alike first. */
    public Map<String, Object> pairs() {
        return Map.of("pairs", everybody().pairs(cache.reach(), MOST_PAIRS).stream().map(PeopleApi::describe).toList());
    }

    private Everybody everybody() {
        return Everybody.of(cache.list(), cache.knownElsewhere());
    }

    private static Map<String, Object> describe(Everybody.Pair pair) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("one", pair.one().id());
        one.put("other", pair.other().id());
        one.put("distance", pair.distance().isPresent() ? pair.distance().getAsDouble() : null);
        one.put("sameName", pair.sameName());
        return one;
    }

    private Map<String, Object> describe(Somebody somebody, Instant inViewSince, Map<String, LastVisit> visited) {
        Optional<LastVisit> last = first(somebody, key -> Optional.ofNullable(visited.get(key)));
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", somebody.id());
        one.put("name", somebody.name().orElse(null));
        one.put("inView", somebody.lastSeen().filter(at -> at.isAfter(inViewSince)).isPresent());
        one.put("firstSeen", somebody.firstSeen().map(this::time).orElse(null));
        one.put("lastSeen", somebody.lastSeen().map(this::time).orElse(null));
        one.put("camera", first(somebody, view::cameraOf).or(() -> last.flatMap(visit -> visit.cameras().stream().findFirst())).orElse(null));
        one.put("neverAsk", somebody.neverAsk());
        one.put("consentUntil", somebody.consent().map(Instant::toString).orElse(null));
        one.put("picture", last.flatMap(LastVisit::pictured).map(id -> "/api/visits/" + id + "/picture").orElse(null));
        one.put("faces", somebody.faces().stream().map(this::describe).toList());
        one.put("elsewhere", somebody.elsewhere().map(PeopleApi::describe).orElse(null));
        return one;
    }

    private static <T> Optional<T> first(Somebody somebody, Function<String, Optional<T>> byKey) {
        return somebody.faces().stream().flatMap(face -> byKey.apply(face.key()).stream()).findFirst();
    }

    private Map<String, Object> describe(FaceEntry face) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("key", face.key());
        one.put("state", face.state().word());
        one.put("reason", face.reason().orElse(null));
        one.put("waiting", face.isOpen());
        one.put("faceId", face.faceId().orElse(null));
        one.put("inCloud", face.faceId().isPresent());
        one.put("adopted", face.isAdopted());
        one.put("looks", face.embeddings().size());
        one.put("lastSeen", time(face.lastSeen()));
        one.put("correcting", editions.isBeingCorrected(face));
        one.put("edition", editions.of(face));
        one.put("photo", FacesApi.photoOf(view, face.key()));
        return one;
    }

    private static Map<String, Object> describe(Known known) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("thing", known.thing());
        one.put("faceId", known.faceId());
        one.put("told", known.told().toString());
        one.put("expires", known.expires().toString());
        one.put("looks", known.looks().size());
        return one;
    }

    private String time(Instant at) {
        return cache.timeOfDay(at).toString();
    }
}
