// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.frame.SeenFace;
import org.hybridface.edge.live.Portraits.Portrait;

/** The people for the page: who is in view, who was lately, and what a person at the device says of them. */
public final class FacesApi {

    /** As many as a person looks through; the rest is in the cache's own console. */
    static final int MOST = 60;

    private final FaceCache cache;
    private final LiveView view;
    private final Editions editions;
    private final Supplier<Duration> linger;
    private final Clock clock;

    /** @param linger how long somebody the detector misses is still in view, at the moment */
    FacesApi(FaceCache cache, LiveView view, Editions editions, Supplier<Duration> linger, Clock clock) {
        this.cache = cache;
        this.view = view;
        this.editions = editions;
        this.linger = linger;
        this.clock = clock;
    }

    /** The lately seen people, those in view first. */
    public Map<String, Object> list() {
        Instant inViewSince = clock.instant().minus(linger.get());
        List<FaceEntry> all = cache.list();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("remembered", all.size());
        answer.put("inView", all.stream().filter(face -> isInView(face, inViewSince)).count());
        answer.put("faces", all.stream().limit(MOST).map(face -> describe(face, inViewSince)).toList());
        return answer;
    }

    private Map<String, Object> describe(FaceEntry face, Instant inViewSince) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("key", face.key());
        one.put("name", face.name().orElse(null));
        boolean probable = isProbable(face, inViewSince);
        one.put("state", probable ? SeenFace.PROBABLE : face.state().word());
        one.put("similarity", face.similarity().isPresent() ? face.similarity().getAsDouble() : null);
        one.put("reason", face.reason().orElse(null));
        one.put("faceId", face.faceId().orElse(null));
        one.put("person", face.person().orElse(null));
        one.put("neverAsk", face.neverAsk());
        one.put("camera", view.cameraOf(face.key()).orElse(null));
        one.put("inView", isInView(face, inViewSince));
        one.put("waiting", face.isOpen());
        one.put("firstSeen", cache.timeOfDay(face.firstSeen()).toString());
        one.put("lastSeen", cache.timeOfDay(face.lastSeen()).toString());
        one.put("correcting", editions.isBeingCorrected(face));
        one.put("edition", editions.of(face));
        one.put("photo", photoOf(view, face.key()));
        return one;
    }

    /** Where the picture of a face lies, another address for each; null when there is none since the start. */
    static String photoOf(LiveView view, String key) {
        return view.portrait(key).map(portrait -> "/api/faces/" + key + "/photo?v=" + portrait.taken().toEpochMilli()).orElse(null);
    }

    private boolean isInView(FaceEntry face, Instant since) {
        return face.lastSeen().isAfter(since) || isProbable(face, since);
    }

    /** Somebody is in view who is probably this one, and nobody who certainly is. */
    private boolean isProbable(FaceEntry face, Instant since) {
        return !face.lastSeen().isAfter(since) && cache.probablySeen(face.key()).filter(at -> at.isAfter(since)).isPresent();
    }

    /** @return the JPEG; with status 404 why there is none */
    public byte[] photo(@Header("key") String key, Exchange exchange) {
        Optional<Portrait> portrait = view.portrait(key);
        if (portrait.isEmpty()) {
            return EditAnswers.failedFile(exchange, EditAnswers.NOT_FOUND, cache.find(key).isEmpty() ? EditAnswers.unknown(key)
                    : key + " has no picture: the device keeps those in memory, and has not seen the face since its start");
        }
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "image/jpeg");
        return portrait.get().jpeg();
    }
}
